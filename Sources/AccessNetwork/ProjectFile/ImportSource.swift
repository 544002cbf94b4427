package import Geospatial

/// One file that was imported: a row of the table `import_source`.
public struct ImportSource: Hashable, Sendable {
  /// The file's name without its folder.
  public var name: String
  /// SHA-256 of the file.
  public var digest: String
  /// The CRS its coordinates came in.
  public var crs: String
  /// How many features were read.
  public var featuresRead: Int
  /// How many were left out, each for a stated reason.
  public var featuresRejected: Int

  /// Describes an import.
  public init(
    name: String, digest: String, crs: String, featuresRead: Int, featuresRejected: Int
  ) {
    self.name = name
    self.digest = digest
    self.crs = crs
    self.featuresRead = featuresRead
    self.featuresRejected = featuresRejected
  }
}

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
    name = row.text()
    digest = row.text()
    crs = row.text()
    featuresRead = Int(row.integer())
    featuresRejected = Int(row.integer())
  }
}
