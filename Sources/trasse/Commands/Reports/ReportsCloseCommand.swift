import CommandLineKit
import Operations
import TextFormats

/// `trasse reports close`: closes a report.
struct ReportsCloseCommand: Command {
  static let declaration = CommandDeclaration(
    name: "reports close", summary: "closes a report with its result",
    positionals: [
      SharedOptions.project, SharedOptions.report,
      .init(name: "RESULT", help: "the result in a few words, without personal data"),
    ],
    options: [SharedOptions.actor, SharedOptions.wait],
    example: "trasse reports ratingen.gpkg close 3fa9 \"surveyed again, now available\"")

  private let operation: SettleReport
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    let result = arguments.positional(2)
    if result.allSatisfy(\.isWhitespace) { throw UsageError.missing("RESULT") }
    operation = SettleReport(
      try arguments.report(), step: .close(result: result), actor: arguments.actor)
    isJSON = arguments.isJSON
  }

  func run() throws {
    try StandardStreams.printResult(
      try operation.run().document(isJSON: isJSON), done: "the event is stored")
  }
}

extension SettleReport.Output {
  /// The state of the report, as text or as JSON.
  func document(isJSON: Bool) -> String {
    isJSON
      ? JSONText.object([
        ("report", .text(report)), ("state", .text(state)), ("sequence", .integer(sequence)),
      ]).document
      : "\(report): \(state) (event \(sequence))\n".visible
  }
}
