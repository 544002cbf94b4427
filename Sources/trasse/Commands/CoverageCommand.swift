import Analyses
import CommandLineKit
import NetworkModel
import Operations
import TextFormats

/// `trasse coverage`: measures which homes the network passes, connects and serves.
struct CoverageCommand: Command {
  static let declaration = CommandDeclaration(
    name: "coverage",
    summary: "measures which homes the network passes, connects and serves, on any day",
    positionals: [SharedOptions.project],
    options: [
      SharedOptions.coverageRule,
      .init(name: "--by", kind: .choice(["district"]), help: "one line for each district, too"),
      .init(
        name: "--at", value: "DATE", help: "as it was then: 2024-03-05 or 05.03.2024 (default now)"),
      SharedOptions.upTo,
      .init(
        name: "--up-to-survey", value: "N", help: "only works up to the survey of this number"),
      .init(
        name: "--geojson", kind: .choice(CoverageDrawing.allCases.map(\.rawValue)),
        help: "each home, cells of 100 m with small counts withheld, or the areas passed"),
      .init(
        name: "-o", value: "FILE", kind: .output,
        help: "where the GeoJSON is written (default standard output)"),
      SharedOptions.rules, SharedOptions.wait,
    ],
    example: "trasse coverage ratingen.gpkg --rule rtr --by district --at 31.12.2025")

  private var operation: MeasureCoverage
  private let byDistrict: Bool
  private let drawing: CoverageDrawing?
  private let target: OutputTarget?
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    let day = arguments.value("--at")
    if day == nil && (arguments.isSet("--up-to") || arguments.isSet("--up-to-survey")) {
      throw UsageError.message("--up-to and --up-to-survey repeat a report: give --at, too")
    }
    drawing = arguments.value("--geojson", as: CoverageDrawing.self)
    target = arguments.output("-o")
    if target != nil && drawing == nil {
      throw UsageError.message("-o is for GeoJSON: choose what is drawn with --geojson")
    }
    byDistrict = arguments.isSet("--by")
    operation = MeasureCoverage(
      project: arguments.positional(0), rule: try arguments.coverageRule(),
      rules: arguments.value("--rules"), moment: try day.map { try arguments.moment($0) },
      lastSurvey: try arguments.sequenceNumber("--up-to-survey"),
      result: drawing == .areas ? .areas : drawing == nil ? .storedAreas : .counts)
    operation.wait = try arguments.wait()
    isJSON = arguments.isJSON
  }

  private var moment: LedgerMoment? { operation.moment }

  func run() throws {
    if let drawing {
      let sink = try target?.sink() ?? FileSink(path: nil)
      let output = try operation.run()
      try output.write(
        drawing, byDistrict: byDistrict, asOf: moment.map { "\($0.time)" }, to: sink)
      return try sink.finish()
    }
    let output = try operation.run()
    let rows = output.coverage.areas.filter { byDistrict || $0.district.isEmpty }
    try StandardStreams.printResult(
      isJSON ? json(output, rows).document : text(output, rows).visible)
  }

  // MARK: Text

  private func text(_ output: MeasureCoverage.Output, _ rows: [CoverageArea]) -> String {
    let coverage = output.coverage
    var table = Table()
    table.add(
      "homes passed (\(coverage.rule.name))", "addresses", "passed", "dwellings", "passed", "share")
    for row in rows {
      let share =
        row.dwellings.total == 0
        ? 0 : Double(row.dwellings.passed) / Double(row.dwellings.total)
      table.add(
        row.district.isEmpty ? "all" : row.district, NumberStyle.grouped.text(row.addresses.total),
        NumberStyle.grouped.text(row.addresses.passed),
        NumberStyle.grouped.text(row.dwellings.total),
        NumberStyle.grouped.text(row.dwellings.passed), Self.percent(share))
    }
    var lines = table.text
    if output.lastEvent > 0 || output.lastSurvey > 0 {
      var further = Table()
      further.add("of the dwellings", "passed", "passed plus", "connected", "activated", "take-up")
      for row in rows {
        further.add(
          row.district.isEmpty ? "all" : row.district,
          NumberStyle.grouped.text(row.dwellings.passed),
          NumberStyle.grouped.text(row.dwellings.passedPlus),
          NumberStyle.grouped.text(row.dwellings.connected),
          NumberStyle.grouped.text(row.dwellings.activated),
          row.dwellings.takeUp.map(Self.percent) ?? "–")
      }
      lines += "\n" + further.text
      lines +=
        "Rule \(coverage.rule.name), version \(coverage.version), \(NumberStyle.plain.text(coverage.metres, places: 0)) m; "
        + (moment.map { "as of \($0.time)" } ?? "as of now")
        + "; event \(output.lastEvent), survey \(output.lastSurvey).\n"
    }
    return lines + (moment == nil ? "The areas are stored in the layer coverage.\n" : "")
  }

  private static func percent(_ share: Double) -> String {
    NumberStyle.plain.percent(share, places: 1)
  }

  // MARK: JSON

  private func json(_ output: MeasureCoverage.Output, _ rows: [CoverageArea]) -> JSONText {
    let coverage = output.coverage
    return .object([
      ("rule", .text(coverage.rule.name)), ("rule_version", .text(coverage.version)),
      ("distance_m", .decimal(coverage.metres, places: 3)),
      ("as_of", .optional(moment.map { "\($0.time)" })), ("last_event", .integer(output.lastEvent)),
      ("last_survey", .integer(output.lastSurvey)),
      (
        "areas",
        .array(
          rows.map { row in
            .object([
              ("district", row.district.isEmpty ? .null : .text(row.district)),
              ("addresses", .count(row.addresses.total)),
              ("addresses_passed", .count(row.addresses.passed)),
              ("addresses_passed_plus", .count(row.addresses.passedPlus)),
              ("addresses_connected", .count(row.addresses.connected)),
              ("addresses_activated", .count(row.addresses.activated)),
              ("dwellings", .count(row.dwellings.total)),
              ("dwellings_passed", .count(row.dwellings.passed)),
              ("dwellings_passed_plus", .count(row.dwellings.passedPlus)),
              ("dwellings_connected", .count(row.dwellings.connected)),
              ("dwellings_activated", .count(row.dwellings.activated)),
              ("take_up", row.dwellings.takeUp.map { .decimal($0, places: 4) } ?? .null),
            ])
          })
      ),
    ])
  }
}
