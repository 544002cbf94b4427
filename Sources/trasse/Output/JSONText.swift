/// Writes one JSON document, members in the order given.
enum JSONText: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
  case null
  case bool(Bool)
  case integer(Int64)
  /// A number with a fixed count of decimals.
  case decimal(Double, places: Int)
  /// A number as it is written.
  case number(String)
  case text(String)
  case array([JSONText])
  case object([(String, JSONText)])

  init(stringLiteral value: String) { self = .text(value) }
  init(integerLiteral value: Int64) { self = .integer(value) }
  static func count(_ value: Int) -> JSONText { .integer(Int64(value)) }
  static func optional(_ value: String?) -> JSONText { value.map { .text($0) } ?? .null }

  /// The document, indented by two blanks a level.
  var document: String { lines(indent: "") + "\n" }

  private func lines(indent: String) -> String {
    let deeper = indent + "  "
    switch self {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .integer(let value): return String(value)
    case .decimal(let value, let places): return Fixed.text(value, places: places)
    case .number(let value): return value
    case .text(let value): return Self.quoted(value)
    case .array(let items):
      if items.isEmpty { return "[]" }
      return "[\n" + items.map { deeper + $0.lines(indent: deeper) }.joined(separator: ",\n")
        + "\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      return "{\n"
        + members.map { "\(deeper)\(Self.quoted($0)): \($1.lines(indent: deeper))" }
        .joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case let control where control.value < 0x20:
        let digits = String(control.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

/// Numbers with a fixed count of decimals, the same on every machine.
enum Fixed {
  static func text(_ value: Double, places: Int) -> String {
    var scale: Int64 = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int64((value * Double(scale)).rounded())
    let rest = String(scaled.magnitude % scale.magnitude)
    let whole = "\(scaled < 0 ? "-" : "")\(scaled.magnitude / scale.magnitude)"
    if places == 0 { return whole }
    return "\(whole).\(String(repeating: "0", count: places - rest.count))\(rest)"
  }

  /// Cents as euro, with commas between thousands: `1,234,567.89 €`.
  static func euro(_ cents: Int64) -> String {
    let cent = String(cents.magnitude % 100)
    return "\(cents < 0 ? "-" : "")\(grouped(Int(cents.magnitude / 100)))."
      + "\(String(repeating: "0", count: 2 - cent.count))\(cent) €"
  }

  /// A whole number with commas between thousands.
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }
}
