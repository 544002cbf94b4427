import Geospatial
import HTTPServing
import PublicProjection
import Synchronization
import VectorTiles

/// `GET /tiles/{z}/{x}/{y}.mvt`: the availability classes as points, in the tile scheme of web
/// maps.
enum TileInterface {
  /// The highest zoom level.
  static let maximumZoom = 18
  /// From this zoom level on, each address is a separate feature with its opaque identifier.
  static let firstZoomWithAddresses = 15

  static func respond(_ target: RequestTarget, _ snapshot: Snapshot) throws(RequestFault)
    -> Response
  {
    try target.allow([])
    guard
      let tile = Tile(
        zoom: target.path[1], column: target.path[2], row: target.path[3],
        maximumZoom: maximumZoom)
    else {
      throw RequestFault(
        .notFound, "the tile does not exist; the highest zoom level is \(maximumZoom)")
    }
    return snapshot.tiles.response(tile) { make(tile, snapshot) }
  }

  private static func make(_ tile: Tile, _ snapshot: Snapshot) -> Response {
    let content = vectorTile(tile, snapshot)
    guard !content.isEmpty else {
      return Response(.noContent, headers: [.init("Cache-Control", "public, max-age=300")])
    }
    return Response(
      type: "application/vnd.mapbox-vector-tile", content.bytes(layer: "addresses"),
      caching: .seconds(300)
    ).prepared()
  }

  static func vectorTile(_ tile: Tile, _ snapshot: Snapshot) -> VectorTile {
    var result = VectorTile()
    let numbers = snapshot.data.numbers(in: tile.degrees)
    if tile.zoom >= firstZoomWithAddresses {
      for number in numbers {
        let address = snapshot.data.addresses[Int(number)]
        guard let position = tile.position(of: address.position) else { continue }
        result.add(
          .points([position]),
          [("class", address.finding.availability.rawValue), ("id", address.id)])
      }
      return result
    }
    // At lower zoom levels, there is one point for each class in each cell of about two pixels.
    var cells: [Availability: Set<VectorTile.Position>] = [:]
    for number in numbers {
      let address = snapshot.data.addresses[Int(number)]
      guard let position = tile.position(of: address.position) else { continue }
      cells[address.finding.availability, default: []].insert(position.thinned)
    }
    for availability in Availability.allCases {
      guard let positions = cells[availability] else { continue }
      result.add(
        .points(positions.sorted { ($0.y, $0.x) < ($1.y, $1.x) }),
        [("class", availability.rawValue)])
    }
    return result
  }
}

/// A cache of tiles of limited size.
final class TileCache: Sendable {
  private struct Contents {
    var responses: [Tile: Response] = [:]
    var bytes = 0
  }

  private static let capacity = 64 << 20
  private let contents = Mutex(Contents())

  /// The cached tile, which is created if necessary.
  func response(_ tile: Tile, make: () -> Response) -> Response {
    if let response = contents.withLock({ $0.responses[tile] }) { return response }
    let response = make()
    contents.withLock { contents in
      // The tiles of a city use a fraction of the capacity. If all zoom levels of a large area
      // are requested, the cache is cleared.
      if contents.bytes > Self.capacity { contents = Contents() }
      if contents.responses.updateValue(response, forKey: tile) == nil {
        contents.bytes += 2 * response.body.count + 512
      }
    }
    return response
  }
}
