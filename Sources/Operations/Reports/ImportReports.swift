public import ProjectStore
public import Publication

/// Enters the reports in the file of the public server, each once.
public struct ImportReports: Sendable {
  /// The path of the project.
  public var project: String
  /// The path of the file of reports.
  public var file: String
  /// Whether good lines enter although others are bad.
  public var keepsGood: Bool
  /// How long to wait while another process writes.
  public var wait: LockWait

  /// Describes the import.
  public init(project: String, file: String, keepsGood: Bool = false, wait: LockWait = 5) {
    self.project = project
    self.file = file
    self.keepsGood = keepsGood
    self.wait = wait
  }

  /// Enters the reports in one transaction.
  ///
  /// - Returns: what became of the lines; where some are bad, nothing was entered unless the good
  ///   ones are asked for.
  /// - Throws: `ProjectStoreError` where the file cannot be read.
  public func run() throws -> ReportImport.Outcome {
    let project = try Project(path: project, readOnly: false, wait: wait)
    return try ReportImport(project, keepsGood: keepsGood).run(file)
  }
}
