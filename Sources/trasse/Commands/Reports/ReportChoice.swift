import CommandLineKit
import NetworkModel
import ProjectStore
import TextFormats

/// The report that a command is about, and who does something to it.
struct ReportChoice {
  static let positional = CommandDeclaration.Positional(
    name: "REPORT", help: "its name, or enough of the beginning to tell it from all others")

  let isJSON: Bool
  private let path: String
  private let name: String
  private let actor: String
  private let wait: Double

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    name = arguments.positional(1)
    actor = arguments.actor
    wait = try arguments.wait()
    isJSON = arguments.isJSON
  }

  func project() throws -> Project { try Project(path: path, readOnly: false, wait: wait) }

  /// The one report that is meant.
  ///
  /// - Throws: `ProjectError` where there is none, or several begin so.
  func report(in project: Project) throws -> CitizenReport {
    let reports = try project.reports()
    if let own = reports.first(where: { $0.id == name }) { return own }
    let fitting = name.isEmpty ? [] : reports.filter { $0.id.hasPrefix(name) }
    guard fitting.count == 1 else {
      throw ProjectError(
        category: .usage, file: path,
        what: fitting.isEmpty
          ? "there is no report \(name)" : "\(fitting.count) reports begin with \(name)",
        fix: "see `trasse reports PROJECT list --all`")
    }
    return fitting[0]
  }

  /// Enters one event about the report, and says where it stands.
  ///
  /// - Parameter complete: gives the event its kind and what belongs to it; a correction otherwise.
  /// - Throws: `ProjectError` where there is no such report, or the event cannot follow.
  func enter(_ complete: (CitizenReport, inout StatusEventDraft) throws -> Void) throws {
    let project = try project()
    let report = try report(in: project)
    let (sequence, word) = try project.enterEvents { writer in
      var draft = StatusEventDraft(
        subject: report.subject, kind: .correction, time: writer.now, actor: actor)
      try complete(report, &draft)
      do {
        let sequence = try writer.enter(draft)
        return (sequence, try writer.standing(of: report.subject).status.word)
      } catch let refusal as EventRefusal {
        throw ProjectError(
          category: .badData, file: path, feature: report.id, what: refusal.description,
          fix: refusal.fix)
      }
    }
    print(
      isJSON
        ? JSONText.object([
          ("report", .text(report.id)), ("state", .text(word)), ("sequence", .integer(sequence)),
        ]).document
        : "\(report.id): \(word) (event \(sequence))\n", terminator: "")
  }
}
