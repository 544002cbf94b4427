import CommandLineKit
import NetworkModel
import ProjectStore

/// `trasse reports reopen`: a closing is taken back.
struct ReopenReport: Command {
  static let declaration = CommandDeclaration(
    name: "reports reopen", summary: "takes the closing of a report back, by a correction",
    positionals: [
      SharedOptions.project, ReportChoice.positional,
      .init(name: "REASON", help: "why, in a few words without personal data"),
    ],
    options: [SharedOptions.actor, SharedOptions.wait],
    example: "trasse reports ratingen.gpkg reopen 3fa9 \"another house was meant\"")

  private let call: ReportChoice
  private let reason: String

  init(_ arguments: Arguments) throws {
    call = try ReportChoice(arguments)
    reason = arguments.positional(2)
  }

  func run() throws {
    try call.enter { report, draft in
      guard let closing = report.closing else {
        throw ProjectError(
          category: .usage, feature: report.id, what: "the report is open",
          fix: "see `trasse reports PROJECT list --all`")
      }
      draft.corrects = closing.sequence
      draft.proof = reason
    }
  }
}
