import Geospatial
import HTTPServing
import PublicProjection
import Synchronization

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
    let name = target.path[3]
    guard name.hasSuffix(".mvt"), let zoom = number(target.path[1]), zoom <= maximumZoom,
      let column = number(target.path[2]), let row = number(String(name.dropLast(4))),
      column < 1 << zoom, row < 1 << zoom
    else { throw RequestFault(.notFound, "there is no such tile; zoom ends at \(maximumZoom)") }
    let tile = Tile(zoom: zoom, column: column, row: row)
    return snapshot.tiles.response(tile) { make(tile, snapshot) }
  }

  /// A number without a sign and without zeros in front.
  private static func number(_ text: String) -> Int? {
    guard let number = Int(text), String(number) == text, number >= 0 else { return nil }
    return number
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
          [position], [("class", address.finding.availability.rawValue), ("id", address.id)])
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
        positions.sorted { ($0.y, $0.x) < ($1.y, $1.x) }, [("class", availability.rawValue)])
    }
    return result
  }
}

/// One square of the scheme of web maps (OGC 17-083r4, annex D.1: WebMercatorQuad).
struct Tile: Hashable, Sendable {
  let zoom: Int
  let column: Int
  let row: Int

  /// How far points stand out over the border, in units: what a symbol needs to be drawn whole.
  private static let margin: Int32 = 64

  private var side: Double { 2 * WebMercator.halfWorld / Double(1 << zoom) }

  /// The rectangle in degrees, with its margin.
  var degrees: Envelope {
    let margin = side * Double(Self.margin) / Double(VectorTile.extent)
    let left = -WebMercator.halfWorld + Double(column) * side
    let top = WebMercator.halfWorld - Double(row) * side
    return Envelope(
      WebMercator.degrees(Coordinate(x: left - margin, y: top - side - margin)),
      WebMercator.degrees(Coordinate(x: left + side + margin, y: top + margin)))
  }

  /// Where a longitude and latitude lies on the tile; `nil` outside its margin.
  func position(of position: Coordinate) -> VectorTile.Position? {
    let metres = WebMercator.metres(position)
    let scale = Double(VectorTile.extent) / side
    let x = (metres.x + WebMercator.halfWorld) * scale - Double(column) * Double(VectorTile.extent)
    let y = (WebMercator.halfWorld - metres.y) * scale - Double(row) * Double(VectorTile.extent)
    let range = -Double(Self.margin)...Double(VectorTile.extent + Self.margin)
    guard range.contains(x), range.contains(y) else { return nil }
    return VectorTile.Position(x: Int32(x.rounded()), y: Int32(y.rounded()))
  }
}

extension VectorTile.Position {
  /// The middle of its cell.
  fileprivate var thinned: VectorTile.Position {
    let cell: Int32 = 16
    func middle(_ value: Int32) -> Int32 { (value >> 4) * cell + cell / 2 }
    return VectorTile.Position(x: middle(x), y: middle(y))
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
