import CommandLineKit
import Operations

/// `trasse reports reopen`: reopens a closed report.
struct ReportsReopenCommand: Command {
  static let declaration = CommandDeclaration(
    name: "reports reopen", summary: "reopens a closed report, by a correction",
    positionals: [
      SharedOptions.project, SharedOptions.report,
      .init(name: "REASON", help: "why, in a few words without personal data"),
    ],
    options: [SharedOptions.actor, SharedOptions.wait],
    example: "trasse reports ratingen.gpkg reopen 3fa9 \"another house was meant\"")

  private let operation: SettleReport
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    operation = SettleReport(
      try arguments.report(), step: .reopen(reason: arguments.positional(2)),
      actor: arguments.actor)
    isJSON = arguments.isJSON
  }

  func run() throws {
    try StandardStreams.printResult(
      try operation.run().document(isJSON: isJSON), done: "the event is stored")
  }
}
