import CommandLineKit
import Geospatial
import NetworkModel
import ProjectStore
import TextFormats

/// `trasse new`: an empty project.
struct NewProject: Command {
  static let declaration = CommandDeclaration(
    name: "new", summary: "makes an empty project file",
    positionals: [.init(name: "PROJECT", help: "the file to make, a GeoPackage")],
    options: [
      .init(
        name: "--crs", value: "EPSG:n",
        help: "the project's CRS, in metres (default: the UTM zone of the first import)")
    ],
    example: "trasse new ratingen.gpkg --crs EPSG:25832")

  private let path: String
  private let crs: String?
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    crs = arguments.value("--crs")
    isJSON = arguments.isJSON
  }

  func run() throws {
    let system: CoordinateReferenceSystem?
    do {
      system = try crs.map { try CoordinateReferenceSystem(identifier: $0) }
    } catch let error as TransformationError {
      throw UsageError.message(error.description)
    }
    _ = try Project.create(at: path, crs: system)
    let words = system.map { "\($0.identifier) (\($0.name))" }
    if isJSON {
      print(
        JSONText.object([
          ("project", .text(path)), ("crs", .optional(system?.identifier)),
        ]).document, terminator: "")
    } else {
      print(
        "\(path.visibleOnOneLine): an empty project in \(words ?? "the CRS of the first import")")
    }
  }
}
