import Geospatial
import HTTPServing
import PublicProjection
import Synchronization
import VectorTiles

/// `GET /tiles/{z}/{x}/{y}.mvt`: the classes as points, in the scheme of web maps.
enum TileInterface {
  /// The closest scale.
  static let maximumZoom = 18
  /// From here on each address is a feature of its own, with its opaque id.
  static let firstZoomWithAddresses = 15

  static func respond(_ target: RequestTarget, _ snapshot: Snapshot) throws(RequestFault)
    -> Response
  {
    try target.allow([])
    guard
      let tile = Tile(
        zoom: target.path[1], column: target.path[2], row: target.path[3],
        maximumZoom: maximumZoom)
    else { throw RequestFault(.notFound, "there is no such tile; zoom ends at \(maximumZoom)") }
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
    // One point for each class in each cell of two pixels or so: more could not be told apart.
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

/// Tiles that have been made, as long as there is room.
final class TileCache: Sendable {
  private struct Kept {
    var responses: [Tile: Response] = [:]
    var bytes = 0
  }

  private static let room = 64 << 20
  private let kept = Mutex(Kept())

  /// The tile, made if it is not kept.
  func response(_ tile: Tile, make: () -> Response) -> Response {
    if let response = kept.withLock({ $0.responses[tile] }) { return response }
    let response = make()
    kept.withLock { kept in
      // A city fills a fraction of the room; whoever walks through all scales starts it anew.
      if kept.bytes > Self.room { kept = Kept() }
      if kept.responses.updateValue(response, forKey: tile) == nil {
        kept.bytes += 2 * response.body.count + 512
      }
    }
    return response
  }
}
