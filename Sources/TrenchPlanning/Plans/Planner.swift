public import Geospatial
import Graphs
import Hashing
public import NetworkModel
public import Rules
package import SteinerTrees

/// Makes a plan: the cheapest network that reaches every home, with the proof of how cheap.
public struct Planner: Sendable {
  /// What the user asks for.
  public struct Options: Sendable {
    /// The name the plan is stored under.
    public var scenario = "base"
    /// Only the addresses in there.
    public var within: Confinement?
    /// What is sought.
    public var objective = PlanObjective.all
    /// Further places that the network may start from.
    public var additionalRoots: [Coordinate] = []
    /// How many threads may work; the plan does not depend on it.
    public var threads = 1
    /// No step of the search begins after this; without it the plan depends on the inputs alone.
    public var timeLimit: Duration?
    /// The version of the program, stored with the plan.
    public var program = ""

    /// All addresses, from what is known.
    public init() {}
  }

  private let inventory: Inventory
  let rules: PlanningRules
  private let options: Options

  /// Prepares plans for a town under some rules.
  public init(_ inventory: Inventory, rules: PlanningRules, options: Options = Options()) {
    self.inventory = inventory
    self.rules = rules
    self.options = options
  }

  /// Builds the graph, finds the network and lays it out as layers.
  ///
  /// - Throws: ``PlanningError`` where no plan can be made or a hard limit cannot be met.
  public func run(inputDigests: [String: String]) throws -> PlanOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    let chosen = try confined()
    if chosen.addresses.isEmpty {
      throw PlanningError.noAddresses(area: options.within?.description)
    }
    if chosen.streets.isEmpty && chosen.conduits.isEmpty {
      throw PlanningError.noStreets(area: nil)
    }
    let existing = ExistingHomes(chosen, rules)
    let graph = try TrenchGraphBuilder.build(
      existing.remaining, rules: rules, additionalRoots: options.additionalRoots)
    let built = clock.now
    let network = try NetworkDesign(
      graph, existing.remaining, rules: rules, threads: options.threads,
      timeLimit: options.timeLimit, objective: options.objective)
    let solved = clock.now
    let layout = PlanLayout(graph, existing.remaining, network)
    var plan = layout.plan(
      Scenario(
        name: options.scenario, program: options.program,
        objective: network.result?.stored ?? options.objective.description,
        within: options.within,
        rules: rules.canonical, rulesDigest: SHA256.hexadecimal(of: rules.canonical),
        inputDigests: inputDigests, costInCents: network.costInCents,
        lowerBoundInCents: network.lowerBoundInCents))
    existing.complete(&plan)
    let laidOut = clock.now
    return PlanOutcome(
      plan, chosen, result: network.result,
      districtBounds: try network.districtBounds(graph, existing.remaining),
      notes: network.notes + [existing.note].compactMap(\.self),
      seconds: PlanOutcome.Seconds(
        graph: (built - start).seconds, optimise: (solved - built).seconds,
        design: (laidOut - solved).seconds))
  }

  /// The effort that the rules ask of the solver for a problem.
  package func effort(for problem: SteinerInstance) -> SteinerOptions {
    NetworkDesign.effort(
      rules, edges: problem.graph.edgeCount, options.threads, options.timeLimit)
  }

  /// The Steiner tree problem that the plan is an answer to, for comparing solvers.
  package func problem() throws -> SteinerInstance? {
    let chosen = ExistingHomes(try confined(), rules).remaining
    let graph = try TrenchGraphBuilder.build(
      chosen, rules: rules, additionalRoots: options.additionalRoots)
    return try NetworkDesign(graph, chosen, rules: rules, threads: 1, solves: false).problem
  }

  /// The inventory with the addresses of the area only; streets may lead through its surroundings.
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

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
