public import Geospatial
import Graphs
public import NetworkModel
public import Rules
package import SteinerTrees

/// Makes plans: the cheapest network for an objective, and a proof of its quality.
public struct Planner: Sendable {
  /// The options of a plan.
  public struct Options: Sendable {
    /// The name under which the plan is stored.
    public var scenario = "base"
    /// The area or the addresses to which the plan is limited; `nil` for all addresses.
    public var within: Confinement?
    /// The objective.
    public var objective = Objective.all
    /// Further positions from which the network may start.
    public var additionalRoots: [Coordinate] = []
    /// The number of threads.
    ///
    /// The plan does not depend on it.
    public var threads = 1
    /// The time after which no further step of the search starts.
    ///
    /// Without a limit the plan depends on the inputs alone.
    public var timeLimit: Duration?
    /// The version of the program.
    ///
    /// It is stored with the plan.
    public var program = ""

    /// Creates the options for a plan of all addresses from existing PoPs.
    public init() {}
  }

  private let inventory: Inventory
  let rules: PlanningRules
  private let options: Options

  /// Creates a planner for a town under some rules.
  public init(_ inventory: Inventory, rules: PlanningRules, options: Options = Options()) {
    self.inventory = inventory
    self.rules = rules
    self.options = options
  }

  /// Builds the trench graph, chooses the network and lays it out as layers.
  ///
  /// - Throws: ``PlanningError`` if no plan is possible or a limit cannot be met.
  public func run(inputDigests: [String: String]) throws -> PlanOutcome {
    let chosen = try confined()
    if chosen.addresses.isEmpty {
      throw PlanningError.noAddresses(area: options.within?.description)
    }
    if chosen.streets.isEmpty && chosen.conduits.isEmpty {
      throw PlanningError.noStreets(area: nil)
    }
    let connected = ConnectedHomes(chosen, rules)
    let run = try PlanningRun(
      connected.remaining, rules, options, inputDigests: inputDigests
    ) {
      try TrenchGraphBuilder.build(
        connected.remaining, rules: rules, additionalRoots: options.additionalRoots)
    }
    var plan = run.plan
    connected.complete(&plan)
    return try run.outcome(plan, of: chosen, notes: [connected.note].compactMap(\.self))
  }

  /// The effort that the rules allow the solver for a problem.
  package func effort(for problem: SteinerInstance) -> SteinerOptions {
    TrenchSelection.effort(
      rules, edges: problem.graph.edgeCount, options.threads, options.timeLimit)
  }

  /// The Steiner tree problem that a plan solves, for comparing solvers.
  package func problem() throws -> SteinerInstance? {
    let chosen = ConnectedHomes(try confined(), rules).remaining
    let graph = try TrenchGraphBuilder.build(
      chosen, rules: rules, additionalRoots: options.additionalRoots)
    return try TrenchSelector.problem(
      SelectionTask(graph: graph, inventory: chosen, rules: rules))
  }

  /// The inventory with only the addresses to which the plan is limited.
  ///
  /// Streets outside the area may be used.
  func confined() throws -> Inventory {
    guard let confinement = options.within else { return inventory }
    let chosen = confinement.chosen(from: inventory.addresses, inventory.areas)
    if chosen.isEmpty, confinement.surface(among: inventory.areas).isEmpty {
      throw PlanningError.unknownArea(
        confinement.description, known: Set(inventory.areas.map(\.name)).sorted())
    }
    var confined = inventory
    confined.addresses.removeAll { !chosen.contains($0.id) }
    return confined
  }
}
