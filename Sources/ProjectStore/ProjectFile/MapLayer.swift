import NetworkModel
package import GeoPackage
package import Geospatial

/// A layer with a geometry, as maps show it.
package struct MapLayer: Sendable {
  fileprivate let layer: TableSchema

  fileprivate init?(_ layer: TableSchema) {
    guard layer.geometry != nil else { return nil }
    self.layer = layer
  }

  /// The layer's name.
  package var name: String { layer.exportedName }
  /// The type of its geometry.
  package var geometry: GeometryType { layer.geometry ?? .geometry }
  /// Whether its rows belong to plans.
  package var isPlanned: Bool { layer.partition != nil }
  /// The column that divides its rows into kinds; `nil` for a layer of one kind.
  package var kindColumn: String? { kindName?.text }

  fileprivate var kindName: SQLName? {
    (["condition", "reason", "kind"] as [SQLName]).first { name in
      layer.columns.contains { $0.name == name }
    }
  }

  /// The kind of a row, as SQL.
  fileprivate var kind: SQL { kindName.map { "\($0)" } ?? "''" }

  /// The identifier of a row, as SQL: its key besides the scenario.
  fileprivate var identifier: SQL {
    .joined(layer.key.filter { $0 != layer.partition }.map { "\($0)" }, by: " || '/' || ")
  }

  /// One row as a map shows it.
  package struct Feature {
    /// What the row is asked for by.
    package let id: String
    /// Its kind; empty in a layer of one kind.
    package let kind: String
    /// Its shape in the project's CRS.
    package let geometry: Geometry
  }

  /// Which rows a map shows.
  package struct Window {
    /// The rectangle in the project's CRS that their envelopes must meet.
    package var envelope: Envelope
    /// Rows that are narrower and lower than this, in metres, are left out.
    package var leastExtent = 0.0
    /// The plan whose rows are meant.
    package var scenario = ""
    /// Another plan: the kind of a row is then `both` where that has the same row, otherwise
    /// `only`.
    package var beside: String?
    /// The most rows that are returned, in the order of their numbers.
    package var limit = 20_000

    /// Describes a window.
    package init(
      _ envelope: Envelope, leastExtent: Double = 0, scenario: String = "",
      beside: String? = nil, limit: Int = 20_000
    ) {
      self.envelope = envelope
      self.leastExtent = leastExtent
      self.scenario = scenario
      self.beside = beside
      self.limit = limit
    }
  }
}

extension Project {
  /// The layers that maps can show, in the project's order.
  package static let mapLayers = Schema.layers.compactMap(MapLayer.init)

  /// Hands the rows of a layer within a window to a body, in the order of their numbers.
  ///
  /// - Complexity: O(log rows + rows within), by the R-tree.
  package func features(
    of layer: MapLayer, in window: MapLayer.Window, _ body: (MapLayer.Feature) throws -> Void
  ) throws {
    guard crs != nil else { return }
    try explaining {
      let (table, identifier) = (layer.layer.name, layer.identifier)
      var kind = layer.kind
      var own: SQL = ""
      if layer.isPlanned {
        own = "AND scenario = \(window.scenario)"
        if let beside = window.beside {
          kind = """
            CASE WHEN \(identifier) IN
              (SELECT \(identifier) FROM \(table) WHERE scenario = \(beside))
            THEN 'both' ELSE 'only' END
            """
        }
      }
      let (low, high) = (window.envelope.minimum, window.envelope.maximum)
      var statement = try connection.prepare(
        """
        SELECT geometry, \(identifier), \(kind) FROM \(table)
        WHERE fid IN (SELECT id FROM \(layer.layer.spatialIndex)
          WHERE minx <= \(high.x) AND maxx >= \(low.x) AND miny <= \(high.y) AND maxy >= \(low.y)
          AND (maxx - minx >= \(window.leastExtent) OR maxy - miny >= \(window.leastExtent)))
        \(own) ORDER BY fid LIMIT \(window.limit)
        """)
      while try statement.step() {
        let geometry: Geometry?
        do throws(ColumnFault) { geometry = try statement.geometry(0) } catch {
          throw RowFault(error, in: layer.layer)
        }
        guard let geometry else { continue }
        try body(
          MapLayer.Feature(
            id: statement.text(1), kind: statement.text(2), geometry: geometry))
      }
    }
  }

  /// How many rows of each kind a layer has, ordered by kind; of a plan's layer those of one plan.
  package func counts(of layer: MapLayer, scenario: String) throws -> [(kind: String, count: Int)] {
    guard crs != nil else { return [] }
    return try explaining {
      let own: SQL = layer.isPlanned ? "WHERE scenario = \(scenario)" : ""
      var statement = try connection.prepare(
        "SELECT \(layer.kind), count(*) FROM \(layer.layer.name) \(own) GROUP BY 1 ORDER BY 1")
      var counts: [(kind: String, count: Int)] = []
      while try statement.step() { counts.append((statement.text(0), Int(statement.integer(1)))) }
      return counts
    }
  }

  /// The rectangle around all layers, in the project's CRS.
  package func extent() throws -> Envelope {
    var extent = Envelope.empty
    guard crs != nil else { return extent }
    return try explaining {
      for layer in Self.mapLayers {
        var statement = try connection.prepare(
          "SELECT min(minx), min(miny), max(maxx), max(maxy) FROM \(layer.layer.spatialIndex)")
        guard try statement.step(), !statement.isNull(0) else { continue }
        extent.formUnion(Coordinate(x: statement.double(0), y: statement.double(1)))
        extent.formUnion(Coordinate(x: statement.double(2), y: statement.double(3)))
      }
      return extent
    }
  }

  /// The row of a layer that an identifier means, as a stream of one row, or of none.
  ///
  /// - Throws: ``ProjectStoreError`` for a plan that is not on file.
  package func stream(
    _ layer: MapLayer, id: String, scenario: String, wording: RemedyColumn.Wording? = nil
  ) throws -> LayerStream {
    if layer.isPlanned { try requireScenario(scenario) }
    let own: SQL = layer.isPlanned ? " AND scenario = \(scenario)" : ""
    return try explaining {
      try LayerStream(
        connection, layer.layer, where: "\(layer.identifier) = \(id)\(own)", wording: wording)
    }
  }
}
