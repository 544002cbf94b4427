import CommandLineKit
import Importing
import NetworkModel
import Operations
import TextFormats

/// `trasse built`: enters surveyed works.
struct BuiltCommand: Command {
  static let declaration = CommandDeclaration(
    name: "built",
    summary: "enters what was built and surveyed, and measures how far it is from the plan",
    positionals: [
      SharedOptions.project,
      .init(
        name: "FILE", kind: .file,
        help: "the survey: trenches, ducts, drops, cabinets, shafts, house entries"),
    ],
    options: [
      .init(
        name: "--at", value: "DATE", help: "when the works were finished: 05.03.2024",
        isRequired: true),
      .init(
        name: "--proof", value: "TEXT", help: "the evidence, such as the number of a protocol",
        isRequired: true),
      .init(
        name: "--as", value: "KIND", kind: .choice(BuiltWork.Kind.allCases.map(\.rawValue)),
        help:
          "what all features are: \(BuiltWork.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
      ),
      .init(name: "--scenario", value: "NAME", help: "the plan it was built by (default base)"),
      .init(
        name: "--crs", value: "EPSG:n", help: "the CRS of the coordinates, in place of the file's"),
      .init(
        name: "--field", value: "TARGET=SOURCE",
        help: "a column of the file: id, kind, address, capacity, used, cost", isRepeated: true),
      .init(name: "--keep-good", help: "enter the good features although others are bad"),
      .init(name: "--dry-run", help: "report what would be entered, and enter nothing"),
      SharedOptions.rules, SharedOptions.wait,
    ],
    example: "trasse built ratingen.gpkg trenches.geojson --at 05.03.2024 --proof \"protocol 17\"")

  private var operation: EnterSurvey
  private let isJSON: Bool
  private let progress: ProgressPrinter

  init(_ arguments: Arguments) throws {
    let text = arguments.required("--at")
    guard let day = Timestamp(text) else {
      throw UsageError.message(
        "--at \(text) is not a date: write it as 2024-03-05 or 05.03.2024")
    }
    if day > .now {
      throw UsageError.message(
        "--at \(text) is in the future: works are entered once they are built")
    }
    let proof = arguments.required("--proof")
    if proof.isEmpty { throw UsageError.missing("--proof") }
    operation = EnterSurvey(
      project: arguments.positional(0), file: arguments.positional(1), builtOn: day, proof: proof)
    operation.options.kind = arguments.value("--as", as: BuiltWork.Kind.self)
    operation.options.crs = arguments.value("--crs")
    operation.options.fields = try arguments.pairs("--field")
    operation.scenario = arguments.value("--scenario")
    operation.keepsGood = arguments.isSet("--keep-good")
    operation.isDryRun = arguments.isSet("--dry-run")
    operation.rules = arguments.value("--rules")
    operation.wait = try arguments.wait()
    isJSON = arguments.isJSON
    progress = ProgressPrinter(isQuiet: arguments.isQuiet)
  }

  func run() throws {
    let output = try operation.run()
    for reject in output.rejects {
      progress.note("\(reject.layer), feature \(reject.feature): \(reject.fault.reason)")
    }
    if output.withoutAddress > 0 {
      progress.note(
        "\(output.withoutAddress) drops and house entries belong to no address: name it in a column "
          + "address")
    }
    let result = isJSON ? json(output).document : text(output).visible
    if operation.isDryRun {
      try StandardStreams.printResult(result)
    } else {
      try StandardStreams.printResult(result, done: "the survey is stored")
    }
  }

  // MARK: Text

  private func text(_ result: EnterSurvey.Output) -> String {
    var lines = ""
    if result.new == 0 {
      lines =
        "\(operation.fileName): all \(result.works.count) works were entered before; nothing was entered\n"
    } else {
      let known = result.works.count - result.new
      lines =
        "\(operation.fileName): \(NumberStyle.grouped.text(result.new)) works "
        + (operation.isDryRun ? "would be entered" : "entered as survey \(result.number ?? 0)")
        + (known > 0 ? ", \(NumberStyle.grouped.text(known)) were entered before" : "") + "\n"
    }
    var table = Table()
    table.add("", "number", "metres", "off plan m")
    for kind in BuiltWork.Kind.allCases {
      let own = result.works.filter { $0.kind == kind }
      guard !own.isEmpty else { continue }
      table.add(
        kind.rawValue, NumberStyle.grouped.text(own.count),
        kind.isLine ? NumberStyle.plain.text(own.reduce(0) { $0 + $1.length }, places: 1) : "",
        kind.isLine
          ? NumberStyle.plain.text(own.reduce(0) { $0 + $1.offPlanMetres }, places: 1) : "")
    }
    lines += table.text
    guard let scenario = result.scenario else {
      return lines + "There is no plan to compare with: name one with --scenario.\n"
    }
    let drift = result.drift
    var comparison = Table()
    comparison.add("against plan \(scenario)", "planned", "built", "drift")
    comparison.add(
      "metres", NumberStyle.plain.text(drift.plannedMetres, places: 1),
      NumberStyle.plain.text(drift.builtMetres, places: 1),
      Self.percent(drift.byLength))
    comparison.add(
      "cost", NumberStyle.grouped.euros(cents: drift.plannedCents),
      NumberStyle.grouped.euros(cents: drift.builtCents),
      Self.percent(drift.byCost))
    return lines + comparison.text
      + (result.isBeyondTarget ? "The drift exceeds what the rules call usual.\n" : "")
  }

  private static func percent(_ share: Double?) -> String {
    guard let share else { return "–" }
    return "\(share > 0 ? "+" : "")\(NumberStyle.plain.percent(share, places: 1))"
  }

  // MARK: JSON

  private func json(_ result: EnterSurvey.Output) -> JSONText {
    .object([
      ("survey", result.number.map { .integer($0) } ?? .null),
      ("works", .count(result.works.count)),
      ("entered", .count(operation.isDryRun ? 0 : result.new)), ("new", .count(result.new)),
      ("left_out", .count(result.rejects.count)),
      ("without_address", .count(result.withoutAddress)), ("scenario", .optional(result.scenario)),
      ("planned_m", .decimal(result.drift.plannedMetres, places: 3)),
      ("built_m", .decimal(result.drift.builtMetres, places: 3)),
      ("off_plan_m", .decimal(result.drift.offPlanMetres, places: 3)),
      ("planned_cents", .integer(result.drift.plannedCents)),
      ("built_cents", .integer(result.drift.builtCents)),
      ("drift_by_length", result.drift.byLength.map { .decimal($0, places: 5) } ?? .null),
      ("drift_by_cost", result.drift.byCost.map { .decimal($0, places: 5) } ?? .null),
      ("beyond_target", .bool(result.isBeyondTarget)),
    ])
  }
}
