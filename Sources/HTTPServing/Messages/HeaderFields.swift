/// The header of a request: names in lower case, values without blanks at their ends.
public struct HeaderFields: Hashable, Sendable {
  private struct Field: Hashable, Sendable {
    let name: String
    let value: String
  }

  private var fields: [Field] = []

  /// A header without a field.
  public init() {}

  /// Takes one field in.
  ///
  /// - Throws: ``RequestFault`` for a name that is no token (RFC 9110, 5.1) or a value with
  ///   control characters (RFC 9110, 5.5).
  public mutating func append(name: String, value: String) throws(RequestFault) {
    guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenCharacter) else {
      throw RequestFault(.badRequest, "a header field's name is not a token")
    }
    guard !value.utf8.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) else {
      throw RequestFault(.badRequest, "a header field holds control characters")
    }
    fields.append(Field(name: name.lowercased(), value: value))
  }

  /// How many fields there are.
  public var count: Int { fields.count }

  /// The value of the first field of a name, which is given in lower case.
  public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The values of all fields of a name, which is given in lower case.
  public func values(_ name: String) -> [String] {
    fields.lazy.filter { $0.name == name }.map(\.value)
  }

  /// The members of a list that may be spread over several fields (RFC 9110, 5.6.1).
  public func list(_ name: String) -> [String] {
    values(name).flatMap { $0.split(separator: ",").map { $0.trimmed } }
  }
}

extension UInt8 {
  /// Whether the byte may stand in a token (RFC 9110, 5.6.2).
  var isTokenCharacter: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"),
      UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^"), UInt8(ascii: "_"),
      UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}

extension Substring {
  /// The text without blanks and tabs at its ends.
  var trimmed: String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    let rest = utf8.drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(self[rest.startIndex...last])
  }
}

extension String {
  /// The text without blanks and tabs at its ends.
  var trimmed: String { self[...].trimmed }
}
