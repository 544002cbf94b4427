import CommandLineKit
import Exporting
import Operations

/// `trasse export`: writes layers.
struct ExportCommand: Command {
  static let declaration = CommandDeclaration(
    name: "export", summary: "writes layers as GeoJSON, CSV or GeoPackage",
    positionals: [
      SharedOptions.project,
      .init(name: "LAYER", help: "which layers, for example trench drop node", isRepeated: true),
    ],
    options: [
      .init(name: "--format", kind: .choice(["geojson", "csv", "gpkg"]), help: "default geojson"),
      .init(name: "--crs", value: "EPSG:n", help: "of the coordinates (default EPSG:4326)"),
      .init(name: "--scenario", value: "NAME", help: "which plan (default base)"),
      .init(
        name: "-o", value: "FILE", kind: .output,
        help: "the file; a folder for several layers (default standard output)"),
      SharedOptions.wait,
    ],
    example: "trasse export ratingen.gpkg trench drop node exception address -o export/")

  private var operation: ExportLayers

  init(_ arguments: Arguments) throws {
    let layers = arguments.positionals(from: 1)
    let crs = arguments.value("--crs")
    let target = arguments.output("-o")
    if layers.count > 1 && target == nil {
      throw UsageError.message("several layers need a folder: give -o FOLDER")
    }
    let format = arguments.value("--format", as: LayerExport.Format.self)
    if arguments.value("--format") == "gpkg" {
      if target == nil { throw UsageError.message("a GeoPackage needs a file: give -o FILE.gpkg") }
      if crs != nil {
        throw UsageError.message("a GeoPackage keeps the project's CRS: leave --crs out")
      }
    }
    operation = ExportLayers(
      project: arguments.positional(0), layers: layers,
      form: arguments.value("--format") == "gpkg"
        ? .geoPackage : .text(format ?? .geojson, crs: crs ?? "EPSG:4326"),
      scenario: arguments.value("--scenario") ?? "base", target: target)
    operation.wait = try arguments.wait()
  }

  func run() throws { try operation.run() }
}
