public import Importing
public import ProjectStore

/// Imports files into a project: all of them, or none.
public struct ImportFiles: Sendable {
  /// The path of the project.
  public var project: String
  /// The paths of the files.
  public var files: [String]
  /// How the files are read.
  public var options: Importer.Options
  /// How long to wait while another process writes.
  public var wait: LockWait = 5

  /// Describes the import.
  public init(project: String, files: [String], options: Importer.Options = .init()) {
    self.project = project
    self.files = files
    self.options = options
  }

  /// Imports the files in one transaction.
  ///
  /// - Parameters:
  ///   - progress: receives the steps.
  ///   - accept: receives the report before the import is stored; where it throws, nothing is
  ///     imported.
  /// - Returns: what was accepted, repaired, merged and left out.
  /// - Throws: `ProjectStoreError` where a file cannot be read or understood, and what `accept`
  ///   throws.
  public func run(
    reporting progress: some ProgressSink = NoProgress(),
    accepting accept: (ImportReport) throws -> Void = { _ in }
  ) throws -> ImportReport {
    let project = try Project(path: project, readOnly: false, wait: wait)
    progress.report(.reading(files: files))
    return try Importer(project, options: options).run(files, accepting: accept)
  }
}
