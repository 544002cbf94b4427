import GeoPackage
import Geospatial
package import NetworkModel

extension Project {
  /// The records of a table, ordered by key; none before the project has a CRS.
  func rows<Record: StoredRecord>(_ type: Record.Type, where condition: SQL? = nil) throws
    -> [Record]
  {
    guard crs != nil else { return [] }
    return try explaining { try connection.records(of: Record.table, where: condition) }
  }

  /// Replaces the rows of a table that a condition selects; call within ``writing(_:)``.
  ///
  /// - Parameters:
  ///   - records: the new rows.
  ///   - condition: which rows are removed; all where `nil`.
  ///   - part: the value of the table's partition column.
  ///   - overwriting: whether a new row may replace a remaining one with its key.
  /// - Throws: `DatabaseError` where a row breaks the schema or the file cannot be written.
  func replace<Record: StoredRecord>(
    _ records: [Record], where condition: SQL? = nil, part: String? = nil,
    overwriting: Bool = false
  ) throws {
    guard let crs else { preconditionFailure("the project has no CRS yet") }
    let schema = Record.table.schema
    func write() throws {
      let filter: SQL = condition.map { " WHERE \($0)" } ?? ""
      try connection.run("DELETE FROM \(schema.reference)\(filter)")
      try connection.insert(
        records, into: Record.table, part: part, srid: crs.code,
        onConflict: overwriting ? .replace : .refuse)
    }
    if schema.geometry == nil {
      try write()
    } else {
      try connection.writeInBulk(schema, write)
    }
  }

  /// Replaces all rows of a table; call within ``writing(_:)``.
  package func replaceAll<Record: StoredRecord>(_ records: [Record]) throws {
    try replace(records)
  }

  /// The rows that an import from one source has brought.
  package func rows<Record: StoredRecord>(_ type: Record.Type, fromSource source: String) throws
    -> [Record]
  {
    try rows(type, where: "source = \(source)")
  }

  /// Replaces the rows that an import from one source has brought; call within ``writing(_:)``.
  ///
  /// A row of another source with the id of a new one is replaced too.
  package func replace<Record: StoredRecord>(_ records: [Record], fromSource source: String) throws
  {
    try replace(records, where: "source = \(source)", overwriting: true)
  }

  /// Replaces the record of an import; call within ``writing(_:)``.
  package func replace(_ source: ImportSource) throws {
    try replace([source], where: "name = \(source.name)")
  }
}
