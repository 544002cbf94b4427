public import Exporting
import FoundationEssentials
public import ProjectStore
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
  /// How long to wait while another process writes.
  public var wait: LockWait = 5
  /// A file, a folder for several layers, or standard output where `nil`.
  public var target: OutputTarget?

  /// Describes the export.
  public init(
    project: String, layers: [String], form: Form = .text(.geojson, crs: "EPSG:4326"),
    scenario: String = "base", target: OutputTarget?
  ) {
    self.project = project
    self.layers = layers
    self.form = form
    self.scenario = scenario
    self.target = target
  }

  /// Writes the layers, each file under its name only when it is complete.
  ///
  /// - Throws: `ProjectStoreError` where a layer or plan does not exist; ``OperationError`` where
  ///   an output would replace a protected file; `FileSink.Failure` where a file cannot be written.
  public func run() throws {
    let project = try Project(path: project, readOnly: true, wait: wait)
    switch form {
    case .geoPackage:
      guard let target else { preconditionFailure("a GeoPackage needs a file") }
      let output = try target.geoPackage()
      guard let temporary = output.temporary else {
        preconditionFailure("no output for a database")
      }
      try GeoPackageExport.write(layers, of: project, scenario: scenario, to: temporary)
      try output.finish()
    case .text(let format, let crs):
      let export = try LayerExport(project, scenario: scenario, crs: crs)
      for (layer, output) in try outputs(format) {
        let sink = try FileSink(output)
        try export.write(layer, as: format, to: sink)
        try sink.finish()
      }
    }
  }

  /// The output of each layer, all checked before the first is written; `nil` is standard output.
  private func outputs(_ format: LayerExport.Format) throws -> [(String, OutputDestination?)] {
    let folder = try folder()
    return try layers.map { layer in
      (layer, try (folder?.file("\(layer).\(format.rawValue)") ?? target)?.destination())
    }
  }

  /// The folder that the target names, created where needed; `nil` where it names a file.
  private func folder() throws -> OutputTarget? {
    guard let target else { return nil }
    let isFolder = OutputDestination(target.path).form == .folder
    guard layers.count > 1 || target.path.hasSuffix("/") || isFolder else { return nil }
    if !isFolder {
      do {
        try FileManager.default.createDirectory(
          atPath: target.path, withIntermediateDirectories: true)
      } catch {
        throw FileSink.Failure.cannotCreate(path: target.path)
      }
    }
    return target
  }
}
