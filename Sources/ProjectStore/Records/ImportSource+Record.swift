import GeoPackage
package import Geospatial
package import NetworkModel

extension ImportSource: LayerRecord {
  package static let layer = Layer(
    name: "import_source", summary: "The files the project was filled from", geometry: nil,
    key: ["name"],
    columns: [
      ("name", "TEXT NOT NULL"), ("sha256", "TEXT NOT NULL"), ("crs", "TEXT NOT NULL"),
      ("features_read", "INTEGER NOT NULL"), ("features_rejected", "INTEGER NOT NULL"),
    ])

  package var layerGeometry: Geometry? { nil }

  package func write(to row: inout RowWriter) {
    row.add(name)
    row.add(digest)
    row.add(crs)
    row.add(featuresRead)
    row.add(featuresRejected)
  }

  package init(from row: inout RowReader) throws {
    let name = row.text()
    let digest = row.text()
    let crs = row.text()
    let featuresRead = Int(row.integer())
    let featuresRejected = Int(row.integer())
    self.init(
      name: name, digest: digest, crs: crs, featuresRead: featuresRead,
      featuresRejected: featuresRejected)
  }
}
