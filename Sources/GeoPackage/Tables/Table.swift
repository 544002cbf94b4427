/// A table together with the records that are its rows.
///
/// ```swift
/// static let table = Table(
///   "site", summary: "PoPs, cabinets and shafts", geometry: .point(\.location), blank: Site(…),
///   columns: [Column("id", \.id), Column("kind", \.kind), Column("name", \.name)])
/// ```
public struct Table<Record: Sendable>: Sendable {
  /// The table as other programs see it.
  public let schema: TableSchema
  let columns: [Column<Record>]
  let geometry: GeometryColumn<Record>?
  let blank: Record

  // Reason: a table has this many properties; they are named at each call, and most have defaults.
  /// Describes a table.
  ///
  /// - Parameters:
  ///   - name: the table's name in the file.
  ///   - file: the attached file that has the table.
  ///   - exportedName: what exports and options call it; the table's name where `nil`.
  ///   - summary: what the table holds, in one sentence.
  ///   - geometry: the geometry of a record.
  ///   - partition: a column that assigns each row to a part of the table; it is not a property of
  ///     the record.
  ///   - key: what identifies a row within its part.
  ///   - rowNumber: the column that numbers the rows; a layer of a GeoPackage must have one.
  ///   - blank: any record; reading starts from it and sets every property that has a column.
  ///   - columns: the columns.
  ///   - constraints: conditions on whole rows.
  ///   - additions: statements that make indices and triggers.
  ///   - isCheckedWhenRead: whether a row that breaks the conditions of its columns cannot be read;
  ///     not for rows that have a check of their own.
  public init(
    _ name: SQLName, in file: SQLName? = nil, exportedName: String? = nil, summary: String,
    geometry: GeometryColumn<Record>? = nil, partition: SQLName? = nil, key: [SQLName] = ["id"],
    rowNumber: SQLName? = "fid", blank: Record, columns: [Column<Record>], constraints: [SQL] = [],
    additions: [SQL] = [], isCheckedWhenRead: Bool = true
  ) {
    let own = partition.map {
      ColumnSchema(name: $0, domain: String.domain, default: nil, check: nil, references: nil)
    }
    schema = TableSchema(
      name: name, file: file, exportedName: exportedName ?? name.text, summary: summary,
      geometry: geometry?.type, partition: partition,
      key: key == [rowNumber].compactMap(\.self) ? key : (partition.map { [$0] } ?? []) + key,
      rowNumber: rowNumber, columns: (own.map { [$0] } ?? []) + columns.map(\.schema),
      constraints: constraints, additions: additions, isCheckedWhenRead: isCheckedWhenRead)
    self.columns = columns
    self.geometry = geometry
    self.blank = blank
  }
}

/// Adds records to a table, one after the other.
public struct RecordWriter<Record: Sendable>: ~Copyable {
  /// What becomes of a record whose key the table has already.
  public enum Conflict: Sendable {
    /// The record is refused.
    case refuse
    /// The record replaces the row.
    case replace
    /// The row takes the record's values, but for those of some columns.
    case update(keeping: [SQLName])
  }

  private let table: Table<Record>
  private var row: Statement
  private let first: Int32
  private let srid: Int32

  /// Prepares the insertion.
  ///
  /// - Parameters:
  ///   - connection: the file.
  ///   - table: where the records go.
  ///   - part: the value of the table's partition column.
  ///   - srid: the CRS of the geometries.
  ///   - conflict: what becomes of a record whose key the table has already.
  /// - Throws: ``DatabaseError`` where the file has no such table.
  public init(
    _ connection: Connection, _ table: Table<Record>, part: String? = nil, srid: Int32,
    onConflict conflict: Conflict = .refuse
  ) throws(DatabaseError) {
    precondition((part != nil) == (table.schema.partition != nil), "a part for a table with parts")
    self.table = table
    self.srid = srid
    row = try connection.prepare(table.schema.insertion(conflict))
    let geometryCount: Int32 = table.geometry == nil ? 0 : 1
    // A binding stays through all rows.
    if let part { row.bind(part, at: geometryCount + 1) }
    first = geometryCount + (part == nil ? 1 : 2)
  }

  /// Adds a record.
  public mutating func write(_ record: Record) throws(DatabaseError) {
    if let geometry = table.geometry {
      row.bind(geometry.get(record).map { GeometryBlob.encode($0, srid: srid) }, at: 1)
    }
    var position = first
    for column in table.columns {
      column.write(record, &row, position)
      position += 1
    }
    try row.run()
  }
}

/// Reads records of a table, one after the other.
public struct RecordReader<Record: Sendable>: ~Copyable {
  private let table: Table<Record>
  private var row: Statement
  private let first: Int32

  /// Prepares the selection; records come ordered by key.
  ///
  /// - Parameters:
  ///   - connection: the file.
  ///   - table: the table.
  ///   - condition: which rows; all where `nil`.
  /// - Throws: ``DatabaseError`` where the table lacks a column.
  public init(_ connection: Connection, _ table: Table<Record>, where condition: SQL? = nil)
    throws(DatabaseError)
  {
    self.table = table
    row = try connection.prepare(selecting: table.schema, where: condition)
    first = (table.geometry == nil ? 0 : 1) + (table.schema.partition == nil ? 0 : 1)
  }

  /// The next record; `nil` after the last.
  ///
  /// - Throws: ``DatabaseError``, and ``RowFault`` for a row that holds what its columns do not
  ///   allow.
  public mutating func next() throws -> Record? {
    guard try row.step() else { return nil }
    var record = table.blank
    do throws(ColumnFault) {
      try row.checkColumns(of: table.schema)
      if let geometry = table.geometry { try geometry.set(&record, try row.geometry(0)) }
      var column = first
      for declared in table.columns {
        try declared.read?(&record, row, column)
        column += 1
      }
    } catch {
      throw RowFault(error, in: table.schema)
    }
    return record
  }

  /// All records for some values of the condition's parameters.
  public mutating func all(_ values: SQLValue...) throws -> [Record] {
    for (index, value) in values.enumerated() { value.bind(to: &row, at: Int32(index + 1)) }
    defer { row.reset() }
    var records: [Record] = []
    while let record = try next() { records.append(record) }
    return records
  }
}

extension Connection {
  /// Adds records to a table; call it within a transaction.
  public func insert<Record>(
    _ records: [Record], into table: Table<Record>, part: String? = nil, srid: Int32,
    onConflict conflict: RecordWriter<Record>.Conflict = .refuse
  ) throws(DatabaseError) {
    guard !records.isEmpty else { return }
    var writer = try RecordWriter(self, table, part: part, srid: srid, onConflict: conflict)
    for record in records { try writer.write(record) }
  }

  /// The records of a table, ordered by key.
  ///
  /// - Throws: ``DatabaseError`` where the table lacks a column, and ``RowFault`` for a row that
  ///   holds what its columns do not allow.
  public func records<Record>(of table: Table<Record>, where condition: SQL? = nil) throws
    -> [Record]
  {
    var reader = try RecordReader(self, table, where: condition)
    var records: [Record] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  /// Compiles the statement that reads a table's rows.
  ///
  /// - Throws: ``DatabaseError`` that names the columns that the file's table lacks.
  public func prepare(selecting table: TableSchema, where condition: SQL? = nil)
    throws(DatabaseError)
    -> Statement
  {
    do {
      return try prepare(table.selection(where: condition))
    } catch {
      let present = try columnNames(of: table.name)
      let missing = table.columnNames.map(\.text).filter { !present.contains($0) }
      throw missing.isEmpty ? error : DatabaseError(missing: missing, in: table.name.text)
    }
  }

  private func columnNames(of table: SQLName) throws(DatabaseError) -> Set<String> {
    var names: Set<String> = []
    var row = try prepare("SELECT name FROM pragma_table_info(\(table.text))")
    while try row.step() { names.insert(row.text(0)) }
    return names
  }
}

/// A row that holds what its columns do not allow.
public struct RowFault: Error, Hashable {
  /// The table, as exports call it.
  public let table: String
  /// What is wrong.
  public let reason: String

  /// Describes a fault of a column's value.
  public init(_ fault: ColumnFault, in table: TableSchema) {
    self.table = table.exportedName
    reason = fault.reason
  }
}

extension Statement {
  /// Checks the row of a statement that ``TableSchema/selection(where:)`` has made.
  ///
  /// - Throws: ``ColumnFault`` for a value that its column must not have.
  public func checkColumns(of table: TableSchema) throws(ColumnFault) {
    guard let column = optionalText(Int32(table.columnNames.count)) else { return }
    throw ColumnFault("the value of \(column) is out of range or of another type")
  }
}
