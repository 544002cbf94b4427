import Geospatial
import HTTPServing
import PublicProjection

/// One public file and all that is made from it once; it never changes.
final class Snapshot: Sendable {
  let data: PublicData
  let statistics: [DistrictStatistics]
  /// Longitude and latitude of each address, in the file's order.
  let positions: [Coordinate]
  let index: SpatialIndex
  let extent: Envelope
  let projections: Projections
  let tiles: TileCache
  /// The OpenAPI document, with the CRSs of this data.
  let description: Response

  init(_ data: PublicData) throws {
    self.data = data
    statistics = data.statistics()
    positions = data.addresses.map { Coordinate(x: $0.longitude, y: $0.latitude) }
    index = SpatialIndex(positions.map { Envelope($0, $0) })
    extent = Envelope(of: positions)
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

  /// The numbers of the addresses within a rectangle in degrees, ascending.
  func addresses(in envelope: Envelope) -> [Int32] {
    var found: [Int32] = []
    index.search(envelope) { found.append($0) }
    found.sort()
    return found
  }
}
