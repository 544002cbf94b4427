import NetworkModel
import ProjectStore

/// Closes a report with a result, or reopens it.
public struct SettleReport: Sendable {
  /// What is done.
  public enum Step: Hashable, Sendable {
    /// The report is closed with a result.
    case close(result: String)
    /// Its closing is taken back for a reason.
    case reopen(reason: String)
  }

  /// The report after the step.
  public struct Output: Sendable {
    /// The id of the report.
    public let report: String
    /// Its state.
    public let state: String
    /// The number of the event that was entered.
    public let sequence: Int64
  }

  /// The report.
  public var selection: ReportSelection
  /// What is done.
  public var step: Step
  /// Who does it.
  public var actor: String

  /// Describes the step.
  public init(_ selection: ReportSelection, step: Step, actor: String) {
    self.selection = selection
    self.step = step
    self.actor = actor
  }

  /// Enters the event in one transaction.
  ///
  /// - Throws: ``OperationError`` where there is no such report, or the event cannot follow.
  public func run() throws -> Output {
    let project = try selection.open()
    return try project.enterEvents { writer in
      let report = try selection.report(in: project)
      let draft = try draft(of: report, at: writer.now)
      do {
        let sequence = try writer.enter(draft)
        return Output(
          report: report.id, state: try writer.standing(of: report.subject).status.word,
          sequence: sequence)
      } catch let refusal as EventRefusal {
        throw OperationError.refusedEvent(refusal, at: report.id, project: project.path)
      }
    }
  }

  private func draft(of report: CitizenReport, at now: Timestamp) throws -> StatusEventDraft {
    switch step {
    case .close(let result):
      return StatusEventDraft(
        subject: report.subject, kind: .reportClosed, time: now, actor: actor, proof: result)
    case .reopen(let reason):
      guard let closing = report.closing else {
        throw OperationError.reportIsOpen(report: report.id)
      }
      return StatusEventDraft(
        subject: report.subject, kind: .correction, time: now, actor: actor, proof: reason,
        corrects: closing.sequence)
    }
  }
}
