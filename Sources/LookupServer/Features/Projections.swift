import Geospatial
import HTTPServing
import Synchronization
import VectorTiles

/// The coordinate reference systems in which features are available (OGC 18-058r1).
final class Projections: Sendable {
  /// A coordinate reference system.
  enum System: Hashable, Sendable {
    /// WGS 84, with longitude first.
    case crs84
    /// WGS 84, with latitude first.
    case wgs84
    /// Web Mercator.
    case webMercator
    /// ETRS89/UTM, in the zone of the data.
    case utm(Int32)

    var uri: String {
      switch self {
      case .crs84: "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
      case .wgs84: "http://www.opengis.net/def/crs/EPSG/0/4326"
      case .webMercator: "http://www.opengis.net/def/crs/EPSG/0/3857"
      case .utm(let code): "http://www.opengis.net/def/crs/EPSG/0/\(code)"
      }
    }

    /// The number of decimal places for a precision of about half a metre.
    var places: Int { self == .crs84 || self == .wgs84 ? 5 : 2 }
  }

  /// All systems.
  ///
  /// The first one is that of the public file.
  let systems: [System]
  private let forward: Mutex<CoordinateTransformer>
  private let backward: Mutex<CoordinateTransformer>

  /// The systems for data within a rectangle in degrees.
  init(around extent: Envelope) throws {
    let longitude = extent.isEmpty ? 9 : extent.centre.x
    let zone = CoordinateReferenceSystem.utmZone(forLongitude: longitude)
    systems = [.crs84, .wgs84, .webMercator, .utm(zone)]
    let degrees = try CoordinateReferenceSystem(code: CoordinateReferenceSystem.wgs84Code)
    let metres = try CoordinateReferenceSystem(code: zone)
    forward = Mutex(try CoordinateTransformer(from: degrees, to: metres))
    backward = Mutex(try CoordinateTransformer(from: metres, to: degrees))
  }

  /// The system with a URI.
  func system(_ uri: String) throws(RequestFault) -> System {
    guard let system = systems.first(where: { $0.uri == uri }) else {
      throw RequestFault(.badRequest, "the collection is not available in this CRS")
    }
    return system
  }

  /// Transforms longitudes and latitudes to a system, in the order of its axes.
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

  /// A rectangle in degrees that contains a rectangle of a system.
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
      // A margin of one thousandth covers the deviation between the transformed positions.
      var border = box.border(steps: 20)
      backward.withLock { $0.transform(&border) }
      let found = Envelope(of: border.filter(\.isFinite))
      return found.expanded(by: max(found.width, found.height) / 1000)
    }
  }
}
