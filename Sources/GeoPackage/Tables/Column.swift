/// One column of a table, and the property of a record that it holds.
///
/// The declaration of a table, the insertion of a record and the reading of a row are all made from
/// the same list of columns, so that a name and a property cannot get out of step.
public struct Column<Record>: Sendable {
  /// What other programs see of the column.
  public let schema: ColumnSchema
  let write: @Sendable (_ record: borrowing Record, _ row: inout Statement, Int32) -> Void
  let read:
    (
      @Sendable (_ record: inout Record, _ row: borrowing Statement, Int32) throws(ColumnFault) ->
        Void
    )?

  /// A column for a property.
  ///
  /// - Parameters:
  ///   - name: the column's name.
  ///   - property: what it holds; the SQL type and the conditions follow from the property's type.
  ///   - defaultValue: what a new row gets where another program leaves the column out.
  ///   - check: a further condition on the column.
  ///   - references: another table's column that has every value of this one.
  public init<Value: ColumnValue>(
    _ name: SQLName, _ property: any WritableKeyPath<Record, Value> & Sendable,
    default defaultValue: SQL? = nil, check: SQL? = nil, references: SQL? = nil
  ) {
    schema = ColumnSchema(
      name: name, domain: Value.domain, default: defaultValue, check: check, references: references)
    write = { record, row, position in
      record[keyPath: property].bind(to: &row, at: position)
    }
    read = { record, row, position throws(ColumnFault) in
      record[keyPath: property] = try Value(from: row, at: position)
    }
  }

  /// A column for a value that is computed from the record's properties, and from which they are
  /// set.
  ///
  /// - Parameters:
  ///   - name: the column's name.
  ///   - value: the value of a record.
  ///   - check: a further condition on the column.
  ///   - set: sets the properties of a record that is read; those of the columns before it are set
  ///     already.
  public init<Value: ColumnValue>(
    _ name: SQLName, of value: @escaping @Sendable (Record) -> Value, check: SQL? = nil,
    set: @escaping @Sendable (_ record: inout Record, Value) throws(ColumnFault) -> Void
  ) {
    schema = ColumnSchema(
      name: name, domain: Value.domain, default: nil, check: check, references: nil)
    write = { record, row, position in
      value(copy record).bind(to: &row, at: position)
    }
    read = { record, row, position throws(ColumnFault) in
      try set(&record, try Value(from: row, at: position))
    }
  }

  /// A column for a value that follows from the record's properties; it is written and never read.
  public init<Value: ColumnValue>(
    _ name: SQLName, derived value: @escaping @Sendable (Record) -> Value,
    default defaultValue: SQL? = nil, check: SQL? = nil
  ) {
    schema = ColumnSchema(
      name: name, domain: Value.domain, default: defaultValue, check: check, references: nil)
    write = { record, row, position in
      value(copy record).bind(to: &row, at: position)
    }
    read = nil
  }
}

/// A column as other programs see it.
public struct ColumnSchema: Sendable {
  /// The column's name.
  public let name: SQLName
  /// The declared type.
  public var type: ColumnDomain.DeclaredType { domain.type }
  /// Whether a row must have a value.
  public var isRequired: Bool { !domain.isOptional }
  private let domain: ColumnDomain
  private let `default`: SQL?
  private let check: SQL?
  private let references: SQL?

  /// What a stored value must satisfy, whichever program has written it and however.
  var requirement: SQL {
    let own = domain.requirement(of: name)
    return check.map { "\(own) AND (\($0))" } ?? own
  }

  init(name: SQLName, domain: ColumnDomain, default: SQL?, check: SQL?, references: SQL?) {
    self.name = name
    self.domain = domain
    self.default = `default`
    self.check = check
    self.references = references
  }

  /// The column as in `CREATE TABLE`.
  var definition: SQL {
    var definition = domain.definition(of: name, default: `default`)
    if let check { definition = definition + "CHECK (\(check))" }
    if let references { definition = definition + "REFERENCES \(references)" }
    if let `default` { definition = definition + "DEFAULT \(`default`)" }
    return definition
  }
}
