public import GeoPackage
public import NetworkModel

// Closed lists of words.

extension StreetClass: WordColumnValue {}
extension Surface: WordColumnValue {}
extension TrenchSides: WordColumnValue {}
extension Obstacle.Kind: WordColumnValue {}
extension Conduit.Condition: WordColumnValue {}
extension Site.Kind: WordColumnValue {}
extension TrenchSegment.Kind: WordColumnValue {}
extension TrenchSegment.Side: WordColumnValue {}
extension NetworkNode.Kind: WordColumnValue {}
extension PlanException.Reason: WordColumnValue {}
extension Remedy.Kind: WordColumnValue {}
extension Objective.Kind: WordColumnValue {}
extension BuiltWork.Kind: WordColumnValue {}
extension AccessToken.Scope: WordColumnValue {}
extension EventKind: WordColumnValue {}
extension PersonalDatum: WordColumnValue {}

extension AreaKind: ColumnValue {
  /// Any text.
  public static var domain: ColumnDomain { ColumnDomain(.text) }

  /// The value as it is stored.
  public var sqlValue: SQLValue { .text(rawValue) }

  /// Binds the value to a parameter.
  public func bind(to statement: inout Statement, at position: Int32) {
    statement.bind(rawValue, at: position)
  }

  /// Reads the value from a column of the row that a statement is at.
  public init(from statement: borrowing Statement, at column: Int32) throws(ColumnFault) {
    self.init(rawValue: statement.text(column))
  }
}

extension LayingMethod: WordColumnValue {
  /// Any text: files of earlier versions have no condition on the words.
  public static var domain: ColumnDomain { ColumnDomain(.text) }
}

extension Identifier: ColumnValue {
  /// Text.
  public static var domain: ColumnDomain { String.domain }

  /// The value as it is stored.
  public var sqlValue: SQLValue { .text(rawValue) }

  /// Binds the value to a parameter.
  public func bind(to statement: inout Statement, at position: Int32) {
    statement.bind(rawValue, at: position)
  }

  /// Reads the value from a column of the row that a statement is at.
  public init(from statement: borrowing Statement, at column: Int32) throws(ColumnFault) {
    self.init(rawValue: try String(from: statement, at: column))
  }
}

extension Timestamp: ColumnValue {
  /// Text such as `2026-11-23T08:30:00Z`.
  public static var domain: ColumnDomain { ColumnDomain(.text) { isMoment($0) } }

  /// The condition that a column holds a moment.
  static func isMoment(_ column: SQLName) -> SQL {
    """
    \(column) GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'
    """
  }

  /// The value as it is stored.
  public var sqlValue: SQLValue { .text(description) }

  /// Binds the value to a parameter.
  public func bind(to statement: inout Statement, at position: Int32) {
    statement.bind(description, at: position)
  }

  /// Reads the value from a column of the row that a statement is at.
  public init(from statement: borrowing Statement, at column: Int32) throws(ColumnFault) {
    let text = statement.text(column)
    guard let moment = Timestamp(text) else { throw ColumnFault("no time \(text)") }
    self = moment
  }
}

extension StatusSubject: ColumnValue {
  /// Text such as `building:ID`, `dwelling:ID#LABEL` or `report:ID#REPORT`.
  public static var domain: ColumnDomain { ColumnDomain(.text) }

  /// The condition that a column holds a subject.
  static func isSubject(_ column: SQLName) -> SQL {
    """
    \(column) GLOB 'building:?*' OR \(column) GLOB 'dwelling:?*#?*' OR \(column) GLOB 'report:*#?*'
    """
  }

  /// The value as it is stored.
  public var sqlValue: SQLValue { .text(text) }

  /// Binds the value to a parameter.
  public func bind(to statement: inout Statement, at position: Int32) {
    statement.bind(text, at: position)
  }

  /// Reads the value from a column of the row that a statement is at.
  public init(from statement: borrowing Statement, at column: Int32) throws(ColumnFault) {
    let text = statement.text(column)
    guard let subject = StatusSubject(text: text[...]) else {
      throw ColumnFault("no subject \(text)")
    }
    self = subject
  }
}
