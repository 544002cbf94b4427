import NetworkModel
import FoundationEssentials
import GeoPackage
import Geospatial

extension Project {
  /// Copies some layers into a new GeoPackage.
  ///
  /// - Throws: ``ProjectError`` where a layer is unknown or the file cannot be made.
  package func copy(_ names: [String], scenario: String, to path: String) throws {
    guard let crs else {
      throw ProjectError(
        category: .badData, file: self.path, what: "the project is empty",
        mend: "import something first")
    }
    // Names are checked before anything is made.
    for name in names { _ = try stream(name, scenario: scenario) }
    do {
      let target = try Connection(path: path, mode: .create)
      try target.transaction {
        try target.createGeoPackage([
          try SpatialReference.of(code: 4326), try SpatialReference.of(code: crs.code),
        ])
        for name in names {
          guard let layer = Self.layers.first(where: { $0.name == name }) else { continue }
          try target.create(layer.table, srid: crs.code)
          try copyRows(of: layer, scenario: scenario, to: target)
        }
      }
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw Self.explain(error, path)
    }
  }

  private func copyRows(of layer: Layer, scenario: String, to target: Connection) throws {
    let isPlanned = layer.columns.contains { $0.name == "scenario" }
    var source = try connection.prepare(
      layer.selection(where: isPlanned ? "scenario = ?" : nil))
    if isPlanned { source.bind(scenario, at: 1) }
    var insertion = try target.prepare(layer.insertion(overwriting: false))
    let count = Int32(layer.columnNames.count)
    func write() throws {
      while try source.step() {
        for column in 0..<count {
          switch source.kind(column) {
          case .null: insertion.bind(nil as String?, at: column + 1)
          case .integer: insertion.bind(source.integer(column), at: column + 1)
          case .double: insertion.bind(source.double(column), at: column + 1)
          case .text: insertion.bind(source.text(column), at: column + 1)
          case .blob: insertion.bind(source.bytes(column), at: column + 1)
          }
        }
        try insertion.run()
      }
    }
    if layer.geometry == nil { try write() } else { try target.writeInBulk(layer.name, write) }
  }
}
