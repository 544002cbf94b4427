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

  /// The columns besides the geometry, in the layer's order, with those that are made for the
  /// reader.
  package let columns: [Column]
  /// Whether the layer has a geometry.
  package let hasGeometry: Bool
  /// The position among `columns` of what identifies a row.
  package let identifier: Int
  private let layer: TableSchema
  private let path: String
  private var statement: Statement
  /// The column of remedies in words; `nil` in layers without remedies.
  private let remedies: RemedyColumn?

  init(
    _ connection: Connection, _ layer: TableSchema, where condition: SQL?,
    wording: RemedyColumn.Wording?
  ) throws(DatabaseError) {
    self.layer = layer
    path = connection.path
    hasGeometry = layer.geometry != nil
    var columns = layer.columns.map {
      Column(name: $0.name.text, isBoolean: $0.type == .boolean, type: $0.type.rawValue)
    }
    remedies = wording.flatMap { RemedyColumn(in: layer, wording: $0) }
    if let remedies {
      columns.insert(
        Column(name: RemedyColumn.name.text, isBoolean: false, type: "TEXT"), at: remedies.position)
    }
    self.columns = columns
    identifier = layer.columns.firstIndex { $0.name == layer.key.last } ?? 0
    statement = try connection.prepare(selecting: layer, where: condition)
  }

  /// Moves to the next row.
  ///
  /// - Throws: ``ProjectStoreError`` for a row that holds what its columns do not allow.
  package mutating func next() throws -> Bool {
    do {
      guard try statement.step() else { return false }
      do throws(ColumnFault) { try statement.checkColumns(of: layer) } catch {
        throw RowFault(error, in: layer)
      }
      return true
    } catch {
      throw Project.explain(error, path)
    }
  }

  /// The row's geometry; `nil` where it has none.
  ///
  /// - Throws: ``ProjectStoreError`` for a geometry that cannot be read.
  package func geometry() throws -> Geometry? {
    guard hasGeometry else { return nil }
    do throws(ColumnFault) { return try statement.geometry(0) } catch {
      throw Project.explain(RowFault(error, in: layer), path)
    }
  }

  /// The fault of a row that has a value which cannot be used.
  package func fault(_ reason: String) -> ProjectStoreError {
    ProjectStoreError(.content(.unreadableRow(layer: layer.exportedName, reason: reason)), path)
  }

  private func place(_ column: Int) -> Int32 {
    let isAfterRemedies = remedies.map { column > $0.position } ?? false
    return Int32(column + (hasGeometry ? 1 : 0) - (isAfterRemedies ? 1 : 0))
  }

  private func isRemedy(_ column: Int) -> Bool { remedies?.position == column }

  /// What kind of value a column holds in this row.
  package func kind(_ column: Int) -> ColumnKind {
    isRemedy(column) ? .text : statement.kind(place(column))
  }
  /// A column as a number.
  package func integer(_ column: Int) -> Int64 { statement.integer(place(column)) }
  /// A column as a floating-point number.
  package func double(_ column: Int) -> Double { statement.double(place(column)) }
  /// A column as text.
  package func text(_ column: Int) -> String {
    guard let remedies, isRemedy(column) else { return statement.text(place(column)) }
    return remedies.text(of: statement, from: hasGeometry ? 1 : 0)
  }
}

extension Project {
  /// The names of the layers that can be streamed, in the project's order.
  package static var layerNames: [String] { Schema.layers.map(\.exportedName) }

  /// The rows of a layer; of a plan's layer those of one scenario.
  ///
  /// - Parameters:
  ///   - name: the layer.
  ///   - scenario: the plan.
  ///   - wording: words a remedy, for an additional column of the layer of exceptions.
  /// - Returns: the rows.
  /// - Throws: ``ProjectStoreError`` for an unknown layer, or before the project has layers.
  package func stream(
    _ name: String, scenario: String, wording: RemedyColumn.Wording? = nil
  ) throws -> LayerStream {
    guard let layer = Schema.layers.first(where: { $0.exportedName == name }) else {
      throw ProjectStoreError(.content(.unknownLayer(name, known: Self.layerNames)), path)
    }
    guard crs != nil else { throw isEmpty() }
    if layer.partition != nil { try requireScenario(scenario) }
    return try explaining {
      try LayerStream(
        connection, layer, where: layer.partition.map { "\($0) = \(scenario)" },
        wording: wording)
    }
  }
}
