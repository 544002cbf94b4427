public import Importing
public import NetworkModel
public import ProjectStore

/// Why an operation cannot be done, beyond the errors of the modules it uses.
public enum OperationError: Error {
  /// Finished plans cannot be stored: why, and the file they were written to; no file where that
  /// was impossible too.
  case unstoredPlan(ProjectStoreError, project: String, file: String?)
  /// No address is within a district, so that nothing can be planned by district.
  case noAddressInDistrict(project: String)
  /// A file cannot be read.
  case unreadableFile(path: String)
  /// Some features of a survey cannot be accepted, and nothing was entered.
  case badSurvey(ImportReport.Finding, bad: Int, total: Int)
  /// An event cannot follow.
  case refusedEvent(EventRefusal, at: String, project: String)
  /// No report has a name that begins so.
  case noSuchReport(project: String, name: String)
  /// Several reports have a name that begins so.
  case ambiguousReport(project: String, name: String, count: Int)
  /// A report that is not closed cannot be reopened.
  case reportIsOpen(report: String)
  /// An output would replace a file that the operation reads.
  case outputIsInput(path: String, input: String)
  /// An output would replace a project or a file that belongs to one.
  case outputIsProject(path: String)
  /// An output would replace a public file.
  case outputIsPublicFile(path: String)
  /// A public file would replace a database that is none.
  case outputIsOtherDatabase(path: String)
}
