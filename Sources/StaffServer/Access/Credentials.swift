import HTTPServing
import NetworkModel
import ProjectStore

/// The proof of access that a request carries.
enum Credentials {
  /// A secret in the header (RFC 6750, 2.1).
  case bearer(String)
  /// The id of a session in a cookie.
  case session(String)

  static let cookie = "trasse_session"

  /// Reads the credentials; `nil` if there are none.
  ///
  /// A secret in the header has precedence over a cookie.
  init?(_ headers: HeaderFields) {
    let fields = headers.values("authorization")
    if !fields.isEmpty {
      let parts = fields[0].split(separator: " ", maxSplits: 1)
      guard fields.count == 1, parts.count == 2, parts[0].lowercased() == "bearer" else {
        return nil
      }
      self = .bearer(String(parts[1]))
      return
    }
    // RFC 6265, 4.2: pairs separated by semicolons.
    for pair in headers.values("cookie").flatMap({ $0.split(separator: ";") }) {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == Self.cookie else { continue }
      self = .session(String(parts[1]))
      return
    }
    return nil
  }
}

/// The bearer of a valid token.
struct Visitor: Sendable {
  let token: AccessToken
  /// The session, for a visitor who signed in by the form.
  let session: (id: String, formToken: String)?
}

extension Request {
  /// Refuses a form that a page of another site submitted (Fetch Metadata; RFC 6454, 7).
  ///
  /// - Throws: `RequestFault`, also if no header states the origin: browsers always send one.
  func checkOrigin() throws(RequestFault) {
    if let site = headers["sec-fetch-site"] {
      guard site == "same-origin" else { throw Self.foreign }
    } else {
      guard let origin = headers["origin"], let host = headers["host"],
        origin.lowercased() == "https://\(host.lowercased())"
          || origin.lowercased() == "http://\(host.lowercased())"
      else { throw Self.foreign }
    }
  }

  private static let foreign = RequestFault(.forbidden, "the form belongs to another site")
}
