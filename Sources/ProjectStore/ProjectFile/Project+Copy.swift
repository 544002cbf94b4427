import NetworkModel
import FoundationEssentials
import GeoPackage
import Geospatial

extension Project {
  /// Copies some layers into a new GeoPackage.
  ///
  /// - Throws: ``ProjectStoreError`` where a layer is unknown or the file cannot be made.
  package func copy(_ names: [String], scenario: String, to path: String) throws {
    guard let crs else { throw isEmpty() }
    // Names are checked before anything is made.
    for name in names { _ = try stream(name, scenario: scenario) }
    do {
      let target = try Connection(path: path, mode: .create)
      try target.writing {
        try target.createGeoPackage([
          try SpatialReference.of(code: 4326), try SpatialReference.of(code: crs.code),
        ])
        for name in names {
          guard let layer = Schema.layers.first(where: { $0.exportedName == name }) else {
            continue
          }
          try target.create(layer, srid: crs.code)
          try copyRows(of: layer, scenario: scenario, to: target)
        }
      }
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw Self.explain(error, path)
    }
  }

  private func copyRows(of layer: TableSchema, scenario: String, to target: Connection) throws {
    var source = try connection.prepare(
      selecting: layer, where: layer.partition.map { "\($0) = \(scenario)" })
    var insertion = try target.prepare(layer.insertion)
    let count = Int32(layer.columnNames.count)
    func write() throws {
      while try source.step() {
        for column in 0..<count {
          source.value(column).bind(to: &insertion, at: column + 1)
        }
        try insertion.run()
      }
    }
    if layer.geometry == nil { try write() } else { try target.writeInBulk(layer, write) }
  }
}
