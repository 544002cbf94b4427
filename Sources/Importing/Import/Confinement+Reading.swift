import FoundationEssentials
import Geospatial
public import NetworkModel
public import ProjectStore

extension Confinement {
  /// What a person means who names an area of the project, or a file with polygons.
  ///
  /// An area goes before a file of the same name.
  ///
  /// - Throws: ``ProjectError`` where there is neither, or the file holds no polygon or does not say in
  ///   which CRS.
  public static func named(_ text: String, in project: Project) throws -> Confinement {
    let areas = try project.areas()
    if areas.contains(where: { $0.name == text }) { return .area(text) }
    guard FileManager.default.fileExists(atPath: text) else {
      throw ProjectError(
        category: .usage, what: "there is no area named \(text), and no file",
        fix: areas.isEmpty
          ? "import areas first, or name a file with polygons"
          : "known are \(Set(areas.map(\.name)).sorted().joined(separator: ", ")); "
            + "or name a file with polygons")
    }
    return .surface(try polygons(ofFile: text, in: project))
  }

  private static func polygons(ofFile path: String, in project: Project) throws -> [Polygon] {
    guard let crs = project.crs else {
      throw ProjectError(
        category: .usage, file: path, what: "the project has no CRS yet to bring the polygons to",
        fix: "import addresses or streets first, or make the project with --crs")
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
    throw ProjectError(
      category: .badData, file: path, feature: reject?.feature,
      what: "there is no polygon in it"
        + (reject.map { "; the first feature is left out because of: \($0.reason)" } ?? ""),
      fix: "name a file with the area drawn as a polygon")
  }
}
