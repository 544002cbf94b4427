/// The header fields of a request.
///
/// Names are in lower case, values have no leading or trailing blanks.
public struct HeaderFields: Hashable, Sendable {
  private struct Field: Hashable, Sendable {
    let name: String
    let value: String
  }

  private var fields: [Field] = []

  /// Creates an empty header.
  public init() {}

  /// Adds a field.
  ///
  /// - Throws: ``RequestFault`` if the name is not a token (RFC 9110, 5.1) or the value contains
  ///   control characters (RFC 9110, 5.5).
  public mutating func append(name: String, value: String) throws(RequestFault) {
    guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenCharacter) else {
      throw RequestFault(.badRequest, "a header field has an invalid name")
    }
    guard !value.utf8.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) else {
      throw RequestFault(.badRequest, "a header field contains control characters")
    }
    fields.append(Field(name: name.lowercased(), value: value))
  }

  /// The number of fields.
  public var count: Int { fields.count }

  /// The value of the first field with a name, which must be in lower case.
  public subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The values of all fields with a name, which must be in lower case.
  public func values(_ name: String) -> [String] {
    fields.lazy.filter { $0.name == name }.map(\.value)
  }

  /// The elements of a list, which may be divided over several fields (RFC 9110, 5.6.1).
  public func list(_ name: String) -> [String] {
    values(name).flatMap { $0.split(separator: ",").map { $0.trimmed } }
  }
}

extension UInt8 {
  /// Whether the byte is allowed in a token (RFC 9110, 5.6.2).
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
  /// The text without leading and trailing blanks and tabs.
  var trimmed: String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    let rest = utf8.drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(self[rest.startIndex...last])
  }
}

extension String {
  /// The text without leading and trailing blanks and tabs.
  var trimmed: String { self[...].trimmed }
}
