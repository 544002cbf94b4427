/// A position in the plane: easting and northing in metres of a projected CRS.
///
/// Only at import and export, positions may also be longitude and latitude in degrees. The type
/// consists of two doubles, so that an array of coordinates has the interleaved layout that GEOS,
/// PROJ and well-known binary expect.
public struct Coordinate: Hashable, Sendable {
  /// Easting in metres, or longitude in degrees.
  public var x: Double
  /// Northing in metres, or latitude in degrees.
  public var y: Double

  /// Creates a position.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// Whether both ordinates are finite numbers.
  public var isFinite: Bool { x.isFinite && y.isFinite }

  /// The Euclidean distance to another position, in the unit of the CRS.
  public func distance(to other: Coordinate) -> Double {
    let dx = other.x - x
    let dy = other.y - y
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The median of the eastings and that of the northings of positions, without those that are not
  /// finite; `nil` if none is left.
  ///
  /// - Complexity: O(n log n).
  public static func median(of positions: [Coordinate]) -> Coordinate? {
    let finite = positions.filter(\.isFinite)
    guard !finite.isEmpty else { return nil }
    return Coordinate(
      x: finite.map(\.x).sorted()[finite.count / 2], y: finite.map(\.y).sorted()[finite.count / 2])
  }
}
