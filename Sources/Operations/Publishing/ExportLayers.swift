public import Exporting
import FoundationEssentials
import Glibc
import ProjectStore
import TextFormats

/// Writes layers of a project as GeoJSON or CSV files, or into a GeoPackage.
public struct ExportLayers: Sendable {
  /// The form of the output.
  public enum Form: Hashable, Sendable {
    /// A text format, in a CRS.
    case text(LayerExport.Format, crs: String)
    /// A GeoPackage, in the CRS of the project.
    case geoPackage
  }

  /// The path of the project.
  public var project: String
  /// The names of the layers.
  public var layers: [String]
  /// The form of the output.
  public var form: Form
  /// The plan whose layers are exported.
  public var scenario: String
  /// A file, a folder for several layers, or standard output where `nil`.
  public var target: String?

  /// Describes the export.
  public init(
    project: String, layers: [String], form: Form = .text(.geojson, crs: "EPSG:4326"),
    scenario: String = "base", target: String?
  ) {
    self.project = project
    self.layers = layers
    self.form = form
    self.scenario = scenario
    self.target = target
  }

  /// Writes the layers, each file under its name only when it is complete.
  ///
  /// - Throws: `ProjectStoreError` where a layer or plan does not exist; `FileSink.Failure` where a file
  ///   cannot be written.
  public func run() throws {
    let project = try Project(path: project, readOnly: true)
    switch form {
    case .geoPackage:
      guard let target else { preconditionFailure("a GeoPackage needs a file") }
      let temporary = "\(target).part-\(getpid())"
      try GeoPackageExport.write(layers, of: project, scenario: scenario, to: temporary)
      guard unsafe rename(temporary, target) == 0 else {
        throw FileSink.Failure.cannotCreate(path: target)
      }
    case .text(let format, let crs):
      let export = try LayerExport(project, scenario: scenario, crs: crs)
      let folder = try folder()
      for layer in layers {
        let sink = try FileSink(
          path: folder.map { "\($0)/\(layer).\(format.rawValue)" } ?? target)
        try export.write(layer, as: format, to: sink)
        try sink.finish()
      }
    }
  }

  /// The folder that the target names, created where needed; `nil` where it names a file.
  private func folder() throws -> String? {
    guard let target else { return nil }
    var isFolder = false
    let exists = FileManager.default.fileExists(atPath: target, isDirectory: &isFolder)
    guard layers.count > 1 || target.hasSuffix("/") || (exists && isFolder) else { return nil }
    if !exists {
      do {
        try FileManager.default.createDirectory(
          atPath: target, withIntermediateDirectories: true)
      } catch {
        throw FileSink.Failure.cannotCreate(path: target)
      }
    }
    return target.hasSuffix("/") ? String(target.dropLast()) : target
  }
}
