/// The target of a request, taken apart: the segments of its path and the pairs of its query.
///
/// Segments are decoded after they are parted, so that an encoded stroke does not make two of one.
public struct RequestTarget: Hashable, Sendable {
  /// One pair of the query.
  public struct Parameter: Hashable, Sendable {
    /// What stands before the equals sign.
    public let name: String
    /// What stands behind it; empty without one.
    public let value: String

    /// Describes a pair.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The segments of the path, decoded; `/a/` has two, the second empty; `/` has one, empty.
  public let path: [String]
  /// The pairs of the query in their order.
  public let query: [Parameter]

  /// Takes a target apart: the form with a path alone, or with scheme and host in front
  /// (RFC 9112, 3.2).
  ///
  /// - Throws: ``RequestFault`` for another form, an escape that is cut short, what is no UTF-8
  ///   when decoded, control characters, and dots that climb.
  public init(_ text: String) throws(RequestFault) {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.isForbidden($0) }) else {
      throw RequestFault(.badRequest, "the target holds characters that must be escaped")
    }
    var rest = bytes[...]
    if rest.first != Self.stroke { rest = try Self.withoutHost(text) }
    let mark = rest.firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
    path = try rest[..<mark].dropFirst()
      .split(separator: Self.stroke, omittingEmptySubsequences: false)
      .map { segment throws(RequestFault) in
        let decoded = try Self.decoded(segment, plusIsBlank: false)
        guard decoded != ".", decoded != ".." else {
          throw RequestFault(.badRequest, "the path climbs")
        }
        return decoded
      }
    query = try Self.pairs(rest[mark...].dropFirst())
  }

  /// What stands behind scheme and host.
  private static func withoutHost(_ text: String) throws(RequestFault) -> ArraySlice<UInt8> {
    let scheme = ["http://", "https://"].first { text.lowercased().hasPrefix($0) }
    guard let scheme else { throw RequestFault(.badRequest, "the target is not a path") }
    let rest = Array(text.utf8).dropFirst(scheme.utf8.count)
      .drop { $0 != stroke && $0 != UInt8(ascii: "?") }
    return rest.first == stroke ? rest : [stroke] + rest
  }

  /// The pairs of a query or a form (WHATWG URL, application/x-www-form-urlencoded).
  ///
  /// - Throws: ``RequestFault`` as for a target.
  public static func pairs(_ text: ArraySlice<UInt8>) throws(RequestFault) -> [Parameter] {
    try text.split(separator: UInt8(ascii: "&")).map { pair throws(RequestFault) in
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      return Parameter(
        name: try decoded(pair[..<equals], plusIsBlank: true),
        value: try decoded(pair[equals...].dropFirst(), plusIsBlank: true))
    }
  }

  /// The value of a parameter; `nil` where it is absent.
  ///
  /// - Throws: ``RequestFault`` where it is given twice.
  public func value(_ name: String) throws(RequestFault) -> String? {
    try query.value(name)
  }

  /// Refuses parameters that mean nothing here.
  ///
  /// - Throws: ``RequestFault`` for any but the ones named.
  public func allow(_ names: [String]) throws(RequestFault) {
    guard query.allSatisfy({ names.contains($0.name) }) else {
      throw RequestFault(
        .badRequest,
        names.isEmpty
          ? "no parameter is taken here"
          : "a parameter is unknown here; known are \(names.joined(separator: ", "))")
    }
  }

  private static let stroke = UInt8(ascii: "/")

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
          throw RequestFault(.badRequest, "an escape needs two hexadecimal digits")
        }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsBlank: bytes.append(0x20)
      default: bytes.append(byte)
      }
    }
    guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw RequestFault(.badRequest, "control characters are not taken")
    }
    guard let result = String(validating: bytes, as: UTF8.self) else {
      throw RequestFault(.badRequest, "what is escaped is not UTF-8")
    }
    return result
  }
}

extension [RequestTarget.Parameter] {
  /// The value of a parameter; `nil` where it is absent.
  ///
  /// - Throws: ``RequestFault`` where it is given twice.
  public func value(_ name: String) throws(RequestFault) -> String? {
    let fitting = filter { $0.name == name }
    guard fitting.count <= 1 else {
      throw RequestFault(.badRequest, "a parameter is given twice")
    }
    return fitting.first?.value
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
