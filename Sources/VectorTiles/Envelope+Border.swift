package import Geospatial

extension Envelope {
  /// Positions along the sides, with a number of equal steps on each, corners included.
  ///
  /// The sides of a rectangle are curves in another CRS. An envelope around the transformed
  /// positions contains these curves, except for their bulge between two neighbouring positions.
  package func border(steps: Int) -> [Coordinate] {
    (0...steps).flatMap { step in
      let x = minimum.x + Double(step) / Double(steps) * width
      let y = minimum.y + Double(step) / Double(steps) * height
      return [
        Coordinate(x: x, y: minimum.y), Coordinate(x: x, y: maximum.y),
        Coordinate(x: minimum.x, y: y), Coordinate(x: maximum.x, y: y),
      ]
    }
  }
}
