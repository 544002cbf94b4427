/// A type whose values a column can hold.
///
/// The column's SQL type and its conditions follow from the type: see ``ColumnDomain``.
public protocol ColumnValue: Sendable {
  /// What the column is declared with.
  static var domain: ColumnDomain { get }
  /// The value as it is stored.
  var sqlValue: SQLValue { get }
  /// Binds the value to a parameter.
  func bind(to statement: inout Statement, at position: Int32)
  /// Reads the value from a column of the row that a statement is at.
  ///
  /// - Throws: ``ColumnFault`` where the column holds something else.
  init(from statement: borrowing Statement, at column: Int32) throws(ColumnFault)
}

/// A stored value that its column's type does not allow.
public struct ColumnFault: Error, Hashable {
  /// What was found.
  public let reason: String

  /// Describes a fault.
  public init(_ reason: String) { self.reason = reason }
}

/// What the columns of a type are declared with.
///
/// The condition on `typeof` gives the guarantee of a `STRICT` table, which older programs cannot
/// open.
public struct ColumnDomain: Sendable {
  /// The declared type: one of those that GeoPackage knows (OGC 12-128r19, table 1).
  public enum DeclaredType: String, Sendable {
    case text = "TEXT"
    case integer = "INTEGER"
    case real = "REAL"
    case boolean = "BOOLEAN"

    /// The storage class that SQLite converts a value to, by the type's affinity.
    var storageClass: SQL {
      switch self {
      case .text: "'text'"
      case .integer, .boolean: "'integer'"
      case .real: "'real'"
      }
    }
  }

  /// The declared type.
  public let type: DeclaredType
  /// Whether the column may be empty.
  public fileprivate(set) var isOptional = false
  private let condition: (@Sendable (_ column: SQLName) -> SQL)?
  private let limit: (@Sendable (_ column: SQLName) -> SQL)?

  /// Describes a domain.
  ///
  /// - Parameters:
  ///   - type: the declared type.
  ///   - condition: a condition on every value, as SQL; NULL always passes.
  ///   - limit: a further condition that is checked when a row is read and is not part of the
  ///     table, so that no other program is refused, and no value that is read is beyond what is
  ///     computed with.
  public init(
    _ type: DeclaredType, condition: (@Sendable (_ column: SQLName) -> SQL)? = nil,
    limit: (@Sendable (_ column: SQLName) -> SQL)? = nil
  ) {
    self.type = type
    self.condition = condition
    self.limit = limit
  }

  /// The type and the conditions of a column, as in `CREATE TABLE`.
  ///
  /// - Parameters:
  ///   - column: the column's name.
  ///   - default: its default. Programs such as fiona write NULL for what they are not given: a
  ///     column with a default takes that instead.
  /// - Returns: the definition.
  func definition(of column: SQLName, default: SQL?) -> SQL {
    var definition: SQL = "\(column) \(typeName)"
    if isOptional {
      definition =
        definition
        + "CHECK (\(column) IS NULL OR typeof(\(column)) = \(type.storageClass))"
    } else {
      let required: SQL = `default` == nil ? "NOT NULL" : "NOT NULL ON CONFLICT REPLACE"
      definition = definition + required + "CHECK (typeof(\(column)) = \(type.storageClass))"
    }
    if let condition { definition = definition + "CHECK (\(condition(column)))" }
    return definition
  }

  /// What a stored value must satisfy, whichever program has written it and however.
  func requirement(of column: SQLName) -> SQL {
    var parts: [SQL] = [
      isOptional
        ? "\(column) IS NULL OR typeof(\(column)) = \(type.storageClass)"
        : "typeof(\(column)) = \(type.storageClass)"
    ]
    if let condition { parts.append(condition(column)) }
    if let limit { parts.append(limit(column)) }
    return .joined(parts.map { "(\($0))" }, by: " AND ")
  }

  private var typeName: SQL {
    switch type {
    case .text: "TEXT"
    case .integer: "INTEGER"
    case .real: "REAL"
    case .boolean: "BOOLEAN"
    }
  }
}

// MARK: Types

extension String: ColumnValue {
  /// What the column is declared with.
  public static var domain: ColumnDomain { ColumnDomain(.text) }
  /// The value as it is stored.
  public var sqlValue: SQLValue { .text(self) }
  /// Binds the value to a parameter.
  public func bind(to statement: inout Statement, at position: Int32) {
    statement.bind(self, at: position)
  }
  /// Reads the value from a column of the row that a statement is at.
  public init(from statement: borrowing Statement, at column: Int32) throws(ColumnFault) {
    guard let text = statement.optionalText(column) else {
      throw ColumnFault("the column is empty")
    }
    self = text
  }
}

extension Int64: ColumnValue {
  /// What the column is declared with; read up to 10¹⁷, so that sums of two values are in range.
  public static var domain: ColumnDomain {
    ColumnDomain(.integer, limit: { "\($0) BETWEEN -100000000000000000 AND 100000000000000000" })
  }
  /// The value as it is stored.
  public var sqlValue: SQLValue { .integer(self) }
  /// Binds the value to a parameter.
  public func bind(to statement: inout Statement, at position: Int32) {
    statement.bind(self, at: position)
  }
  /// Reads the value from a column of the row that a statement is at.
  public init(from statement: borrowing Statement, at column: Int32) throws(ColumnFault) {
    self = statement.integer(column)
  }
}

extension Int: ColumnValue {
  /// What the column is declared with; read up to 10⁹, which no count of one row exceeds.
  public static var domain: ColumnDomain {
    ColumnDomain(.integer, limit: { "\($0) BETWEEN -1000000000 AND 1000000000" })
  }
  /// The value as it is stored.
  public var sqlValue: SQLValue { .integer(Int64(self)) }
  /// Binds the value to a parameter.
  public func bind(to statement: inout Statement, at position: Int32) {
    statement.bind(self, at: position)
  }
  /// Reads the value from a column of the row that a statement is at.
  public init(from statement: borrowing Statement, at column: Int32) throws(ColumnFault) {
    self = Int(statement.integer(column))
  }
}

extension Double: ColumnValue {
  /// What the column is declared with; read up to 10¹², so that sums and products are finite.
  public static var domain: ColumnDomain {
    ColumnDomain(.real, limit: { "\($0) BETWEEN -1e12 AND 1e12" })
  }
  /// The value as it is stored.
  public var sqlValue: SQLValue { .real(self) }
  /// Binds the value to a parameter.
  public func bind(to statement: inout Statement, at position: Int32) {
    statement.bind(self, at: position)
  }
  /// Reads the value from a column of the row that a statement is at.
  public init(from statement: borrowing Statement, at column: Int32) throws(ColumnFault) {
    self = statement.double(column)
  }
}

extension Bool: ColumnValue {
  /// What the column is declared with.
  public static var domain: ColumnDomain {
    ColumnDomain(.boolean) { "\($0) = FALSE OR \($0) = TRUE" }
  }
  /// The value as it is stored.
  public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
  /// Binds the value to a parameter.
  public func bind(to statement: inout Statement, at position: Int32) {
    statement.bind(self, at: position)
  }
  /// Reads the value from a column of the row that a statement is at.
  public init(from statement: borrowing Statement, at column: Int32) throws(ColumnFault) {
    self = statement.integer(column) != 0
  }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
  /// What the column is declared with.
  public static var domain: ColumnDomain {
    var domain = Wrapped.domain
    domain.isOptional = true
    return domain
  }
  /// The value as it is stored.
  public var sqlValue: SQLValue { self?.sqlValue ?? .null }
  /// Binds the value to a parameter.
  public func bind(to statement: inout Statement, at position: Int32) {
    if let value = self {
      value.bind(to: &statement, at: position)
    } else {
      statement.bindNull(at: position)
    }
  }
  /// Reads the value from a column of the row that a statement is at.
  public init(from statement: borrowing Statement, at column: Int32) throws(ColumnFault) {
    self = statement.isNull(column) ? nil : try Wrapped(from: statement, at: column)
  }
}

/// A closed list of words: the column takes no other.
public protocol WordColumnValue: ColumnValue, RawRepresentable<String>, CaseIterable {}

extension WordColumnValue {
  /// Text, one of the words.
  ///
  /// The condition is a chain of comparisons: SQLite would build the list of an `IN` again for each
  /// row, at several times the cost of the row itself.
  public static var domain: ColumnDomain {
    ColumnDomain(.text) { isWord($0) }
  }

  /// The condition that a column has one of the words.
  public static func isWord(_ column: SQLName) -> SQL {
    .isOne(of: allCases.map(\.rawValue), column)
  }

  /// The value as it is stored.
  public var sqlValue: SQLValue { .text(rawValue) }

  /// Binds the value to a parameter.
  public func bind(to statement: inout Statement, at position: Int32) {
    statement.bind(rawValue, at: position)
  }

  /// Reads the value from a column of the row that a statement is at.
  public init(from statement: borrowing Statement, at column: Int32) throws(ColumnFault) {
    let text = statement.text(column)
    guard let word = Self(rawValue: text) else { throw ColumnFault("unknown word \(text)") }
    self = word
  }
}

extension SQLValue: ColumnValue {
  /// What the column is declared with.
  public static var domain: ColumnDomain { ColumnDomain(.text) }
  /// The value as it is stored.
  public var sqlValue: SQLValue { self }
  /// Binds the value to a parameter.
  public func bind(to statement: inout Statement, at position: Int32) {
    switch self {
    case .null: statement.bindNull(at: position)
    case .integer(let value): statement.bind(value, at: position)
    case .real(let value): statement.bind(value, at: position)
    case .text(let value): statement.bind(value, at: position)
    case .blob(let value): statement.bind(value, at: position)
    }
  }
  /// Reads the value from a column of the row that a statement is at.
  public init(from statement: borrowing Statement, at column: Int32) throws(ColumnFault) {
    self = statement.value(column)
  }
}
