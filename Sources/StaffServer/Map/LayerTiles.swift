import GeoPackage
import Geospatial
import HTTPServing
import NetworkModel
import ProjectStore
import VectorTiles

/// `GET /staff/tiles/{layer}/{z}/{x}/{y}.mvt`: each layer as vector tiles, from the current content
/// of the file.
struct LayerTiles {
  let reader: ProjectReader

  /// The largest zoom; beyond it the map enlarges these tiles.
  static let maximumZoom = 18
  /// The first zoom at which each row is a feature of its own, with its id.
  static let firstZoomWithFeatures = 14
  /// Units of a tile for each point on the screen: tiles are 512 points wide.
  private static let unitsPerPoint = 8.0
  /// The number of rows that are read for one overview tile; further rows are not drawn.
  private static let overviewLimit = 400_000

  func response(
    _ name: String, _ zoom: String, _ column: String, _ row: String, _ target: RequestTarget
  ) throws -> Response {
    let layer = try MapLayer.named(name)
    try target.allow(layer.isPlanned ? ["scenario", "beside"] : [])
    guard
      let tile = Tile(
        zoom: zoom, column: column, row: row, maximumZoom: Self.maximumZoom)
    else {
      throw RequestFault(.notFound, "there is no such tile; zoom ends at \(Self.maximumZoom)")
    }
    let scenario = try target.value("scenario") ?? ""
    let drawn = try vectorTile(
      tile, of: layer, scenario: scenario, beside: try target.value("beside"))
    guard !drawn.isEmpty else {
      return Response(.noContent, headers: [.init("Cache-Control", "private, no-cache")])
    }
    return Response(
      type: "application/vnd.mapbox-vector-tile", drawn.bytes(layer: layer.name),
      caching: .privately)
  }

  private func vectorTile(
    _ tile: Tile, of layer: MapLayer, scenario: String, beside: String?
  ) throws -> VectorTile {
    var result = VectorTile()
    var window = MapLayer.Window(
      reader.window(of: tile), scenario: scenario, beside: beside)
    let isOverview = tile.zoom < Self.firstZoomWithFeatures
    let shaper = TileShaper(tile, tolerance: tile.zoom < Self.maximumZoom ? 4 : 1)
    var kinds: [String: OverviewShapes] = [:]
    if isOverview {
      window.limit = Self.overviewLimit
      if layer.geometry == .multiPolygon {
        // Surfaces of less than three points on the screen are indistinguishable.
        window.leastExtent =
          3 * Self.unitsPerPoint * window.envelope.width
          / Double(VectorTile.extent + 2 * Tile.margin)
      }
    }
    try reader.project.features(of: layer, in: window) { feature in
      guard let shape = shaper.shape(reader.degrees(feature.geometry)) else { return }
      if isOverview {
        kinds[feature.kind, default: OverviewShapes()].add(shape)
      } else {
        result.add(shape, [("kind", feature.kind), ("id", feature.id)])
      }
    }
    for (kind, shapes) in kinds.sorted(by: { $0.key < $1.key }) {
      for shape in shapes.shapes { result.add(shape, [("kind", kind)]) }
    }
    return result
  }
}

extension MapLayer {
  /// The layer with a name.
  ///
  /// - Throws: `RequestFault` if no layer with a geometry has the name.
  static func named(_ name: String) throws(RequestFault) -> MapLayer {
    guard let layer = Project.mapLayers.first(where: { $0.name == name }) else {
      throw RequestFault(.notFound, "there is no such layer; see /staff/api/layers")
    }
    return layer
  }
}
