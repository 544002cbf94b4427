import CommandLineKit
import Exporting
import Foundation
import Importing
import NetworkModel
import ProjectStore
import TextFormats

/// `trasse export`: layers as GeoJSON, CSV or GeoPackage.
struct ExportLayers: Command {
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
        name: "-o", value: "FILE",
        help: "where to; a folder for several layers (default standard output)"),
    ],
    example: "trasse export ratingen.gpkg trench drop node exception address -o export/")

  private let path: String
  private let layers: [String]
  private let format: String
  private let crs: String?
  private let scenario: String
  private let target: String?
  private let progress: ProgressPrinter

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    layers = arguments.positionals(from: 1)
    format = arguments.value("--format") ?? "geojson"
    crs = arguments.value("--crs")
    scenario = arguments.value("--scenario") ?? "base"
    target = arguments.value("-o")
    progress = ProgressPrinter(isQuiet: arguments.isQuiet)
    if layers.count > 1 && target == nil {
      throw UsageError.message("several layers need a place: give -o FOLDER")
    }
    if format == "gpkg" && target == nil {
      throw UsageError.message("a GeoPackage needs a file: give -o FILE.gpkg")
    }
    if format == "gpkg" && crs != nil {
      throw UsageError.message("a GeoPackage keeps the project's CRS: leave --crs out")
    }
  }

  func run() throws {
    let project = try Project(path: path, readOnly: true)
    if format == "gpkg" {
      guard let target else { return }
      let temporary = "\(target).part-\(getpid())"
      try GeoPackageExport.write(layers, of: project, scenario: scenario, to: temporary)
      guard unsafe rename(temporary, target) == 0 else {
        throw FileSink.Failure.cannotCreate(path: target)
      }
      return
    }
    guard let format = LayerExport.Format(rawValue: format) else { return }
    let export = try LayerExport(project, scenario: scenario, crs: crs ?? "EPSG:4326")
    for layer in layers {
      let output = try FileSink(path: try place(of: layer, format))
      try export.write(layer, as: format, to: output)
      try output.finish()
    }
  }

  private func place(of layer: String, _ format: LayerExport.Format) throws -> String? {
    guard let target else { return nil }
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: target, isDirectory: &isFolder)
    guard layers.count > 1 || target.hasSuffix("/") || (exists && isFolder.boolValue) else {
      return target
    }
    if !exists {
      do {
        try FileManager.default.createDirectory(
          atPath: target, withIntermediateDirectories: true)
      } catch {
        throw Failure(
          .cannotCreate, "the folder \(target) cannot be created", fix: "check the permissions")
      }
    }
    let folder = target.hasSuffix("/") ? String(target.dropLast()) : target
    return "\(folder)/\(layer).\(format.rawValue)"
  }
}
