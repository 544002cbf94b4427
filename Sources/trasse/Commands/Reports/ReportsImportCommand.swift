import CommandLineKit
import Operations
import Publication
import TextFormats

/// `trasse reports import`: enters the reports of the public server.
struct ReportsImportCommand: Command {
  static let declaration = CommandDeclaration(
    name: "reports import",
    summary: "enters the reports in the public server's file, each once",
    positionals: [
      SharedOptions.project,
      .init(
        name: "REPORTS.jsonl", kind: .file, help: "the file that trasse-server adds reports to"),
    ],
    options: [
      .init(name: "--keep-good", help: "enter the good lines although others are bad"),
      SharedOptions.wait,
    ],
    example: "trasse reports ratingen.gpkg import /var/lib/trasse/reports.jsonl")

  private let operation: ImportReports
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    operation = ImportReports(
      project: arguments.positional(0), file: arguments.positional(1),
      keepsGood: arguments.isSet("--keep-good"), wait: try arguments.wait())
    isJSON = arguments.isJSON
  }

  func run() throws {
    let outcome = try operation.run()
    let result = isJSON ? json(outcome).document : text(outcome).visible
    if outcome.isKept {
      try StandardStreams.printResult(result, done: "the reports are stored")
    } else {
      try StandardStreams.printResult(result)
    }
    if !outcome.isKept {
      throw Failure(
        .badData,
        "\(operation.file): \(outcome.rejects.count) of \(outcome.lines) lines are bad, and nothing "
          + "was entered",
        fix: "fix them, or enter the others with --keep-good")
    }
  }

  private func text(_ outcome: ReportImport.Outcome) -> String {
    var table = Table()
    table.add("reports", NumberStyle.grouped.text(outcome.lines))
    table.add(
      outcome.isKept ? "entered" : "good (not entered)", NumberStyle.grouped.text(outcome.entered))
    table.add("  at no address on file", NumberStyle.grouped.text(outcome.unresolved))
    table.add("known already", NumberStyle.grouped.text(outcome.known))
    table.add("bad", NumberStyle.grouped.text(outcome.rejects.count))
    return table.text
      + outcome.rejects.map { "line \($0.line): \($0.error.failure.text)\n" }.joined()
  }

  private func json(_ outcome: ReportImport.Outcome) -> JSONText {
    .object([
      ("reports", .count(outcome.lines)),
      ("entered", .count(outcome.isKept ? outcome.entered : 0)),
      ("good", .count(outcome.entered)), ("not_on_file", .count(outcome.unresolved)),
      ("known", .count(outcome.known)),
      (
        "rejected",
        .array(
          outcome.rejects.map {
            .object([
              ("line", .count($0.line)), ("reason", .text($0.error.failure.message)),
              ("fix", .text($0.error.failure.fix ?? "")),
            ])
          })
      ),
    ])
  }
}
