import NetworkModel
import Rules
import SteinerTrees

/// The task of choosing the trenches of a plan.
struct SelectionTask {
  var graph: TrenchGraph
  let inventory: Inventory
  let rules: PlanningRules
  var threads = 1
  var timeLimit: Duration?
  var objective = Objective.all
}

/// The edges of the trench graph that a plan consists of, and the proof of their cost.
///
/// Conduits and PoPs serve a limited number of dwellings. If the cheapest network exceeds a
/// capacity, some subtrees are connected in another way (``CapacityRepair``). The lower bound is
/// that of the problem without capacities, so it holds for every plan. If the objective chooses
/// which homes are served, capacities are satisfied for the chosen homes, and then the parts of the
/// network that no longer contribute to the objective are removed.
struct TrenchSelection {
  /// An entry that is not served.
  struct Failure {
    let entry: Int32
    let reason: PlanException.Reason
    let remedy: Remedy
    let fixCostInCents: Int64
  }

  /// The chosen edges, ascending.
  var edges: [Int32] = []
  /// The nodes from which the network starts.
  var roots: [TrenchGraph.Root] = []
  /// For each entry, whether it is served.
  var isServed: [Bool]
  /// The entries that are not served, with the reason and the cheapest fix.
  var failures: [Failure] = []
  var costInCents: Int64 = 0
  /// A lower bound on the cost of every plan that reaches the same objective value.
  var lowerBoundInCents: Int64 = 0
  /// The value of the objective and its bound.
  var result: ObjectiveResult?
  /// Notes for the user on decisions of the planner.
  var notes: [PlanNote] = []

  /// The numbers of the entries that are served.
  var servedNumbers: [Int] { isServed.indices.filter { isServed[$0] } }

  /// The nodes of the entries that are served.
  func servedEntries(_ graph: TrenchGraph) -> [Int32] {
    servedNumbers.map { graph.entries[$0].node }
  }
}

// MARK: Solver effort

extension TrenchSelection {
  /// A proof takes about this many times the work if the objective also chooses the homes.
  private static let choiceFactor = 5

  /// The effort that the rules allow the solver for a graph with a number of edges.
  static func effort(
    _ rules: PlanningRules, edges: Int, _ threads: Int, _ timeLimit: Duration?,
    choosesHomes: Bool = false
  ) -> SteinerOptions {
    var options = SteinerOptions()
    options.proves =
      timeLimit != nil
      || edges * (choosesHomes ? choiceFactor : 1) <= rules.optimiser.provenEdges
    options.rounds = options.proves ? SteinerOptions.provingRounds : rules.optimiser.rounds
    if timeLimit == nil {
      // With these limits a town takes seconds.
      options.largestLinearBlock = 4_000
      options.labelLimit = 200_000
      options.searchesTrees = !options.proves
    }
    options.threads = threads
    options.timeLimit = timeLimit
    return options
  }
}
