import Analyses
import CommandLineKit
import Exporting
import Foundation
import Geospatial
import Importing
import NetworkModel
import ProjectStore
import Rules
import TextFormats
import TrenchPlanning

/// `trasse plan`: the cheapest network that reaches every home, with its proof.
struct PlanCommand: Command {
  static let declaration = CommandDeclaration(
    name: "plan", summary: "finds the cheapest network that reaches every home, and proves it",
    positionals: [SharedOptions.project],
    options: [
      .init(name: "--scenario", value: "NAME", help: "store it under this name (default base)"),
      SharedOptions.rules,
      .init(
        name: "--objective", value: "all|profit|budget=EUR|quota=N",
        kind: .openChoice(["all", "profit"]),
        help: "what is sought: all homes (default), those that pay, most for a sum, so many"),
      .init(
        name: "--within", value: "AREA",
        help: "only the addresses in this area, or in the polygons of this file"),
      .init(
        name: "--by", kind: .choice(["district"]),
        help: "plan each district by itself, as scenarios NAME/DISTRICT"),
      .init(
        name: "--pop", value: "X,Y", help: "the network may also start here, in the project's CRS",
        isRepeated: true),
      SharedOptions.time,
      SharedOptions.threads,
    ],
    example: "trasse plan ratingen.gpkg --scenario west --within West --rules prices-2027.json")

  private let path: String
  private let rules: String?
  private let within: String?
  private let isByDistrict: Bool
  private var options = Planner.Options()
  private let isJSON: Bool
  private let progress: ProgressPrinter

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    rules = arguments.value("--rules")
    options.program = Version.current
    if let name = arguments.value("--scenario") { options.scenario = name }
    within = arguments.value("--within")
    if let objective = arguments.value("--objective") {
      do {
        options.objective = try PlanObjective(objective)
      } catch {
        throw UsageError.message("--objective \(error.description)")
      }
    }
    isByDistrict = arguments.value("--by") != nil
    if isByDistrict && within != nil {
      throw UsageError.message("--by district and --within exclude each other")
    }
    options.additionalRoots = try arguments.values("--pop").map { try Place.coordinate($0) }
    options.timeLimit = try arguments.timeLimit()
    options.threads = try arguments.threads() ?? options.threads
    isJSON = arguments.isJSON
    progress = ProgressPrinter(isQuiet: arguments.isQuiet)
  }

  func run() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let project = try Project(path: path, readOnly: false)
    let rules = try RulesFile.read(self.rules)
    let inventory = try project.inventory()
    var options = options
    options.within = try within.map { try Confinement.named($0, in: project) }
    if isByDistrict {
      try runByDistrict(project, inventory, rules, options)
      return
    }
    progress.step("planning for \(NumberStyle.grouped.text(inventory.addresses.count)) addresses")
    let outcome = try Planner(inventory, rules: rules, options: options)
      .run(inputDigests: try project.inputDigests())
    let before = clock.now
    try project.store(outcome.plan)
    let after = clock.now
    for note in outcome.notes { progress.note(note) }
    let summary = PlanSummary(
      outcome: outcome, storeSeconds: (after - before).inSeconds,
      totalSeconds: (after - start).inSeconds)
    print(isJSON ? summary.json.document : summary.text.visible, terminator: "")
  }

  /// Plans each district as if it were built alone; nothing is stored unless all succeed.
  private func runByDistrict(
    _ project: Project, _ inventory: Inventory, _ rules: PlanningRules, _ options: Planner.Options
  ) throws {
    let index = AreaIndex(inventory.areas, kind: "district")
    let homes = inventory.addresses.map { index.name(at: $0.location) }
    let digests = try project.inputDigests()
    let names = Set(homes.compactMap(\.self)).sorted()
    guard !names.isEmpty else {
      throw ProjectError(
        category: .badData, file: path, layer: "area", what: "no address lies in a district",
        fix: "import areas of kind district, or plan without --by")
    }
    var summaries: [PlanSummary] = []
    for name in names {
      progress.step("planning for \(name)")
      let start = ContinuousClock.now
      var options = options
      options.scenario += "/\(name)"
      options.within = .area(name)
      let outcome = try Planner(inventory, rules: rules, options: options)
        .run(inputDigests: digests)
      for note in outcome.notes { progress.note("\(name): \(note)") }
      summaries.append(
        PlanSummary(
          outcome: outcome, storeSeconds: 0,
          totalSeconds: (ContinuousClock.now - start).inSeconds))
    }
    for summary in summaries { try project.store(summary.outcome.plan) }
    let outside = homes.count { $0 == nil }
    if outside > 0 {
      progress.note(
        "\(NumberStyle.grouped.text(outside)) addresses lie in no district and are not planned")
    }
    print(
      isJSON
        ? JSONText.object([
          ("by", "district"), ("plans", .array(summaries.map(\.json))),
        ]).document : PlanSummary.table(summaries), terminator: "")
  }
}

/// Reading a file of rules.
enum RulesFile {
  static func read(_ path: String?) throws -> PlanningRules {
    guard let path else { return try PlanningRules.standard() }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ProjectError(
        category: .noInput, file: path, what: "there is no such file", fix: "check the name")
    }
    do {
      return try PlanningRules(overriding: Array(data))
    } catch let error as RulesError {
      throw ProjectError(category: .badData, file: path, what: error.description.withoutFullStop)
    }
  }
}

/// Places as users write them.
enum Place {
  /// `x,y` in the project's CRS.
  static func coordinate(_ text: String) throws -> Coordinate {
    let parts = text.split(separator: ",").compactMap { Double($0) }
    guard parts.count == 2, parts.allSatisfy(\.isFinite) else {
      throw UsageError.message("\(text): write a place as X,Y in the project's CRS")
    }
    return Coordinate(x: parts[0], y: parts[1])
  }
}

extension Duration {
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}

extension String {
  var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
