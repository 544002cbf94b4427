import CommandLineKit
import Geospatial
import Operations
import TextFormats

/// `trasse new`: creates an empty project.
struct NewCommand: Command {
  static let declaration = CommandDeclaration(
    name: "new", summary: "creates an empty project file",
    positionals: [.init(name: "PROJECT", kind: .file, help: "the new file, a GeoPackage")],
    options: [
      .init(
        name: "--crs", value: "EPSG:n",
        help: "the project's CRS, in metres (default: the UTM zone of the first import)"),
      SharedOptions.wait,
    ],
    example: "trasse new ratingen.gpkg --crs EPSG:25832")

  private let operation: CreateProject
  private let isJSON: Bool
  private let progress: ProgressPrinter

  init(_ arguments: Arguments) throws {
    operation = CreateProject(
      path: arguments.positional(0), crs: arguments.value("--crs"), wait: try arguments.wait())
    isJSON = arguments.isJSON
    progress = ProgressPrinter(isQuiet: arguments.isQuiet)
  }

  func run() throws {
    let output = try operation.run()
    if output.replacesEmptyFile {
      progress.note("an empty file had the name \(operation.path), and was replaced")
    }
    let (crs, done) = (output.crs, "the project is created")
    if isJSON {
      try StandardStreams.printResult(
        JSONText.object([
          ("project", .text(operation.path)), ("crs", .optional(crs?.identifier)),
        ]).document, done: done)
    } else {
      let words = crs.map { "\($0.identifier) (\($0.name))" } ?? "the CRS of the first import"
      try StandardStreams.printResult(
        "\(operation.path.visibleOnOneLine): an empty project in \(words)\n", done: done)
    }
  }
}
