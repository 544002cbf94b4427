/// The shapes of one kind on an overview tile.
///
/// Shapes in the same cells are drawn once, so that the size of a tile depends on its resolution,
/// not on the size of the town.
package struct OverviewShapes {
  /// Units along the side of a cell.
  private static let cell: Int32 = 8

  /// A line between two cells, of which `a` sorts first.
  private struct Link: Hashable {
    let a: VectorTile.Position
    let b: VectorTile.Position
  }

  private var points: Set<VectorTile.Position> = []
  private var links: Set<Link> = []
  private var rings: [[VectorTile.Position]] = []

  /// Starts without shapes.
  package init() {}

  /// Adds a shape.
  package mutating func add(_ shape: VectorTile.Shape) {
    switch shape {
    case .points(let positions): points.formUnion(positions.map(\.thinned))
    case .lines(let lines):
      for line in lines {
        let cells = line.map(Self.cell)
        for (start, end) in zip(cells, cells.dropFirst()) where start != end {
          links.insert(
            Self.isBefore(start, end) ? Link(a: start, b: end) : Link(a: end, b: start))
        }
      }
    case .rings(let rings): self.rings += rings
    }
  }

  /// The shapes to draw, at most one of points, of lines and of rings, in a fixed order.
  package var shapes: [VectorTile.Shape] {
    var shapes: [VectorTile.Shape] = []
    if !rings.isEmpty { shapes.append(.rings(rings)) }
    if !links.isEmpty {
      let lines = links.sorted {
        $0.a == $1.a ? Self.isBefore($0.b, $1.b) : Self.isBefore($0.a, $1.a)
      }
      shapes.append(.lines(lines.map { [$0.a, $0.b] }))
    }
    if !points.isEmpty { shapes.append(.points(points.sorted(by: Self.isBefore))) }
    return shapes
  }

  private static func cell(_ position: VectorTile.Position) -> VectorTile.Position {
    func centre(_ value: Int32) -> Int32 { (value >> 3) * cell + cell / 2 }
    return VectorTile.Position(x: centre(position.x), y: centre(position.y))
  }

  private static func isBefore(_ a: VectorTile.Position, _ b: VectorTile.Position) -> Bool {
    (a.y, a.x) < (b.y, b.x)
  }
}
