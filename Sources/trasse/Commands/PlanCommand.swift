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
      SharedOptions.time, SharedOptions.threads, SharedOptions.wait,
      .init(
        name: "--resume", value: "FILE", kind: .file,
        help: "store the finished plan that could not be stored and is in this file"),
    ],
    example: "trasse plan ratingen.gpkg --scenario west --within West --rules prices-2027.json")

  private let request: PlanRequest
  private let within: String?
  private let isByDistrict: Bool
  private let resumedFile: String?
  private let isJSON: Bool
  private let progress: ProgressPrinter

  init(_ arguments: Arguments) throws {
    resumedFile = arguments.value("--resume")
    if resumedFile != nil, let other = Self.planningOptions.first(where: arguments.isSet) {
      throw UsageError.message("--resume stores a finished plan: leave out \(other)")
    }
    var request = try arguments.planRequest(scenario: "base")
    request.wait = try arguments.wait()
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

  /// The options that have an effect on a plan.
  private static let planningOptions = declaration.options.map(\.name).filter {
    !(CommandDeclaration.common.map(\.name) + ["--wait", "--resume"]).contains($0)
  }

  func run() throws {
    if let resumedFile { return try resume(resumedFile) }
    if isByDistrict { return try runByDistrict() }
    let plan = try PlanNetwork(request, within: within).run(reporting: progress)
    for note in plan.outcome.notes { progress.note(note.words) }
    try print([PlanSummary(plan)])
  }

  private func resume(_ file: String) throws {
    let output = try ResumePlan(project: request.project, file: file, wait: request.wait).run()
    if output.leavesFile { progress.note("\(file) could not be removed; the plan in it is stored") }
    try print(output.outcomes.map { PlanSummary(stored: $0) })
  }

  /// Prints the plans that are stored now.
  private func print(_ summaries: [PlanSummary], byDistrict isByDistrict: Bool = false) throws {
    let text: String
    if summaries.count == 1 && !isByDistrict {
      text = isJSON ? summaries[0].json.document : summaries[0].text.visible
    } else {
      text =
        isJSON
        ? JSONText.object([
          ("by", "district"), ("plans", .array(summaries.map(\.json))),
        ]).document : PlanSummary.table(summaries)
    }
    try StandardStreams.printResult(
      text, done: summaries.count == 1 ? "the plan is stored" : "the plans are stored")
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
    try print(output.plans.map { PlanSummary($0) }, byDistrict: true)
  }
}
