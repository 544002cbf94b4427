import AddressSearch
import Analyses
import CommandLineKit
import Exporting
import Importing
import NetworkModel
import ProjectStore
import Rules
import TextFormats
import TrenchPlanning

/// `trasse built`: surveyed works, set beside the plan and locked.
struct EnterBuilt: Command {
  static let declaration = CommandDeclaration(
    name: "built", summary: "takes in what was built and surveyed, and how far it is from the plan",
    positionals: [
      SharedOptions.project,
      .init(
        name: "FILE", help: "the survey: trenches, ducts, drops, cabinets, shafts, house entries"),
    ],
    options: [
      .init(
        name: "--at", value: "DATE", help: "when the works were finished: 05.03.2024",
        isRequired: true),
      .init(
        name: "--proof", value: "TEXT", help: "what shows it, such as the number of a protocol",
        isRequired: true),
      .init(
        name: "--as", value: "KIND", kind: .choice(BuiltWork.Kind.allCases.map(\.rawValue)),
        help:
          "what all features are: \(BuiltWork.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
      ),
      .init(name: "--scenario", value: "NAME", help: "the plan it was built by (default base)"),
      .init(
        name: "--crs", value: "EPSG:n", help: "of the coordinates, in place of what the file says"),
      .init(
        name: "--field", value: "TARGET=SOURCE",
        help: "a column of the file: id, kind, address, capacity, used, cost", isRepeated: true),
      .init(name: "--keep-good", help: "enter the good features where others are bad"),
      .init(name: "--dry-run", help: "say what would be entered, and enter nothing"),
      SharedOptions.rules,
      SharedOptions.wait,
    ],
    example: "trasse built ratingen.gpkg trenches.geojson --at 05.03.2024 --proof \"protocol 17\"")

  private let path: String
  private let file: String
  private let day: Timestamp
  private let proof: String
  private var options = SurveyFile.Options()
  private let scenario: String?
  private let keepsGood: Bool
  private let isDryRun: Bool
  private let rules: String?
  private let wait: Double
  private let isJSON: Bool
  private let progress: ProgressPrinter

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    file = arguments.positional(1)
    let text = arguments.required("--at")
    guard let day = Timestamp(text) else {
      throw UsageError.message("--at \(text) is not a date: write it as 2024-03-05 or 05.03.2024")
    }
    if day > .now {
      throw UsageError.message(
        "--at \(text) is in the future: works are entered once they are built")
    }
    self.day = day
    proof = arguments.required("--proof")
    if proof.isEmpty { throw UsageError.missing("--proof") }
    options.kind = arguments.value("--as", as: BuiltWork.Kind.self)
    options.crs = arguments.value("--crs")
    options.fields = try arguments.pairs("--field")
    scenario = arguments.value("--scenario")
    keepsGood = arguments.isSet("--keep-good")
    isDryRun = arguments.isSet("--dry-run")
    rules = arguments.value("--rules")
    wait = try arguments.wait()
    isJSON = arguments.isJSON
    progress = ProgressPrinter(isQuiet: arguments.isQuiet)
  }

  /// What came of a survey.
  private struct Result {
    let works: [BuiltWork]
    let drift: Survey.Drift
    let scenario: String?
    let number: Int64?
    let new: Int
    let rejects: [ImportReport.Finding]
    let withoutAddress: Int
    let isBeyondTarget: Bool
  }

  func run() throws {
    let project = try Project(path: path, readOnly: false, wait: wait)
    let rules = try RulesFile.read(self.rules)
    let survey = try SurveyFile(file, for: project, options: options)
    if let reject = survey.rejects.first, !keepsGood || survey.features.isEmpty {
      throw ProjectError(
        category: .badData, file: reject.file, layer: reject.layer, feature: reject.feature,
        what: "\(reject.reason); in all \(survey.rejects.count) of "
          + "\(survey.rejects.count + survey.features.count) features cannot be taken",
        fix: "\(reject.fix); or enter the others with --keep-good")
    }
    let (works, withoutAddress) = PlanMatch.addressed(
      try addressed(survey.features, in: project), try project.addresses(), rules: rules)
    let plan = try plan(of: project)
    let match = PlanMatch(works, to: plan, rules: rules)
    let draft = Survey(
      number: 0, file: fileName, builtOn: day,
      proof: "\(proof), sha256:\(survey.digest)", recorded: .now, scenario: plan?.scenario.name,
      drift: match.drift)
    let known = Set(try project.builtWorks().map(\.id))
    let entered =
      isDryRun
      ? (number: nil, new: match.works.count { !known.contains($0.id) })
      : try project.enter(draft, match.works)
    let result = Result(
      works: match.works, drift: match.drift, scenario: plan?.scenario.name,
      number: entered.number, new: entered.new, rejects: survey.rejects,
      withoutAddress: withoutAddress, isBeyondTarget: PlanMatch.isBeyondTarget(match.drift, rules))
    for reject in survey.rejects {
      progress.note("\(reject.layer), feature \(reject.feature): \(reject.reason)")
    }
    if withoutAddress > 0 {
      progress.note(
        "\(withoutAddress) drops and house entries belong to no address: name it in a column address"
      )
    }
    print(isJSON ? json(result).document : text(result).visible, terminator: "")
  }

  private var fileName: String { file.split(separator: "/").last.map(String.init) ?? file }

  /// The plan that was named, or the one called base where there is one.
  private func plan(of project: Project) throws -> Plan? {
    if let scenario { return try project.plan(scenario: scenario) }
    return try project.scenarios().contains { $0.name == "base" }
      ? try project.plan(scenario: "base") : nil
  }

  /// The works with the addresses that the survey names.
  private func addressed(_ features: [SurveyFile.Feature], in project: Project) throws
    -> [BuiltWork]
  {
    guard features.contains(where: { $0.address != nil }) else { return features.map(\.work) }
    let index = try project.addressIndex()
    return try features.map { feature in
      var work = feature.work
      work.addressID = try feature.address.map { try index.find($0).address(writtenAs: $0).id }
      return work
    }
  }

  // MARK: Text

  private func text(_ result: Result) -> String {
    var lines = ""
    if result.new == 0 {
      lines = "\(fileName): all \(result.works.count) works are on file; nothing was entered\n"
    } else {
      let known = result.works.count - result.new
      lines =
        "\(fileName): \(NumberStyle.grouped.text(result.new)) works "
        + (isDryRun ? "would be entered" : "entered as survey \(result.number ?? 0)")
        + (known > 0 ? ", \(NumberStyle.grouped.text(known)) were on file" : "") + "\n"
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
      return lines + "There is no plan to set it beside: name one with --scenario.\n"
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
      + (result.isBeyondTarget ? "The drift is greater than the rules call usual.\n" : "")
  }

  private static func percent(_ share: Double?) -> String {
    guard let share else { return "–" }
    return "\(share > 0 ? "+" : "")\(NumberStyle.plain.percent(share, places: 1))"
  }

  // MARK: JSON

  private func json(_ result: Result) -> JSONText {
    .object([
      ("survey", result.number.map { .integer($0) } ?? .null),
      ("works", .count(result.works.count)),
      ("entered", .count(isDryRun ? 0 : result.new)), ("new", .count(result.new)),
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
