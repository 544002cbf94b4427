import FoundationEssentials
import Geospatial
public import NetworkModel
public import ProjectStore

extension Confinement {
  /// What a person means who names an area of the project, or a file with polygons.
  ///
  /// An area goes before a file of the same name.
  ///
  /// - Throws: ``ImportError`` where there is neither, or the file holds no polygon or does not say
  ///   in which CRS.
  public static func named(_ text: String, in project: Project) throws -> Confinement {
    let areas = try project.areas()
    if areas.contains(where: { $0.name == text }) { return .area(text) }
    guard FileManager.default.fileExists(atPath: text) else {
      throw ImportError(
        .position(.unknownArea(text, known: Set(areas.map(\.name)).sorted())), file: nil)
    }
    return .surface(try polygons(ofFile: text, in: project))
  }

  private static func polygons(ofFile path: String, in project: Project) throws -> [Polygon] {
    guard let crs = project.crs else {
      throw ImportError(.position(.projectWithoutCRS), file: path)
    }
    var options = Importer.Options()
    options.role = .area
    let source = try Importer(project, options: options).read(path)
    var batch = source.batch
    let placement = try Placement(
      from: source.crs, to: crs, exchangesAxes: try batch.comesNorthFirst(in: source.crs))
    var repairs: [ImportReport.Finding] = []
    try placement.apply(to: &batch, repairs: &repairs)
    let polygons = batch.areas.flatMap(\.surface)
    guard polygons.isEmpty else { return polygons }
    let reject = batch.rejects.first
    throw ImportError(
      .file(.noPolygon(reject?.fault)), file: path, feature: reject?.feature)
  }
}
