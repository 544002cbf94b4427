import Geospatial
import HTTPServing
import Synchronization
import VectorTiles

/// The CRSs in which features are given (OGC 18-058r1).
final class Projections: Sendable {
  /// One CRS.
  enum System: Hashable, Sendable {
    /// Longitude and latitude, WGS 84.
    case crs84
    /// Latitude and longitude, WGS 84.
    case wgs84
    /// The Mercator of web maps.
    case webMercator
    /// ETRS89/UTM, the zone of the data.
    case utm(Int32)

    var uri: String {
      switch self {
      case .crs84: "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
      case .wgs84: "http://www.opengis.net/def/crs/EPSG/0/4326"
      case .webMercator: "http://www.opengis.net/def/crs/EPSG/0/3857"
      case .utm(let code): "http://www.opengis.net/def/crs/EPSG/0/\(code)"
      }
    }

    /// Decimals that tell half a metre or less.
    var places: Int { self == .crs84 || self == .wgs84 ? 5 : 2 }
  }

  /// All of them, the one of the store first.
  let systems: [System]
  private let forward: Mutex<CoordinateTransformer>
  private let backward: Mutex<CoordinateTransformer>

  /// The CRSs for data in a rectangle in degrees.
  init(around extent: Envelope) throws {
    let longitude = extent.isEmpty ? 9 : extent.centre.x
    let zone = CoordinateReferenceSystem.utmZone(forLongitude: longitude)
    systems = [.crs84, .wgs84, .webMercator, .utm(zone)]
    let degrees = try CoordinateReferenceSystem(code: CoordinateReferenceSystem.wgs84Code)
    let metres = try CoordinateReferenceSystem(code: zone)
    forward = Mutex(try CoordinateTransformer(from: degrees, to: metres))
    backward = Mutex(try CoordinateTransformer(from: metres, to: degrees))
  }

  /// The CRS that a parameter names.
  func system(_ uri: String) throws(RequestFault) -> System {
    guard let system = systems.first(where: { $0.uri == uri }) else {
      throw RequestFault(.badRequest, "the CRS is not one of the collection")
    }
    return system
  }

  /// Longitudes and latitudes as ordinates of a CRS, in the order of its axes.
  func project(_ positions: [Coordinate], to system: System) -> [Coordinate] {
    switch system {
    case .crs84: return positions
    case .wgs84: return positions.map { Coordinate(x: $0.y, y: $0.x) }
    case .webMercator: return positions.map(WebMercator.metres)
    case .utm:
      var result = positions
      forward.withLock { $0.transform(&result) }
      return result
    }
  }

  /// A rectangle in degrees that holds all that lies in a rectangle of a CRS.
  func degrees(around box: Envelope, in system: System) -> Envelope {
    switch system {
    case .crs84: return box
    case .wgs84:
      return Envelope(
        Coordinate(x: box.minimum.y, y: box.minimum.x),
        Coordinate(x: box.maximum.y, y: box.maximum.x))
    case .webMercator:
      return Envelope(WebMercator.degrees(box.minimum), WebMercator.degrees(box.maximum))
        .expanded(by: 1e-9)
    case .utm:
      // A margin of a thousandth covers what lies between the positions looked at.
      var border = box.border(steps: 20)
      backward.withLock { $0.transform(&border) }
      let found = Envelope(of: border.filter(\.isFinite))
      return found.expanded(by: max(found.width, found.height) / 1000)
    }
  }
}
