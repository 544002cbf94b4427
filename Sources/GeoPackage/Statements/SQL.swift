/// The text of a statement together with the values it uses.
///
/// A value that is interpolated becomes a bound parameter; it never becomes text. The text itself
/// consists of literals of the source code and of names that the code declares:
///
/// ```swift
/// try connection.run("DELETE FROM \(Address.table.name) WHERE source = \(file)")
/// ```
public struct SQL: Sendable, ExpressibleByStringInterpolation {
  /// The text, with a `?` for each value.
  public private(set) var text: String
  /// The values, in the order of their marks.
  public private(set) var values: [SQLValue]

  /// A text of the source code.
  public init(stringLiteral text: StaticString) {
    self.text = "\(text)"
    values = []
  }

  /// A text of the source code with values.
  public init(stringInterpolation: Interpolation) {
    text = stringInterpolation.text
    values = stringInterpolation.values
  }

  /// Collects the literals and the values of a text.
  public struct Interpolation: StringInterpolationProtocol {
    fileprivate var text = ""
    fileprivate var values: [SQLValue] = []

    /// Starts without text.
    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + interpolationCount)
    }

    /// Adds text of the source code.
    public mutating func appendLiteral(_ literal: StaticString) { text += "\(literal)" }

    /// Adds a bound value.
    public mutating func appendInterpolation(_ value: some ColumnValue) {
      text += "?"
      values.append(value.sqlValue)
    }

    /// Adds one bound value after the other, with commas.
    public mutating func appendInterpolation(list: [some ColumnValue]) {
      text += list.map { _ in "?" }.joined(separator: ", ")
      values += list.map(\.sqlValue)
    }

    /// Adds a declared name.
    public mutating func appendInterpolation(_ name: SQLName) { text += name.quoted }

    /// Adds declared names with commas.
    public mutating func appendInterpolation(_ names: [SQLName]) {
      text += names.map(\.quoted).joined(separator: ", ")
    }

    /// Adds another text with its values.
    public mutating func appendInterpolation(_ part: SQL) {
      text += part.text
      values += part.values
    }
  }

  /// Two texts, one after the other.
  public static func + (left: SQL, right: SQL) -> SQL { "\(left) \(right)" }

  /// Texts with another one between them.
  public static func joined(_ parts: [SQL], by separator: StaticString) -> SQL {
    var result: SQL = ""
    for (index, part) in parts.enumerated() {
      if index > 0 { result.text += "\(separator)" }
      result.text += part.text
      result.values += part.values
    }
    return result
  }
}

/// The name of a table, a column, an index or a trigger: made from names in the source code only.
public struct SQLName: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The name without quotation marks.
  public let text: String

  /// A name that the source code declares.
  public init(stringLiteral name: StaticString) { text = "\(name)" }

  private init(derived text: String) { self.text = text }

  /// The name in quotation marks, so that reserved words can be names.
  var quoted: String { "\"\(text)\"" }

  /// The name as a text of a statement.
  var literal: SQL { SQL(word: text) }

  /// The name with text of the source code behind it.
  public func adding(_ suffix: StaticString) -> SQLName { between("", suffix) }

  /// The name with text of the source code at its ends.
  func between(_ prefix: StaticString, _ suffix: StaticString = "") -> SQLName {
    SQLName(derived: "\(prefix)\(text)\(suffix)")
  }
}

/// A value as SQLite stores it.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])
}

extension SQL {
  /// The condition that a column has one of some words of the source code; for definitions of
  /// tables, which cannot have parameters.
  public static func isOne(of words: [String], _ column: SQLName) -> SQL {
    .joined(words.map { "\(column) = \(SQL(word: $0))" }, by: " OR ")
  }

  fileprivate init(word: String) {
    precondition(word.utf8.allSatisfy { $0 != UInt8(ascii: "'") && $0 >= 0x20 }, "a word of a list")
    text = "'\(word)'"
    values = []
  }
}
