/// The parsed target of a request: the segments of its path and the parameters of its query.
///
/// Segments are decoded after the path is divided, so that an encoded slash does not divide a
/// segment.
public struct RequestTarget: Hashable, Sendable {
  /// A parameter of the query.
  public struct Parameter: Hashable, Sendable {
    /// The text before the equals sign.
    public let name: String
    /// The text after the equals sign; empty if there is none.
    public let value: String

    /// Creates a parameter.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The decoded segments of the path.
  ///
  /// `/a/` has two segments, the second of which is empty; `/` has a single empty segment.
  public let path: [String]
  /// The parameters of the query, in order.
  public let query: [Parameter]

  /// Parses a target that consists of a path, or of scheme, host and path (RFC 9112, 3.2).
  ///
  /// - Throws: ``RequestFault`` for any other form, an incomplete escape sequence, invalid UTF-8,
  ///   control characters, and path traversal (`..`).
  public init(_ text: String) throws(RequestFault) {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.isForbidden($0) }) else {
      throw RequestFault(.badRequest, "the target contains characters that must be percent-encoded")
    }
    var rest = bytes[...]
    if rest.first != Self.slash { rest = try Self.withoutHost(text) }
    let mark = rest.firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
    path = try rest[..<mark].dropFirst()
      .split(separator: Self.slash, omittingEmptySubsequences: false)
      .map { segment throws(RequestFault) in
        let decoded = try Self.decoded(segment, plusIsBlank: false)
        guard decoded != ".", decoded != ".." else {
          throw RequestFault(.badRequest, "the path contains . or ..")
        }
        return decoded
      }
    query = try Self.pairs(rest[mark...].dropFirst())
  }

  /// The target without scheme and host.
  private static func withoutHost(_ text: String) throws(RequestFault) -> ArraySlice<UInt8> {
    let scheme = ["http://", "https://"].first { text.lowercased().hasPrefix($0) }
    guard let scheme else { throw RequestFault(.badRequest, "the target is not a path") }
    let rest = Array(text.utf8).dropFirst(scheme.utf8.count)
      .drop { $0 != slash && $0 != UInt8(ascii: "?") }
    return rest.first == slash ? rest : [slash] + rest
  }

  /// Parses the parameters of a query or a form (WHATWG URL, application/x-www-form-urlencoded).
  ///
  /// - Throws: ``RequestFault`` for the same reasons as for a target.
  public static func pairs(_ text: ArraySlice<UInt8>) throws(RequestFault) -> [Parameter] {
    try text.split(separator: UInt8(ascii: "&")).map { pair throws(RequestFault) in
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      return Parameter(
        name: try decoded(pair[..<equals], plusIsBlank: true),
        value: try decoded(pair[equals...].dropFirst(), plusIsBlank: true))
    }
  }

  /// The value of a parameter; `nil` if it is absent.
  ///
  /// - Throws: ``RequestFault`` if the parameter is repeated.
  public func value(_ name: String) throws(RequestFault) -> String? {
    try query.value(name)
  }

  /// Rejects unknown parameters.
  ///
  /// - Throws: ``RequestFault`` if there is a parameter with another name.
  public func allow(_ names: [String]) throws(RequestFault) {
    guard query.allSatisfy({ names.contains($0.name) }) else {
      throw RequestFault(
        .badRequest,
        names.isEmpty
          ? "this resource takes no parameters"
          : "a parameter is unknown; this resource takes \(names.joined(separator: ", "))")
    }
  }

  private static let slash = UInt8(ascii: "/")

  private static func isForbidden(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "#") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "<")
      || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\\")
  }

  private static func decoded(
    _ text: ArraySlice<UInt8>, plusIsBlank: Bool
  ) throws(RequestFault) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var rest = text.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.next()?.hexDigit, let low = rest.next()?.hexDigit else {
          throw RequestFault(.badRequest, "% must be followed by two hexadecimal digits")
        }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsBlank: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw RequestFault(.badRequest, "control characters are not allowed")
    }
    guard let result = String(validating: bytes, as: UTF8.self) else {
      throw RequestFault(.badRequest, "the decoded text is not valid UTF-8")
    }
    return result
  }
}

extension [RequestTarget.Parameter] {
  /// The value of a parameter; `nil` if it is absent.
  ///
  /// - Throws: ``RequestFault`` if the parameter is repeated.
  public func value(_ name: String) throws(RequestFault) -> String? {
    let matching = filter { $0.name == name }
    guard matching.count <= 1 else {
      throw RequestFault(.badRequest, "a parameter is repeated")
    }
    return matching.first?.value
  }
}

extension UInt8 {
  fileprivate var hexDigit: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}
