/// A JSON document as a value; an object's members keep their order.
///
/// It suits small documents that are put together from pieces. Long ones are written with
/// ``JSONWriter`` alone, which keeps no tree.
public enum JSONText: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  /// Null.
  case null
  /// A truth value.
  case bool(Bool)
  /// A whole number.
  case integer(Int64)
  /// A number with a fixed count of decimals.
  case decimal(Double, places: Int)
  /// A number as its text, which must be a JSON number.
  case number(String)
  /// A text.
  case text(String)
  /// A list.
  case array([JSONText])
  /// An object.
  case object([(String, JSONText)])

  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }

  /// A whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }

  /// A whole number.
  public static func count(_ value: Int) -> JSONText { .integer(Int64(value)) }

  /// A text, or null.
  public static func optional(_ value: String?) -> JSONText { value.map { .text($0) } ?? .null }

  /// The document, indented by two blanks for each level, with a line feed at its end.
  public var document: String {
    var json = JSONWriter(.indented)
    write(to: &json)
    return json.text + "\n"
  }

  /// Writes the value.
  public func write(to json: inout JSONWriter) {
    switch self {
    case .null: json.null()
    case .bool(let value): json.bool(value)
    case .integer(let value): json.integer(value)
    case .decimal(let value, let places): json.decimal(value, places: places)
    case .number(let text): json.number(text)
    case .text(let text): json.text(text)
    case .array(let items):
      json.array { array in
        for item in items { array.element { item.write(to: &$0) } }
      }
    case .object(let members):
      json.object { object in
        for (name, value) in members { object.member(name) { value.write(to: &$0) } }
      }
    }
  }
}
