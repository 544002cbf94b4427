/// An axis-parallel rectangle that encloses a geometry.
///
/// Invariant: `minimum` is not to the right of or above `maximum`, except in ``empty``.
public struct Envelope: Hashable, Sendable {
  /// The lower left corner.
  public var minimum: Coordinate
  /// The upper right corner.
  public var maximum: Coordinate

  /// Creates the rectangle between two corners, given in any order.
  public init(_ a: Coordinate, _ b: Coordinate) {
    minimum = Coordinate(x: min(a.x, b.x), y: min(a.y, b.y))
    maximum = Coordinate(x: max(a.x, b.x), y: max(a.y, b.y))
  }

  /// Creates the smallest rectangle that contains all positions; ``empty`` if there are none.
  public init(of coordinates: some Sequence<Coordinate>) {
    self = .empty
    for coordinate in coordinates { formUnion(coordinate) }
  }

  private init(unchecked minimum: Coordinate, _ maximum: Coordinate) {
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The rectangle that contains nothing.
  ///
  /// Its union with another rectangle is the other rectangle.
  public static let empty = Envelope(
    unchecked: Coordinate(x: .infinity, y: .infinity),
    Coordinate(x: -.infinity, y: -.infinity))

  /// Whether the rectangle contains nothing.
  public var isEmpty: Bool { minimum.x > maximum.x }

  /// The extent along x.
  public var width: Double { max(0, maximum.x - minimum.x) }

  /// The extent along y.
  public var height: Double { max(0, maximum.y - minimum.y) }

  /// The centre of the rectangle.
  public var centre: Coordinate {
    Coordinate(x: (minimum.x + maximum.x) / 2, y: (minimum.y + maximum.y) / 2)
  }

  /// Extends the rectangle to contain a position.
  public mutating func formUnion(_ coordinate: Coordinate) {
    minimum.x = min(minimum.x, coordinate.x)
    minimum.y = min(minimum.y, coordinate.y)
    maximum.x = max(maximum.x, coordinate.x)
    maximum.y = max(maximum.y, coordinate.y)
  }

  /// Extends the rectangle to contain another one.
  public mutating func formUnion(_ other: Envelope) {
    minimum.x = min(minimum.x, other.minimum.x)
    minimum.y = min(minimum.y, other.minimum.y)
    maximum.x = max(maximum.x, other.maximum.x)
    maximum.y = max(maximum.y, other.maximum.y)
  }

  /// The rectangle extended by a distance on all sides.
  public func expanded(by distance: Double) -> Envelope {
    if isEmpty { return self }
    return Envelope(
      unchecked: Coordinate(x: minimum.x - distance, y: minimum.y - distance),
      Coordinate(x: maximum.x + distance, y: maximum.y + distance))
  }

  /// Whether the two rectangles have a point in common, including their boundaries.
  public func intersects(_ other: Envelope) -> Bool {
    minimum.x <= other.maximum.x && other.minimum.x <= maximum.x
      && minimum.y <= other.maximum.y && other.minimum.y <= maximum.y
  }

  /// Whether the rectangle contains a position, including its boundary.
  public func contains(_ coordinate: Coordinate) -> Bool {
    coordinate.x >= minimum.x && coordinate.x <= maximum.x
      && coordinate.y >= minimum.y && coordinate.y <= maximum.y
  }

  /// The distance from a position to the rectangle; zero inside.
  public func distance(to coordinate: Coordinate) -> Double {
    let dx = max(minimum.x - coordinate.x, 0, coordinate.x - maximum.x)
    let dy = max(minimum.y - coordinate.y, 0, coordinate.y - maximum.y)
    return (dx * dx + dy * dy).squareRoot()
  }
}
