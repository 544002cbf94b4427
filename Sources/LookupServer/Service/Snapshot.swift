import Geospatial
import HTTPServing
import PublicProjection

/// A public file with everything that is derived from it in advance.
///
/// It is immutable.
final class Snapshot: Sendable {
  let data: PublicData
  let statistics: [DistrictStatistics]
  let extent: Envelope
  let projections: Projections
  let tiles: TileCache
  /// The OpenAPI document, with the coordinate reference systems of this data.
  let description: Response

  init(_ data: PublicData) throws {
    self.data = data
    statistics = data.statistics()
    extent = data.envelope
    projections = try Projections(around: extent)
    tiles = TileCache()
    let systems = projections.systems.map { "\"\($0.uri)\"" }.joined(separator: ", ")
    let document = String(decoding: PackageResources.openapi_json, as: UTF8.self)
      .replacing("\"{crs}\"", with: systems)
    description = Response(
      type: "application/vnd.oai.openapi+json;version=3.1", Array(document.utf8),
      caching: .seconds(3600)
    ).prepared()
  }
}

extension PublicAddress {
  /// Longitude and latitude.
  var position: Coordinate { Coordinate(x: longitude, y: latitude) }
}
