/// Whether the report of a citizen is open.
public enum ReportStatus: String, Hashable, Sendable, CaseIterable {
  /// The report has no event yet.
  case unknown
  /// The report is open.
  case errorReported = "error_reported"
  /// The report is closed.
  case reportClosed = "report_closed"
}
