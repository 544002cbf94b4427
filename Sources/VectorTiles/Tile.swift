package import Geospatial
import TextFormats

/// One tile of the scheme WebMercatorQuad (OGC 17-083r4, annex D.1).
package struct Tile: Hashable, Sendable {
  /// The zoom: the world is 2 to the power of it tiles wide.
  package let zoom: Int
  /// The column, counted from the west.
  package let column: Int
  /// The row, counted from the north.
  package let row: Int

  /// The distance in units beyond the border within which shapes are drawn, so that symbols are
  /// complete.
  package static let margin: Int32 = 64

  /// Reads the last three components of a path, `14/8529/5442.mvt`; `nil` unless they name a tile
  /// up to a zoom.
  package init?(zoom: String, column: String, row name: String, maximumZoom: Int) {
    guard name.hasSuffix(".mvt"), let zoom = Self.number(zoom), zoom <= maximumZoom,
      let column = Self.number(column), let row = Self.number(String(name.dropLast(4))),
      column < 1 << zoom, row < 1 << zoom
    else { return nil }
    self.zoom = zoom
    self.column = column
    self.row = row
  }

  /// A number without a sign and without leading zeros.
  private static func number(_ text: String) -> Int? {
    guard let number = Int(text), String(number) == text, number >= 0 else { return nil }
    return number
  }

  private var side: Double { 2 * WebMercator.halfWorld / Double(1 << zoom) }

  /// The tile with its margin, in metres of EPSG:3857.
  private var metres: Envelope {
    let left = -WebMercator.halfWorld + Double(column) * side
    let top = WebMercator.halfWorld - Double(row) * side
    return Envelope(Coordinate(x: left, y: top - side), Coordinate(x: left + side, y: top))
      .expanded(by: side * Double(Self.margin) / Double(VectorTile.extent))
  }

  /// The tile with its margin, in degrees.
  package var degrees: Envelope {
    Envelope(WebMercator.degrees(metres.minimum), WebMercator.degrees(metres.maximum))
  }

  /// The tile with its margin, in units of the tile.
  package static let frame = Envelope(
    Coordinate(x: -Double(margin), y: -Double(margin)),
    Coordinate(
      x: Double(VectorTile.extent + margin), y: Double(VectorTile.extent + margin)))

  /// The position of a longitude and latitude in units of the tile; it may be far outside the tile.
  package func units(of position: Coordinate) -> Coordinate {
    let metres = WebMercator.metres(position)
    let scale = Double(VectorTile.extent) / side
    return Coordinate(
      x: (metres.x + WebMercator.halfWorld) * scale
        - Double(column) * Double(VectorTile.extent),
      y: (WebMercator.halfWorld - metres.y) * scale - Double(row) * Double(VectorTile.extent))
  }

  /// The position of a longitude and latitude on the tile; `nil` outside its margin.
  package func position(of position: Coordinate) -> VectorTile.Position? {
    let units = units(of: position)
    guard Self.frame.contains(units) else { return nil }
    return VectorTile.Position(units)
  }
}

extension VectorTile.Position {
  /// The nearest whole position, at most 2²⁴ units outside the tile, so that differences are in
  /// range.
  package init(_ units: Coordinate) {
    func whole(_ value: Double) -> Int32 {
      min(max(Int32(saturating: value), -1 << 24), 1 << 24)
    }
    self.init(x: whole(units.x), y: whole(units.y))
  }

  /// The centre of its cell of sixteen units; closer points are indistinguishable on an overview.
  package var thinned: VectorTile.Position {
    let cell: Int32 = 16
    func centre(_ value: Int32) -> Int32 { (value >> 4) * cell + cell / 2 }
    return VectorTile.Position(x: centre(x), y: centre(y))
  }
}
