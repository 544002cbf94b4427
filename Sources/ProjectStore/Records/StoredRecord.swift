package import GeoPackage

/// A value that is one row of one table of the project file.
package protocol StoredRecord: Sendable {
  /// The table, with a column for each property that is stored.
  static var table: Table<Self> { get }
}

extension StoredRecord {
  /// What exports and options call the table.
  package static var layerName: String { table.schema.exportedName }
}
