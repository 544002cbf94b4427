import Foundation
package import Geospatial

/// The projection of web maps (EPSG method 1024).
package enum WebMercator {
  private static let radius = 6_378_137.0
  private static let latitudeLimit = 85.051_128_779_806_6

  /// A longitude and latitude in metres of EPSG:3857.
  package static func metres(_ position: Coordinate) -> Coordinate {
    let latitude = min(max(position.y, -latitudeLimit), latitudeLimit) * .pi / 180
    return Coordinate(
      x: radius * position.x * .pi / 180, y: radius * asinh(tan(latitude)))
  }

  /// A position in metres of EPSG:3857 as longitude and latitude.
  package static func degrees(_ metres: Coordinate) -> Coordinate {
    Coordinate(
      x: metres.x / radius * 180 / .pi, y: atan(sinh(metres.y / radius)) * 180 / .pi)
  }

  /// Half the width of the world in metres.
  package static let halfWorld = radius * .pi
}
