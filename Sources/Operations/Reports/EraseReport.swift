import NetworkModel
import ProjectStore

/// Erases the text of a report and the contact of its sender; its events stay.
public struct EraseReport: Sendable {
  /// What was erased.
  public struct Output: Sendable {
    /// The id of the report.
    public let report: String
    /// The number of entries.
    public let count: Int
  }

  /// The report.
  public var selection: ReportSelection

  /// Describes the erasure.
  public init(_ selection: ReportSelection) { self.selection = selection }

  /// Erases the data.
  ///
  /// - Throws: ``OperationError`` where there is no such report.
  public func run() throws -> Output {
    let project = try selection.open()
    let report = try selection.report(in: project)
    return Output(
      report: report.id, count: try project.erasePersonalData(ofReport: report.id))
  }
}
