import NetworkModel
import GeoPackage

/// One step from a version of the layers to the next.
struct Migration: Sendable {
  /// The version it leads to.
  let version: Int64
  /// What it brings.
  let name: String
  let run: @Sendable (_ connection: Connection, _ srid: Int32) throws -> Void

  /// All steps in order; a step is never edited, only followed by another.
  static let all = [
    Migration(version: 2, name: "the ledger") {
      try LedgerTables.create(on: $0, srid: $1)
    },
    Migration(version: 3, name: "what is built, and coverage from the ledger") {
      try AsBuiltTables.create(on: $0, srid: $1)
      try add([Drop.existing], to: ScenarioRow<Drop>.layer, on: $0)
      try add(CoverageArea.sinceVersion3, to: CoverageArea.layer, on: $0)
    },
    Migration(version: 4, name: "citizens' reports in the ledger") {
      try LedgerTables.remake(on: $0, srid: $1)
    },
    Migration(version: 5, name: "tokens for the engineers' view") {
      try $0.create(AccessToken.layer.table, srid: $1)
    },
  ]

  /// The version of the layers that this program writes.
  static let lastVersion = all[all.count - 1].version

  private static func add(
    _ columns: [(name: String, definition: String)], to layer: Layer, on connection: Connection
  ) throws {
    for column in columns {
      try connection.execute(
        "ALTER TABLE \"\(layer.name)\" ADD COLUMN \"\(column.name)\" \(column.definition)")
    }
  }
}
