import CommandLineKit
import NetworkModel
import ProjectStore

/// `trasse reports close`: a report is done with.
struct CloseReport: Command {
  static let declaration = CommandDeclaration(
    name: "reports close", summary: "closes a report with its result",
    positionals: [
      SharedOptions.project, ReportChoice.positional,
      .init(name: "RESULT", help: "what came of it, in a few words without personal data"),
    ],
    options: [SharedOptions.actor, SharedOptions.wait],
    example: "trasse reports ratingen.gpkg close 3fa9 \"surveyed again, now available\"")

  private let call: ReportChoice
  private let result: String

  init(_ arguments: Arguments) throws {
    call = try ReportChoice(arguments)
    result = arguments.positional(2)
  }

  func run() throws {
    if result.allSatisfy(\.isWhitespace) {
      throw UsageError.missing("RESULT")
    }
    try call.enter { report, draft in
      draft.kind = .reportClosed
      draft.proof = result
    }
  }
}
