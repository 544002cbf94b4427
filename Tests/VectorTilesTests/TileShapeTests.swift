import Geospatial
import TestSupport
import Testing
import VectorTiles

/// Shapes on tiles, read by an independent reader.
struct TileShapeTests {
  private func tile(_ zoom: String, _ column: String, _ row: String) throws -> Tile {
    try #require(Tile(zoom: zoom, column: column, row: row, maximumZoom: 22))
  }

  @Test func `points, lines and surfaces are read back unchanged`() {
    var tile = VectorTile()
    func positions(_ pairs: (Int32, Int32)...) -> [VectorTile.Position] {
      pairs.map { VectorTile.Position(x: $0, y: $1) }
    }
    tile.add(.points(positions((5, 6), (-3, 9))), [("kind", "a")])
    tile.add(
      .lines([positions((0, 0), (10, 0), (10, 10)), positions((4096, 1), (4160, -64))]),
      [("kind", "b"), ("id", "x")])
    tile.add(.rings([positions((0, 0), (8, 0), (8, 8), (0, 8))]), [("id", "x")])
    let read = TileReader(tile.bytes(layer: "trench"))
    #expect(read.layer == "trench" && read.version == 2)
    #expect(
      read.features == [
        .init(kind: .points, parts: [[[5, 6], [-3, 9]]], attributes: ["kind": "a"]),
        .init(
          kind: .lines, parts: [[[0, 0], [10, 0], [10, 10]], [[4096, 1], [4160, -64]]],
          attributes: ["kind": "b", "id": "x"]),
        .init(
          kind: .rings, parts: [[[0, 0], [8, 0], [8, 8], [0, 8]]], attributes: ["id": "x"]),
      ])
  }

  @Test func `outer rings become clockwise on the screen and holes counter-clockwise`()
    throws
  {
    func square(_ side: Double, reversed: Bool) -> [Coordinate] {
      let ring = [(-side, -side), (side, -side), (side, side), (-side, side), (-side, -side)]
        .map { Coordinate(x: $0.0, y: $0.1) }
      return reversed ? ring.reversed() : ring
    }
    for (outer, hole) in [(false, false), (true, false), (false, true), (true, true)] {
      let polygon = try #require(
        Polygon(
          exterior: square(60, reversed: outer), holes: [square(20, reversed: hole)]))
      let shape = TileShaper(try tile("0", "0", "0.mvt"), tolerance: 1).shape(.polygon(polygon))
      guard case .rings(let rings) = shape else { return #expect(Bool(false)) }
      #expect(rings.count == 2)
      #expect(TileShaper.doubledArea(rings[0]) > 0 && TileShaper.doubledArea(rings[1]) < 0)
    }
  }

  @Test func `a line is on each tile that it crosses, and its pieces match at the borders`() throws
  {
    let line = try #require(
      LineString([Coordinate(x: -100, y: 40), Coordinate(x: 20, y: -30), Coordinate(x: 150, y: 60)])
    )
    var crossed = 0
    for column in 0..<8 {
      var ends: [[Int32]] = []
      for row in 0..<8 {
        let shaper = TileShaper(try tile("3", "\(column)", "\(row).mvt"), tolerance: 1)
        guard case .lines(let parts) = shaper.shape(.lineString(line)) else { continue }
        crossed += 1
        #expect(
          parts.joined().allSatisfy { (-64...4160).contains($0.x) && (-64...4160).contains($0.y) })
        ends.append([Int32(row)])
      }
      if column > 1 && column < 7 { #expect(!ends.isEmpty, "column \(column)") }
    }
    #expect(crossed > 7)
  }

  @Test func `on an overview tile shapes in the same cells are drawn once, in a fixed order`() {
    var shapes = OverviewShapes()
    var other = OverviewShapes()
    let lines = (0..<500).map { number in
      VectorTile.Shape.lines([
        [.init(x: Int32(number % 7), y: 0), .init(x: 100 + Int32(number % 4), y: 3)]
      ])
    }
    for line in lines { shapes.add(line) }
    for line in lines.reversed() { other.add(line) }
    #expect(shapes.shapes == [.lines([[.init(x: 4, y: 4), .init(x: 100, y: 4)]])])
    #expect(shapes.shapes == other.shapes)
  }

  @Test(arguments: [
    ("19", "0", "0.mvt"), ("0", "1", "0.mvt"), ("0", "0", "0.png"), ("00", "0", "0.mvt"),
    ("-1", "0", "0.mvt"), ("0", "+0", "0.mvt"), ("99999999999999999999", "0", "0.mvt"),
    ("a", "0", "0.mvt"),
  ])
  func `a path that names no tile is refused`(_ zoom: String, _ column: String, _ row: String) {
    #expect(Tile(zoom: zoom, column: column, row: row, maximumZoom: 18) == nil)
  }
}
