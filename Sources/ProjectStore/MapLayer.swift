import NetworkModel
package import GeoPackage
package import Geospatial

/// A layer with a geometry, as maps show it.
package struct MapLayer: Sendable {
  fileprivate let layer: Layer

  fileprivate init?(_ layer: Layer) {
    guard layer.geometry != nil else { return nil }
    self.layer = layer
  }

  /// The layer's name.
  package var name: String { layer.name }
  /// The type of its geometry.
  package var geometry: FeatureTable.GeometryType { layer.geometry ?? .geometry }
  /// Whether its rows belong to plans.
  package var isPlanned: Bool { layer.columns.contains { $0.name == "scenario" } }
  /// The column that parts its rows into kinds; `nil` for a layer of one kind.
  package var kindColumn: String? {
    ["condition", "reason", "kind"].first { name in layer.columns.contains { $0.name == name } }
  }

  fileprivate var keyColumns: [String] { layer.key.filter { $0 != "scenario" } }

  /// What a row is asked for by: its key besides the scenario.
  fileprivate var identifier: String {
    keyColumns.map { "\"\($0)\"" }.joined(separator: " || '/' || ")
  }

  fileprivate var index: String { "\"rtree_\(name)_geometry\"" }

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
    /// Another plan: the kind of a row is then `both` where that has the same row, otherwise `only`.
    package var beside: String?
    /// At most so many rows, by their number in the file.
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
  package static let mapLayers = layers.compactMap(MapLayer.init)

  /// Hands the rows of a layer within a window to a body, in the order of their numbers.
  ///
  /// - Complexity: O(log rows + rows within), by the R-tree.
  package func features(
    of layer: MapLayer, in window: MapLayer.Window, _ body: (MapLayer.Feature) throws -> Void
  ) throws {
    guard crs != nil else { return }
    try explaining {
      let kind =
        window.beside == nil || !layer.isPlanned
        ? layer.kindColumn.map { "\"\($0)\"" } ?? "''"
        : """
        CASE WHEN \(layer.identifier) IN
          (SELECT \(layer.identifier) FROM "\(layer.name)" WHERE scenario = ?7)
        THEN 'both' ELSE 'only' END
        """
      var statement = try connection.prepare(
        """
        SELECT geometry, \(layer.identifier), \(kind) FROM "\(layer.name)"
        WHERE fid IN (SELECT id FROM \(layer.index)
          WHERE minx <= ?1 AND maxx >= ?2 AND miny <= ?3 AND maxy >= ?4
          AND (maxx - minx >= ?5 OR maxy - miny >= ?5))
        \(layer.isPlanned ? "AND scenario = ?6" : "")
        ORDER BY fid LIMIT \(window.limit)
        """)
      statement.bind(window.envelope.maximum.x, at: 1)
      statement.bind(window.envelope.minimum.x, at: 2)
      statement.bind(window.envelope.maximum.y, at: 3)
      statement.bind(window.envelope.minimum.y, at: 4)
      statement.bind(window.leastExtent, at: 5)
      if layer.isPlanned {
        statement.bind(window.scenario, at: 6)
        if let beside = window.beside { statement.bind(beside, at: 7) }
      }
      while try statement.step() {
        guard let geometry = try statement.withBytes(0, { try GeometryBlob.decode($0) }) else {
          continue
        }
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
      let kind = layer.kindColumn.map { "\"\($0)\"" } ?? "''"
      var statement = try connection.prepare(
        """
        SELECT \(kind), count(*) FROM "\(layer.name)"
        \(layer.isPlanned ? "WHERE scenario = ?" : "") GROUP BY 1 ORDER BY 1
        """)
      if layer.isPlanned { statement.bind(scenario, at: 1) }
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
          "SELECT min(minx), min(miny), max(maxx), max(maxy) FROM \(layer.index)")
        guard try statement.step(), !statement.isNull(0) else { continue }
        extent.formUnion(Coordinate(x: statement.double(0), y: statement.double(1)))
        extent.formUnion(Coordinate(x: statement.double(2), y: statement.double(3)))
      }
      return extent
    }
  }

  /// The row of a layer that an identifier means, as a stream of one row, or of none.
  ///
  /// - Throws: ``ProjectError`` for a plan that is not on file.
  package func stream(_ layer: MapLayer, id: String, scenario: String) throws -> LayerStream {
    if layer.isPlanned { try requireScenario(scenario) }
    do {
      return try LayerStream(
        connection, layer.layer, scenario: layer.isPlanned ? scenario : nil,
        row: (layer.identifier, id))
    } catch {
      throw Self.explain(error, path)
    }
  }

  /// Runs a body that only reads, over one state of the file however long it takes.
  package func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
    try explaining {
      try connection.execute("BEGIN")
      defer { try? connection.execute("ROLLBACK") }
      return try body()
    }
  }

  /// A number that changes whenever another connection has changed the file.
  package func dataVersion() throws -> Int64 {
    try explaining { try connection.integer("PRAGMA data_version") ?? 0 }
  }
}
