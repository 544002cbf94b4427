import GeoPackage
package import Geospatial
package import NetworkModel

extension CoverageArea: LayerRecord {
  package static let layer = Layer(
    name: "coverage", summary: "What the network in the ground passes, by rule and district",
    geometry: .multiPolygon, key: ["rule", "district"],
    columns: [
      ("rule", "TEXT NOT NULL"), ("district", "TEXT NOT NULL"), ("addresses", "INTEGER NOT NULL"),
      ("addresses_passed", "INTEGER NOT NULL"), ("dwellings", "INTEGER NOT NULL"),
      ("dwellings_passed", "INTEGER NOT NULL"),
    ] + sinceVersion3)

  /// The columns that came with coverage from the ledger.
  static let sinceVersion3: [(name: String, definition: String)] = [
    ("addresses_passed_plus", "INTEGER NOT NULL DEFAULT 0"),
    ("addresses_connected", "INTEGER NOT NULL DEFAULT 0"),
    ("addresses_activated", "INTEGER NOT NULL DEFAULT 0"),
    ("dwellings_passed_plus", "INTEGER NOT NULL DEFAULT 0"),
    ("dwellings_connected", "INTEGER NOT NULL DEFAULT 0"),
    ("dwellings_activated", "INTEGER NOT NULL DEFAULT 0"), ("as_of", "TEXT"),
  ]

  package var layerGeometry: Geometry? { surface.isEmpty ? nil : .multiPolygon(surface) }

  package func write(to row: inout RowWriter) {
    row.add(rule)
    row.add(district)
    for counts in [addresses, dwellings] {
      row.add(counts.total)
      row.add(counts.passed)
    }
    for counts in [addresses, dwellings] {
      row.add(counts.passedPlus)
      row.add(counts.connected)
      row.add(counts.activated)
    }
    row.add(asOf)
  }

  package init(from row: inout RowReader) throws {
    self.init(rule: row.text(), district: row.text())
    for list in [\Self.addresses, \Self.dwellings] {
      self[keyPath: list].total = Int(row.integer())
      self[keyPath: list].passed = Int(row.integer())
    }
    for list in [\Self.addresses, \Self.dwellings] {
      self[keyPath: list].passedPlus = Int(row.integer())
      self[keyPath: list].connected = Int(row.integer())
      self[keyPath: list].activated = Int(row.integer())
    }
    asOf = row.optionalText()
    surface = row.geometry == nil ? [] : try row.surface()
  }
}
