public import Importing
import ProjectStore

/// Imports files into a project: all of them, or none.
public struct ImportFiles: Sendable {
  /// The path of the project.
  public var project: String
  /// The paths of the files.
  public var files: [String]
  /// How the files are read.
  public var options: Importer.Options

  /// Describes the import.
  public init(project: String, files: [String], options: Importer.Options = .init()) {
    self.project = project
    self.files = files
    self.options = options
  }

  /// Imports the files in one transaction.
  ///
  /// - Returns: what was accepted, repaired, merged and left out.
  /// - Throws: `ProjectStoreError` where a file cannot be read or understood.
  public func run(reporting progress: some ProgressSink = NoProgress()) throws -> ImportReport {
    let project = try Project(path: project, readOnly: false)
    progress.report(.reading(files: files))
    return try Importer(project, options: options).run(files)
  }
}
