import NetworkModel
import FoundationEssentials
import GeoPackage
import Geospatial

extension Project {
  /// Copies some layers into a new GeoPackage.
  ///
  /// - Parameters:
  ///   - names: the layers.
  ///   - scenario: the plan whose rows are copied.
  ///   - path: the new file.
  ///   - wording: words the remedies of exceptions.
  /// - Throws: ``ProjectStoreError`` where a layer is unknown or the file cannot be made.
  package func copy(
    _ names: [String], scenario: String, to path: String, wording: @escaping RemedyColumn.Wording
  ) throws {
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
          let remedies = RemedyColumn(in: layer, wording: wording)
          let copy = remedies?.added(to: layer) ?? layer
          try target.create(copy, srid: crs.code)
          try copyRows(of: layer, scenario: scenario, to: target, as: copy, remedies)
        }
      }
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw Self.explain(error, path)
    }
  }

  private func copyRows(
    of layer: TableSchema, scenario: String, to target: Connection, as copy: TableSchema,
    _ remedies: RemedyColumn?
  ) throws {
    var source = try connection.prepare(
      selecting: layer, where: layer.partition.map { "\($0) = \(scenario)" })
    var insertion = try target.prepare(copy.insertion)
    let count = layer.columnNames.count
    let first = layer.geometry == nil ? 0 : 1
    let added = remedies.map { first + $0.position } ?? count
    func write() throws {
      while try source.step() {
        for column in 0..<count {
          source.value(Int32(column))
            .bind(to: &insertion, at: Int32(column < added ? column + 1 : column + 2))
        }
        if let remedies {
          insertion.bind(remedies.text(of: source, from: first), at: Int32(added + 1))
        }
        try insertion.run()
      }
    }
    if layer.geometry == nil { try write() } else { try target.writeInBulk(copy, write) }
  }
}
