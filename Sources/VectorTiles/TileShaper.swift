package import Geospatial

/// Converts geometries to shapes on a tile: in its units, simplified, and clipped at its margin.
///
/// Shapes are simplified before they are clipped, so that they match on neighbouring tiles.
package struct TileShaper {
  /// The tile.
  package let tile: Tile
  /// The largest distance in units between a simplified line and the original one.
  package let tolerance: Double

  /// Prepares a tile.
  package init(_ tile: Tile, tolerance: Double) {
    self.tile = tile
    self.tolerance = tolerance
  }

  /// The shape of a geometry in degrees; `nil` if nothing of it is on the tile.
  package func shape(_ geometry: Geometry) -> VectorTile.Shape? {
    switch geometry {
    case .point(let point): points([point])
    case .multiPoint(let points): self.points(points)
    case .lineString(let line): lines([line])
    case .multiLineString(let lines): self.lines(lines)
    case .polygon(let polygon): rings([polygon])
    case .multiPolygon(let polygons): rings(polygons)
    }
  }

  private func points(_ points: [Coordinate]) -> VectorTile.Shape? {
    let positions = points.compactMap(tile.position(of:))
    return positions.isEmpty ? nil : .points(positions)
  }

  private func lines(_ lines: [LineString]) -> VectorTile.Shape? {
    let parts = lines.flatMap { line -> [[VectorTile.Position]] in
      let course = Simplification.line(units(of: line.coordinates), tolerance: tolerance)
      return Clipping.parts(of: course, in: Tile.frame)
        .map { Self.rounded($0) }.filter { $0.count > 1 }
    }
    return parts.isEmpty ? nil : .lines(parts)
  }

  private func rings(_ polygons: [Polygon]) -> VectorTile.Shape? {
    var result: [[VectorTile.Position]] = []
    for polygon in polygons {
      guard let outer = ring(polygon.exterior, isClockwise: true) else { continue }
      result.append(outer)
      result += polygon.holes.compactMap { ring($0, isClockwise: false) }
    }
    return result.isEmpty ? nil : .rings(result)
  }

  /// A ring with the orientation of the specification; `nil` if it encloses nothing.
  private func ring(_ ring: [Coordinate], isClockwise: Bool) -> [VectorTile.Position]? {
    let course = Simplification.line(units(of: ring), tolerance: tolerance)
    var positions = Self.rounded(Clipping.ring(course.dropLast(), in: Tile.frame))
    if positions.count > 1, positions.first == positions.last { positions.removeLast() }
    let area = Self.doubledArea(positions)
    guard positions.count > 2, area != 0 else { return nil }
    return (area > 0) == isClockwise ? positions : positions.reversed()
  }

  /// Twice the area by the surveyor's formula: positive if the ring is clockwise on the screen,
  /// where y points downwards (specification 4.3.4.4).
  package static func doubledArea(_ ring: [VectorTile.Position]) -> Int {
    guard var last = ring.last else { return 0 }
    var sum = 0
    for position in ring {
      sum += Int(last.x) * Int(position.y) - Int(position.x) * Int(last.y)
      last = position
    }
    return sum
  }

  /// Positions in units of the tile; nothing if one of them has no place on the map of the world,
  /// because a transformation has failed.
  private func units(of positions: [Coordinate]) -> [Coordinate] {
    let units = positions.map(tile.units(of:))
    return units.allSatisfy(\.isFinite) ? units : []
  }

  /// The rounded positions without repetitions of the previous one.
  private static func rounded(_ course: [Coordinate]) -> [VectorTile.Position] {
    course.reduce(into: []) { result, position in
      let rounded = VectorTile.Position(position)
      if result.last != rounded { result.append(rounded) }
    }
  }
}
