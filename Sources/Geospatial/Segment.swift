/// The straight line between two positions.
public struct Segment: Hashable, Sendable {
  /// The start.
  public var start: Coordinate
  /// The end.
  public var end: Coordinate

  /// Creates a segment.
  ///
  /// Its start and end may be equal.
  public init(_ start: Coordinate, _ end: Coordinate) {
    self.start = start
    self.end = end
  }

  /// The rectangle around the segment.
  public var envelope: Envelope { Envelope(start, end) }

  /// The length in the unit of the CRS.
  public var length: Double { start.distance(to: end) }

  /// The position at a parameter from 0 at the start to 1 at the end.
  public func point(at parameter: Double) -> Coordinate {
    Coordinate(
      x: start.x + (end.x - start.x) * parameter, y: start.y + (end.y - start.y) * parameter)
  }

  /// The parameter, from 0 to 1, of the position closest to a given one.
  public func closestParameter(to position: Coordinate) -> Double {
    let dx = end.x - start.x
    let dy = end.y - start.y
    let squared = dx * dx + dy * dy
    guard squared > 0 else { return 0 }
    let along = ((position.x - start.x) * dx + (position.y - start.y) * dy) / squared
    return min(1, max(0, along))
  }

  /// The distance from a position to the segment.
  public func distance(to position: Coordinate) -> Double {
    point(at: closestParameter(to: position)).distance(to: position)
  }

  /// The parameter at which another segment intersects this one, if they intersect in a single
  /// point; end points are included.
  public func crossingParameter(with other: Segment) -> Double? {
    let dx = end.x - start.x
    let dy = end.y - start.y
    let ex = other.end.x - other.start.x
    let ey = other.end.y - other.start.y
    let determinant = dx * ey - dy * ex
    guard determinant != 0 else { return nil }
    let fx = other.start.x - start.x
    let fy = other.start.y - start.y
    let t = (fx * ey - fy * ex) / determinant
    let u = (fx * dy - fy * dx) / determinant
    return (0...1).contains(t) && (0...1).contains(u) ? t : nil
  }
}
