package import Geospatial

/// One square of the scheme of web maps (OGC 17-083r4, annex D.1: WebMercatorQuad).
package struct Tile: Hashable, Sendable {
  /// How often the world has been halved.
  package let zoom: Int
  /// From the west.
  package let column: Int
  /// From the north.
  package let row: Int

  /// How far shapes stand out over the border, in units: what a symbol needs to be drawn whole.
  package static let margin: Int32 = 64

  /// Reads the last three parts of a path, `14/8529/5442.mvt`; `nil` for what is no tile up to a zoom.
  package init?(zoom: String, column: String, row name: String, maximumZoom: Int) {
    guard name.hasSuffix(".mvt"), let zoom = Self.number(zoom), zoom <= maximumZoom,
      let column = Self.number(column), let row = Self.number(String(name.dropLast(4))),
      column < 1 << zoom, row < 1 << zoom
    else { return nil }
    self.zoom = zoom
    self.column = column
    self.row = row
  }

  /// A number without a sign and without zeros in front.
  private static func number(_ text: String) -> Int? {
    guard let number = Int(text), String(number) == text, number >= 0 else { return nil }
    return number
  }

  private var side: Double { 2 * WebMercator.halfWorld / Double(1 << zoom) }

  /// The square with its margin, in metres of EPSG:3857.
  private var metres: Envelope {
    let left = -WebMercator.halfWorld + Double(column) * side
    let top = WebMercator.halfWorld - Double(row) * side
    return Envelope(Coordinate(x: left, y: top - side), Coordinate(x: left + side, y: top))
      .expanded(by: side * Double(Self.margin) / Double(VectorTile.extent))
  }

  /// The rectangle in degrees, with its margin.
  package var degrees: Envelope {
    Envelope(WebMercator.degrees(metres.minimum), WebMercator.degrees(metres.maximum))
  }

  /// The square with its margin in units of the tile.
  package static let frame = Envelope(
    Coordinate(x: -Double(margin), y: -Double(margin)),
    Coordinate(
      x: Double(VectorTile.extent + margin), y: Double(VectorTile.extent + margin)))

  /// Where a longitude and latitude lies, in units of the tile; also far outside it.
  package func units(of position: Coordinate) -> Coordinate {
    let metres = WebMercator.metres(position)
    let scale = Double(VectorTile.extent) / side
    return Coordinate(
      x: (metres.x + WebMercator.halfWorld) * scale
        - Double(column) * Double(VectorTile.extent),
      y: (WebMercator.halfWorld - metres.y) * scale - Double(row) * Double(VectorTile.extent))
  }

  /// Where a longitude and latitude lies on the tile; `nil` outside its margin.
  package func position(of position: Coordinate) -> VectorTile.Position? {
    let units = units(of: position)
    guard Self.frame.contains(units) else { return nil }
    return VectorTile.Position(units)
  }
}

extension VectorTile.Position {
  /// The nearest whole position to one in units, which must not be far off the tile.
  package init(_ units: Coordinate) {
    self.init(x: Int32(units.x.rounded()), y: Int32(units.y.rounded()))
  }

  /// The middle of its cell of sixteen units: more could not be told apart far out.
  package var thinned: VectorTile.Position {
    let cell: Int32 = 16
    func middle(_ value: Int32) -> Int32 { (value >> 4) * cell + cell / 2 }
    return VectorTile.Position(x: middle(x), y: middle(y))
  }
}
