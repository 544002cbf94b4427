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
}
