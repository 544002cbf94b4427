package import Geospatial

extension Envelope {
  /// Positions along the sides, so many steps on each, corners included.
  ///
  /// The sides of a rectangle are curves in another CRS: what holds these positions there holds the
  /// rectangle, but for what lies between two of them.
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
