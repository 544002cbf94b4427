package import GeoPackage
import NetworkModel

/// The tables of the project file.
package enum Schema {
  /// The version of the tables; a change of any of them is a new version with a migration.
  package static let version: Int64 = 7

  /// The tables that plans are made from, whose content is fingerprinted.
  static let inputs: [TableSchema] = [
    Address.table.schema, MergedAddress.table.schema, Street.table.schema,
    Building.table.schema, Obstacle.table.schema, Parcel.table.schema, Area.table.schema,
    Conduit.table.schema, Site.table.schema,
  ]

  /// The layers: the tables that exports and maps can show, in the project's order.
  package static let layers: [TableSchema] = [
    Address.table.schema, MergedAddress.table.schema, Dwelling.table.schema,
    Street.table.schema, Building.table.schema, Obstacle.table.schema, Parcel.table.schema,
    Area.table.schema, Conduit.table.schema, Site.table.schema, ImportSource.table.schema,
    Scenario.table.schema,
    TrenchSegment.table.schema, Drop.table.schema, NetworkNode.table.schema,
    PlanException.table.schema, CoverageArea.table.schema, LedgerRow.table.schema,
    Standing.table.schema, Survey.table.schema, BuiltRow.table.schema, Reservation.table.schema,
    ReservedCapacity.table.schema,
  ]

  /// All tables.
  package static let tables = layers + [LedgerHead.table.schema, ProjectRow.table.schema]
}

/// The row of `trasse_project`.
struct ProjectRow: StoredRecord {
  /// The CRS of all geometries.
  var srid: Int64
  /// The version of the tables.
  var version: Int64
  /// A random id, which the file of private data has too.
  var projectID: String
  /// The random name of the key that public ids are made with; `nil` before the first publication.
  var publicationKeyID: String?

  static let table = Table(
    "trasse_project", summary: "The project's CRS and the version of its tables", key: [],
    blank: ProjectRow(srid: 0, version: 0, projectID: "", publicationKeyID: nil),
    columns: [
      Column("srs_id", \.srid), Column("schema_version", \.version),
      Column("project_id", \.projectID), Column("publication_key_id", \.publicationKeyID),
    ])
}

extension ProjectStoreError {
  /// A file of another version of the tables.
  static func otherVersion(_ version: Int64, of path: String) -> ProjectStoreError {
    version > Schema.version
      ? ProjectStoreError(.file(.newerSchema(version)), path)
      : ProjectStoreError(.file(.olderSchema(version)), path)
  }
}
