/// The straight line between two positions: the piece all line work is made of.
public struct Segment: Hashable, Sendable {
  /// Where it starts.
  public var start: Coordinate
  /// Where it ends.
  public var end: Coordinate

  /// Creates a segment; start and end may coincide.
  public init(_ start: Coordinate, _ end: Coordinate) {
    self.start = start
    self.end = end
  }

  /// The rectangle around the segment.
  public var envelope: Envelope { Envelope(start, end) }

  /// The length in the unit of the CRS.
  public var length: Double { start.distance(to: end) }

  /// The position at a share of the way, 0 at the start and 1 at the end.
  public func point(at parameter: Double) -> Coordinate {
    Coordinate(
      x: start.x + (end.x - start.x) * parameter, y: start.y + (end.y - start.y) * parameter)
  }

  /// The share of the way at which the segment comes closest to a position, within 0...1.
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

  /// The share of the way at which another segment crosses this one, if the two cross at a single
  /// point, end points included.
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
