import Hashing
import NetworkModel
import Rules

/// The steps of every plan: building the trench graph, choosing the network and laying it out.
struct PlanningRun {
  let graph: TrenchGraph
  let selection: TrenchSelection
  let plan: Plan
  private let inventory: Inventory
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let built: ContinuousClock.Instant
  private let solved: ContinuousClock.Instant

  /// Plans the addresses of a graph.
  ///
  /// - Parameters:
  ///   - inventory: the input data.
  ///   - rules: the rules and prices.
  ///   - options: the options of the plan.
  ///   - inputDigests: the digests of the input layers.
  ///   - build: builds the trench graph.
  /// - Throws: ``PlanningError`` if no plan is possible or a limit cannot be met.
  init(
    _ inventory: Inventory, _ rules: PlanningRules, _ options: Planner.Options,
    inputDigests: [String: String], graph build: () throws -> TrenchGraph
  ) throws {
    self.inventory = inventory
    start = clock.now
    graph = try build()
    built = clock.now
    selection = try TrenchSelector.selection(
      SelectionTask(
        graph: graph, inventory: inventory, rules: rules, threads: options.threads,
        timeLimit: options.timeLimit, objective: options.objective))
    solved = clock.now
    plan = PlanLayout(graph, inventory, selection).plan(
      Scenario(
        name: options.scenario, program: options.program,
        objective: options.objective, objectiveBound: selection.result?.storedBound,
        within: options.within, rules: rules.canonical,
        rulesDigest: SHA256.hexadecimal(of: rules.canonical), inputDigests: inputDigests,
        costInCents: selection.costInCents, lowerBoundInCents: selection.lowerBoundInCents))
  }

  /// The outcome with a plan that may have been completed.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - planned: the inventory with the addresses that the statistics are about.
  ///   - notes: further notes for the user.
  /// - Returns: the plan with its statistics.
  /// - Throws: `SteinerError` if prices are too large to be added exactly.
  func outcome(
    _ plan: Plan, of planned: Inventory, notes: [PlanNote] = []
  ) throws -> PlanOutcome {
    let laidOut = clock.now
    return PlanOutcome(
      plan, planned, result: selection.result,
      districtBounds: try selection.districtBounds(graph, inventory),
      notes: selection.notes + notes,
      seconds: PlanOutcome.Seconds(
        graph: (built - start).seconds, optimise: (solved - built).seconds,
        design: (laidOut - solved).seconds))
  }
}

extension Duration {
  /// The duration in seconds.
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
