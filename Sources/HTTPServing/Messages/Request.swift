/// A request, independent of sockets and clocks.
public struct Request: Sendable {
  /// The methods that services support.
  public enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case options = "OPTIONS"
    /// Any other method.
    case other = ""
  }

  /// The method.
  public let method: Method
  /// The target.
  public let target: RequestTarget
  /// The header fields.
  public let headers: HeaderFields
  /// The complete content.
  public let body: [UInt8]
  /// The network of the client, for rate limiting; `nil` in tests and if it is unknown.
  public let client: ClientPrefix?

  /// Creates a request.
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

  /// Checks the header fields that determine the framing of the message (RFC 9112, 3.2, 6).
  ///
  /// - Throws: ``RequestFault`` for a repeated or invalid `Host`, a repeated or invalid
  ///   `Content-Length`, and a length together with chunked encoding. Such messages allow request
  ///   smuggling, since different programs interpret them differently.
  static func checkFraming(_ headers: HeaderFields) throws(RequestFault) {
    let hosts = headers.values("host")
    guard hosts.count <= 1, hosts.allSatisfy(\.isHost) else {
      throw RequestFault(.badRequest, "exactly one valid Host field is required")
    }
    let lengths = headers.values("content-length")
    let codings = headers.values("transfer-encoding")
    guard lengths.count <= 1,
      lengths.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { throw RequestFault(.badRequest, "at most one valid Content-Length field is allowed") }
    guard codings.isEmpty || (lengths.isEmpty && codings.map({ $0.lowercased() }) == ["chunked"])
    else {
      throw RequestFault(
        .badRequest, "the only supported transfer coding is chunked, without Content-Length")
    }
  }
}

extension String {
  /// Whether the text consists of characters allowed in a host with an optional port.
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
