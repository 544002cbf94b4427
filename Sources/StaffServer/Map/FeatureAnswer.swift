import Exporting
import HTTPServing
import NetworkModel
import ProjectStore

/// `GET /staff/features/{layer}/{id}`: one row with all its columns, unchanged.
enum FeatureAnswer {
  static func response(
    _ name: String, id: String, _ target: RequestTarget, _ reader: ProjectReader
  ) throws -> Response {
    let layer = try MapLayer.named(name)
    try target.allow(layer.isPlanned ? ["scenario"] : [])
    let scenario = try target.value("scenario") ?? ""
    if layer.isPlanned, try !reader.project.scenarios().contains(where: { $0.name == scenario }) {
      throw RequestFault(.notFound, "there is no such plan; name one with scenario=")
    }
    let export = try LayerExport(reader.project, scenario: scenario, crs: "EPSG:4326")
    guard let feature = try export.feature(layer, id: id) else {
      throw RequestFault(.notFound, "there is no such feature")
    }
    return Response(type: "application/geo+json", feature, caching: .never)
  }
}
