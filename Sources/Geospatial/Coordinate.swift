/// A position in the plane: easting and northing in metres of a projected CRS, or longitude and
/// latitude in degrees at the edges of the program only.
///
/// Two doubles and nothing else, so an array of coordinates is the interleaved buffer that GEOS,
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
}
