import NetworkModel
package import GeoPackage
package import Geospatial

/// The rows of one layer as they lie in the file, one after the other, for writing them elsewhere.
package struct LayerStream: ~Copyable {
  /// One column besides the geometry.
  package struct Column: Sendable {
    /// The column's name.
    package let name: String
    /// Whether its numbers stand for true and false.
    package let isBoolean: Bool
    /// The SQL type it was declared with.
    package let type: String
  }

  /// The columns besides the geometry, in the layer's order.
  package let columns: [Column]
  /// Whether the layer has a geometry.
  package let hasGeometry: Bool
  /// The position among `columns` of what identifies a row.
  package let identifier: Int
  private var statement: Statement

  init(
    _ connection: Connection, _ layer: Layer, scenario: String?,
    row: (expression: String, value: String)? = nil
  ) throws(DatabaseError) {
    hasGeometry = layer.geometry != nil
    columns = layer.columns.map { column in
      let type = String(column.definition.prefix { $0 != " " })
      return Column(name: column.name, isBoolean: type == "BOOLEAN", type: type)
    }
    let key = layer.key.last ?? "id"
    identifier = layer.columns.firstIndex { $0.name == key } ?? 0
    let conditions = [
      scenario.map { _ in "scenario = ?1" }, row.map { "\($0.expression) = ?2" },
    ].compactMap(\.self)
    statement = try connection.prepare(
      layer.selection(where: conditions.isEmpty ? nil : conditions.joined(separator: " AND ")))
    if let scenario { statement.bind(scenario, at: 1) }
    if let row { statement.bind(row.value, at: 2) }
  }

  /// Moves to the next row.
  package mutating func next() throws(DatabaseError) -> Bool { try statement.step() }

  /// The row's geometry; `nil` where it has none.
  package func geometry() throws(WellKnownBinary.DecodingError) -> Geometry? {
    guard hasGeometry, !statement.isNull(0) else { return nil }
    return try statement.withBytes(0) { bytes throws(WellKnownBinary.DecodingError) in
      try GeometryBlob.decode(bytes)
    }
  }

  private func place(_ column: Int) -> Int32 { Int32(column + (hasGeometry ? 1 : 0)) }

  /// What kind of value a column holds in this row.
  package func kind(_ column: Int) -> ColumnKind { statement.kind(place(column)) }
  /// A column as a number.
  package func integer(_ column: Int) -> Int64 { statement.integer(place(column)) }
  /// A column as a floating-point number.
  package func double(_ column: Int) -> Double { statement.double(place(column)) }
  /// A column as text.
  package func text(_ column: Int) -> String { statement.text(place(column)) }
}

extension Project {
  /// The names of the layers that can be streamed, in the project's order.
  package static var layerNames: [String] { layers.map(\.name) }

  /// The rows of a layer; of a plan's layer those of one scenario.
  ///
  /// - Throws: ``ProjectError`` for a name that is no layer's, or before the project has layers.
  package func stream(_ name: String, scenario: String) throws -> LayerStream {
    guard let layer = Self.layers.first(where: { $0.name == name }) else {
      throw ProjectError(
        category: .usage, file: path, what: "there is no layer \(name)",
        mend: "choose from \(Self.layerNames.joined(separator: ", "))")
    }
    guard crs != nil else {
      throw ProjectError(
        category: .badData, file: path, what: "the project is empty",
        mend: "import something first")
    }
    let isPlanned = layer.columns.contains { $0.name == "scenario" }
    if isPlanned { try requireScenario(scenario) }
    do {
      return try LayerStream(connection, layer, scenario: isPlanned ? scenario : nil)
    } catch {
      throw Self.explain(error, path)
    }
  }
}
