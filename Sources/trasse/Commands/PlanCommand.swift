import CommandLineKit
import Geospatial
import NetworkModel
import Operations
import TextFormats
import TrenchPlanning

/// `trasse plan`: finds the cheapest network, with its proof.
struct PlanCommand: Command {
  static let declaration = CommandDeclaration(
    name: "plan", summary: "finds the cheapest network that reaches every home, and proves it",
    positionals: [SharedOptions.project],
    options: [
      .init(
        name: "--scenario", value: "NAME",
        help: "store the plan under this name (default base)"),
      SharedOptions.rules,
      .init(
        name: "--objective", value: "all|profit|budget=EUR|quota=N",
        kind: .openChoice(["all", "profit"]),
        help: "all homes (default), profitable homes, the most for a budget, or at least N homes"),
      .init(
        name: "--within", value: "AREA", kind: .file,
        help: "only the addresses within this area, or within the polygons of this file"),
      .init(
        name: "--by", kind: .choice(["district"]),
        help: "plan each district on its own, as scenarios NAME/DISTRICT"),
      .init(
        name: "--pop", value: "X,Y",
        help: "the network can also start here, in the project's CRS", isRepeated: true),
      SharedOptions.time, SharedOptions.threads,
    ],
    example: "trasse plan ratingen.gpkg --scenario west --within West --rules prices-2027.json")

  private let request: PlanRequest
  private let within: String?
  private let isByDistrict: Bool
  private let isJSON: Bool
  private let progress: ProgressPrinter

  init(_ arguments: Arguments) throws {
    var request = try arguments.planRequest(scenario: "base")
    within = arguments.value("--within")
    if let objective = arguments.value("--objective") {
      do {
        request.objective = try Objective(objective)
      } catch {
        throw UsageError.message("--objective \(error.words)")
      }
    }
    isByDistrict = arguments.isSet("--by")
    if isByDistrict && within != nil {
      throw UsageError.message("--by district and --within exclude each other")
    }
    request.additionalRoots = try arguments.values("--pop").map { try Coordinate(written: $0) }
    self.request = request
    isJSON = arguments.isJSON
    progress = ProgressPrinter(isQuiet: arguments.isQuiet)
  }

  func run() throws {
    if isByDistrict { return try runByDistrict() }
    let plan = try PlanNetwork(request, within: within).run(reporting: progress)
    for note in plan.outcome.notes { progress.note(note.words) }
    let summary = PlanSummary(plan)
    try StandardStreams.printResult(isJSON ? summary.json.document : summary.text.visible)
  }

  private func runByDistrict() throws {
    let output = try PlanByDistrict(request).run(reporting: progress)
    for plan in output.plans {
      for note in plan.outcome.notes {
        progress.note("\(plan.outcome.plan.scenario.name): \(note.words)")
      }
    }
    if output.addressesOutside > 0 {
      progress.note(
        "\(NumberStyle.grouped.text(output.addressesOutside)) addresses are in no district and are "
          + "not planned")
    }
    let summaries = output.plans.map { PlanSummary($0) }
    try StandardStreams.printResult(
      isJSON
        ? JSONText.object([
          ("by", "district"), ("plans", .array(summaries.map(\.json))),
        ]).document : PlanSummary.table(summaries))
  }
}
