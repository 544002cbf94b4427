public import Importing
public import ProjectStore

/// Enters the events of a table: all of them, or none.
public struct ImportEvents: Sendable {
  /// The path of the project.
  public var project: String
  /// The path of the table.
  public var file: String
  /// How the table is read.
  public var options: StatusImport.Options
  /// How long to wait while another process writes.
  public var wait: LockWait

  /// Describes the import.
  public init(project: String, file: String, options: StatusImport.Options, wait: LockWait = 5) {
    self.project = project
    self.file = file
    self.options = options
    self.wait = wait
  }

  /// Enters the events in one transaction.
  ///
  /// - Parameters:
  ///   - progress: receives the steps.
  ///   - accept: receives the report before the events are stored; where it throws, none is
  ///     entered.
  /// - Returns: what became of the rows; where some are bad, nothing was entered unless the options
  ///   ask for the good ones.
  /// - Throws: `ProjectStoreError` where the file cannot be read or lacks a column.
  public func run(
    reporting progress: some ProgressSink = NoProgress(),
    accepting accept: (StatusImport.Report) throws -> Void = { _ in }
  ) throws -> StatusImport.Report {
    let project = try Project(path: project, readOnly: false, wait: wait)
    progress.report(.reading(files: [file]))
    return try StatusImport(project, options: options).run(file, accepting: accept)
  }
}
