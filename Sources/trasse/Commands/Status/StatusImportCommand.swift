import CommandLineKit
import Importing
import Operations
import TextFormats

/// `trasse status import`: enters the table of a field tool.
struct StatusImportCommand: Command {
  static let declaration = CommandDeclaration(
    name: "status import", summary: "enters the events of a table: all of them, or none",
    positionals: [
      SharedOptions.project,
      .init(
        name: "FILE", kind: .file,
        help: "CSV with commas, semicolons or tabs, in UTF-8 or Latin-1"),
    ],
    options: [
      .init(
        name: "--field", value: "TARGET=SOURCE",
        help:
          "the column SOURCE of the file is our TARGET: address or address_id, event, time, actor, "
          + "dwelling, proof, corrects, name, contact, contract_number", isRepeated: true),
      .init(name: "--dry-run", help: "try every row, enter none"),
      .init(name: "--keep-good", help: "enter the good rows although others are bad"),
      .init(name: "--new-dwellings", help: "create dwellings that are unknown"),
      SharedOptions.actor,
      .init(name: "--rejects", value: "FILE", kind: .output, help: "list the bad rows as CSV"),
      SharedOptions.wait,
    ],
    example: "trasse status ratingen.gpkg import kolonne4.csv --field event=Meldung --dry-run")

  /// The number of bad rows that are printed.
  private static let shownRejects = 100

  private let operation: ImportEvents
  private let rejects: OutputTarget?
  private let isJSON: Bool
  private let progress: ProgressPrinter

  init(_ arguments: Arguments) throws {
    var options = StatusImport.Options()
    options.fields = try arguments.pairs("--field")
    options.isDryRun = arguments.isSet("--dry-run")
    options.keepsGood = arguments.isSet("--keep-good")
    options.admitsNewDwellings = arguments.isSet("--new-dwellings")
    options.actor = arguments.actor
    operation = ImportEvents(
      project: arguments.positional(0), file: arguments.positional(1), options: options,
      wait: try arguments.wait())
    rejects = arguments.output("--rejects")
    isJSON = arguments.isJSON
    progress = ProgressPrinter(isQuiet: arguments.isQuiet)
  }

  func run() throws {
    // The list is opened before the work, and stored before the events are.
    let list = try rejects?.sink()
    let report = try operation.run(reporting: progress) { report in
      if let list { try write(report.rejects, to: list) }
    }
    try list?.finish()
    let result = isJSON ? json(report).document : text(report).visible
    if report.isKept {
      try StandardStreams.printResult(result, done: "the events are stored")
    } else {
      try StandardStreams.printResult(result)
    }
    if !report.rejects.isEmpty && !operation.options.keepsGood {
      throw Failure(
        .badData,
        "\(operation.file): \(report.rejects.count) of \(report.rows) rows are bad, and nothing was "
          + "entered",
        fix: "fix them, or enter the others with --keep-good")
    }
  }

  private func write(_ rejects: [StatusImport.Reject], to output: FileSink) throws {
    var csv = CSVWriter(.lineFeed)
    csv.row(["line", "address", "reason", "fix"])
    for reject in rejects {
      csv.row([
        "\(reject.line)", reject.address, reject.error.failure.message,
        reject.error.failure.fix ?? "",
      ])
    }
    try output.write(csv.bytes)
    try output.store()
  }

  private func text(_ report: StatusImport.Report) -> String {
    var table = Table()
    table.add("rows", NumberStyle.grouped.text(report.rows))
    table.add(
      report.isKept ? "entered" : "good (not entered)", NumberStyle.grouped.text(report.entered))
    table.add("known already", NumberStyle.grouped.text(report.known))
    table.add("bad", NumberStyle.grouped.text(report.rejects.count))
    let shown = rejects == nil ? report.rejects.prefix(Self.shownRejects) : []
    let more = rejects == nil ? report.rejects.count - shown.count : 0
    return table.text
      + shown.map { "line \($0.line), \($0.address): \($0.error.failure.text)\n" }.joined()
      + (more > 0
        ? "and \(NumberStyle.grouped.text(more)) more bad rows (list them with --rejects FILE)\n"
        : "")
  }

  private func json(_ report: StatusImport.Report) -> JSONText {
    .object([
      ("rows", .count(report.rows)), ("entered", .count(report.isKept ? report.entered : 0)),
      ("good", .count(report.entered)), ("known", .count(report.known)),
      (
        "rejected",
        .array(
          report.rejects.map {
            .object([
              ("line", .count($0.line)), ("address", .text($0.address)),
              ("reason", .text($0.error.failure.message)),
              ("fix", .text($0.error.failure.fix ?? "")),
            ])
          })
      ),
    ])
  }
}
