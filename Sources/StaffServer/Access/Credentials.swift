import HTTPServing
import NetworkModel
import ProjectStore

/// What a request shows to be let in.
enum Credentials {
  /// A secret in the header (RFC 6750, 2.1).
  case bearer(String)
  /// The id of a session in a cookie.
  case session(String)

  static let cookie = "trasse_session"

  /// Reads them; `nil` where there are none.
  ///
  /// A secret in the header goes before a cookie.
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
    // RFC 6265, 4.2: pairs with semicolons between them.
    for pair in headers.values("cookie").flatMap({ $0.split(separator: ";") }) {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == Self.cookie else { continue }
      self = .session(String(parts[1]))
      return
    }
    return nil
  }
}

/// Whoever is let in.
struct Visitor: Sendable {
  let token: AccessToken
  /// The session and its id, where there is one.
  let session: (id: String, formToken: String)?
}

extension Request {
  /// Refuses what was sent from a page of another site (Fetch Metadata; RFC 6454, 7).
  ///
  /// - Throws: `RequestFault` also where nothing tells where it comes from: browsers say so.
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
