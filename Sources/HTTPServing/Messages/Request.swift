/// One request as the core sees it: no socket, no clock.
public struct Request: Sendable {
  /// The methods that anything here answers to.
  public enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case options = "OPTIONS"
    /// Any other.
    case other = ""
  }

  /// What is asked to be done.
  public let method: Method
  /// With what.
  public let target: RequestTarget
  /// The header.
  public let headers: HeaderFields
  /// The content, whole.
  public let body: [UInt8]
  /// Who asks, as far as the protection needs to know; `nil` in tests and where it is unknown.
  public let client: ClientPrefix?

  /// Describes a request.
  public init(
    method: Method = .get, target: RequestTarget, headers: HeaderFields = HeaderFields(),
    body: [UInt8] = [], client: ClientPrefix? = nil
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    self.client = client
  }

  /// Checks what the header says about the message itself (RFC 9112, 3.2, 6).
  ///
  /// - Throws: ``RequestFault`` for two hosts or none that is sound, for two lengths, and for a
  ///   length beside chunks: whoever reads such a message differently can be smuggled past.
  static func checkFraming(_ headers: HeaderFields) throws(RequestFault) {
    let hosts = headers.values("host")
    guard hosts.count <= 1, hosts.allSatisfy(\.isHost) else {
      throw RequestFault(.badRequest, "one sound Host is needed")
    }
    let lengths = headers.values("content-length")
    let codings = headers.values("transfer-encoding")
    guard lengths.count <= 1,
      lengths.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { throw RequestFault(.badRequest, "one sound Content-Length is needed") }
    guard codings.isEmpty || (lengths.isEmpty && codings.map({ $0.lowercased() }) == ["chunked"])
    else {
      throw RequestFault(.badRequest, "chunked is the only transfer coding, without a length")
    }
  }
}

extension String {
  /// Whether it is a host with or without a port, by its characters.
  fileprivate var isHost: Bool {
    utf8.count <= 255
      && utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"),
          UInt8(ascii: "["), UInt8(ascii: "]"):
          true
        default: false
        }
      }
  }
}
