import CommandLineKit
import Importing
import NetworkModel
import Operations
import TextFormats

/// `trasse import`: imports files into a project.
struct ImportCommand: Command {
  static let declaration = CommandDeclaration(
    name: "import", summary: "imports files into a project, in any format that GDAL reads",
    positionals: [
      SharedOptions.project,
      .init(
        name: "FILE", kind: .file,
        help: "OpenStreetMap (.osm, .gz, .bz2, .pbf), gebref.txt, HK-DE or any vector file",
        isRepeated: true),
    ],
    options: [
      .init(
        name: "--as", value: "LAYER", kind: .choice(ImportRole.allCases.map(\.rawValue)),
        help: "what it contains: \(ImportRole.allCases.map(\.rawValue).joined(separator: ", "))"),
      .init(name: "--crs", value: "EPSG:n", help: "the CRS of the coordinates"),
      .init(
        name: "--field", value: "TARGET=SOURCE",
        help: "the column SOURCE of the file is our column TARGET", isRepeated: true),
      .init(
        name: "--source", value: "NAME",
        help: "the name of the file in the project; another import of that name replaces this one"),
      .init(
        name: "--within", value: "AREA", kind: .file,
        help: "only what is within this area of the project, or within the polygons of this file"),
      .init(
        name: "--rejects", value: "FILE", kind: .output,
        help: "list what was left out, and why (CSV)"),
      SharedOptions.wait,
    ],
    example: "trasse import ratingen.gpkg leitungen.shp --as conduit --field capacity=ANZAHL")

  private var operation: ImportFiles
  private let rejects: OutputTarget?
  private let isJSON: Bool
  private let progress: ProgressPrinter

  init(_ arguments: Arguments) throws {
    operation = ImportFiles(
      project: arguments.positional(0), files: arguments.positionals(from: 1))
    operation.options.role = arguments.value("--as", as: ImportRole.self)
    operation.options.crs = arguments.value("--crs")
    operation.options.within = arguments.value("--within")
    operation.options.source = arguments.value("--source")
    if operation.options.source != nil && operation.files.count > 1 {
      throw UsageError.message("--source names one file: import the others on their own")
    }
    operation.options.fields = try arguments.pairs("--field")
    rejects = arguments.output("--rejects")
    operation.wait = try arguments.wait()
    isJSON = arguments.isJSON
    progress = ProgressPrinter(isQuiet: arguments.isQuiet)
  }

  func run() throws {
    // The list is opened before the work, and stored before the import is.
    let list = try rejects?.sink()
    let report = try operation.run(reporting: progress) { report in
      if let list { try write(report, to: list) }
    }
    try list?.finish()
    try StandardStreams.printResult(
      isJSON ? json(report).document : text(report).visible, done: "the import is stored")
  }

  private func write(_ report: ImportReport, to output: FileSink) throws {
    var csv = CSVWriter(.lineFeed)
    csv.row(["outcome", "file", "layer", "feature", "reason", "fix"])
    for (outcome, findings) in [
      ("rejected", report.rejects), ("repaired", report.repairs),
      ("unknown value", report.unknownValues),
    ] {
      for finding in findings {
        csv.row([
          outcome, finding.file, finding.layer, finding.feature, finding.fault.reason,
          finding.fault.fix,
        ])
      }
    }
    for pair in report.merged {
      csv.row([
        "merged", "", "address", pair.id.rawValue, "the same as \(pair.into)",
        "nothing to do: its id is kept there",
      ])
    }
    try output.write(csv.bytes)
    try output.store()
  }

  private func text(_ report: ImportReport) -> String {
    var text = ""
    if let crs = report.chosenCRS { text += "The project's CRS is \(crs).\n" }
    for file in report.files {
      text +=
        "\(file.name.visibleOnOneLine) (\(file.crs)): \(NumberStyle.grouped.text(file.featuresRead)) features read\n"
      var table = Table()
      for layer in file.accepted.keys.sorted() {
        table.add("  \(layer)", NumberStyle.grouped.text(file.accepted[layer] ?? 0))
      }
      if file.notWanted > 0 {
        table.add("  (other things)", NumberStyle.grouped.text(file.notWanted))
      }
      text += table.text
      for note in file.notes { text += "  \(note.words)\n" }
    }
    if !report.merged.isEmpty {
      text += "\(NumberStyle.grouped.text(report.merged.count)) duplicate addresses merged\n"
    }
    if !report.repairs.isEmpty {
      text += "\(NumberStyle.grouped.text(report.repairs.count)) outlines repaired\n"
    }
    if !report.unknownValues.isEmpty {
      text +=
        "\(NumberStyle.grouped.text(report.unknownValues.count)) values count as unknown\n"
        + Self.lines(report.unknownValues)
    }
    text += "\(NumberStyle.grouped.text(report.rejects.count)) features left out\n"
    text += Self.lines(report.rejects)
    if !(report.rejects + report.unknownValues).isEmpty && rejects == nil {
      text += "  (list them with --rejects FILE)\n"
    }
    return text
  }

  private static func lines(_ findings: [ImportReport.Finding]) -> String {
    findings.byReason.map { "  \($0.count) × \($0.reason)\n" }.joined()
  }

  private func json(_ report: ImportReport) -> JSONText {
    .object([
      ("chosen_crs", .optional(report.chosenCRS)),
      (
        "files",
        .array(
          report.files.map { file in
            .object([
              ("name", .text(file.name)), ("crs", .text(file.crs)),
              ("features_read", .count(file.featuresRead)),
              (
                "accepted",
                .object(file.accepted.keys.sorted().map { ($0, .count(file.accepted[$0] ?? 0)) })
              ),
              ("not_wanted", .count(file.notWanted)),
              ("notes", .array(file.notes.map { .text($0.words) })),
            ])
          })
      ),
      ("merged", .count(report.merged.count)), ("repaired", .count(report.repairs.count)),
      ("rejected", .count(report.rejects.count)),
      (
        "rejected_by_reason",
        .object(report.rejects.byReason.map { ($0.reason, .count($0.count)) })
      ),
      ("unknown_values", .count(report.unknownValues.count)),
    ])
  }
}
