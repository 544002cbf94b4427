import NetworkModel
public import ProjectStore

/// One report of a project, named by the beginning of its id.
public struct ReportSelection: Sendable {
  /// The path of the project.
  public var project: String
  /// The id of the report, or enough of its beginning.
  public var name: String
  /// How long to wait while another process writes.
  public var wait: LockWait

  /// Describes the report.
  public init(project: String, name: String, wait: LockWait = 5) {
    self.project = project
    self.name = name
    self.wait = wait
  }

  func open() throws -> Project { try Project(path: project, readOnly: false, wait: wait) }

  /// The report that is meant.
  ///
  /// - Throws: ``OperationError`` where there is none, or several begin so.
  func report(in project: Project) throws -> CitizenReport {
    let reports = try project.reports()
    if let own = reports.first(where: { $0.id == name }) { return own }
    let fitting = name.isEmpty ? [] : reports.filter { $0.id.hasPrefix(name) }
    guard fitting.count <= 1 else {
      throw OperationError.ambiguousReport(
        project: self.project, name: name, count: fitting.count)
    }
    guard let report = fitting.first else {
      throw OperationError.noSuchReport(project: self.project, name: name)
    }
    return report
  }
}
