import Graphs

/// Solves quota and budget problems by Lagrangian relaxation.
///
/// The naive version enumerates trees by weight. Instead, a rate of cost per weight turns each
/// weight into a prize, and the prize-collecting problem gives, for this rate, a bound on the cost
/// of every tree in terms of its weight. The best rate is the one at which a tree that reaches too
/// little weight and a tree that reaches enough have the same value. It is found by iteration: the
/// two trees determine a rate, whose best tree replaces one of them.
///
/// Source: Everett 1963, "Generalized Lagrange multiplier method".
struct LagrangianCoverage {
  /// The problem, with weight 0 for nodes that cannot be reached.
  let instance: CoverageInstance
  /// The total weight that can be reached.
  let total: Int64
  /// The trees found for all rates.
  private(set) var trees: [GrowingTree]
  /// For each rate: the least sum of scaled cost and missed weight at that rate.
  private var lines: [(rate: Int64, value: Int64)] = []
  /// The factor by which costs are multiplied, so that rates can be integers.
  private let scale: Int64
  /// A lower bound on the cost of reaching all weight.
  private var wholeBound: Int64 = 0

  private let options: SteinerOptions
  private let deadline: ContinuousClock.Instant?

  init(_ instance: CoverageInstance, _ options: SteinerOptions) {
    let isReached = instance.graph.reached(
      from: [Int32(instance.root.rawValue)], isLeaf: instance.graph.marked(instance.leaves))
    let weights = instance.weights.indices.map { isReached[$0] ? instance.weights[$0] : 0 }
    self.instance = CoverageInstance(
      graph: instance.graph, costs: instance.costs, weights: weights, root: instance.root,
      leaves: instance.leaves)
    self.options = options
    total = weights.reduce(0, +)
    deadline = options.timeLimit.map { ContinuousClock().now + $0 }
    trees = [GrowingTree(self.instance)]
    let leaves = Double(weights.count { $0 > 0 }) + 2
    // The surcharges of leaves multiply the sum of all costs by up to the square of the number of
    // leaves.
    let scaleLimit = 0x1p61 / ((Double(instance.costs.reduce(1, +)) + 1) * leaves * leaves)
    scale = scaleLimit > 0x1p20 ? 1 << 20 : max(1, Int64(scaleLimit))
  }

  /// Tries rates until the iteration ends: first with little effort, then with full effort from the
  /// rate that was found.
  ///
  /// The first rate is determined by strong pruning of a tree that reaches all weight.
  ///
  /// - Parameters:
  ///   - needsAll: whether the quota is the whole weight.
  ///   - isEnough: whether a tree reaches the quota, or exceeds the budget.
  /// - Throws: ``SteinerError/tooGreat``.
  mutating func run(
    needsAll: Bool = false, isEnough: (GrowingTree) -> Bool
  ) throws(SteinerError) {
    var quick = options
    quick.proves = false
    quick.rounds = min(1, options.rounds)
    quick.rootsPerRound = 1
    let size = instance.graph.nodeCount + instance.graph.edgeCount
    quick.searchesTrees = size < Self.largestTreeSearch
    let low = trees[0]
    let high = try wholeTree(needsAll ? options : quick)
    trees.append(high)
    if needsAll || !isEnough(high) || isEnough(low) { return }
    var bracket = Bracket(low: low, high: high)
    let near = high.prunedNeighbours(isEnough: isEnough)
    let first = Bracket(low: near.low, high: near.high).rate(scale) ?? bracket.rate(scale) ?? 1
    var full = options
    // For larger problems, a proof for each rate costs more than it improves the bound.
    full.proves = options.proves && (options.timeLimit != nil || size < Self.largestProof)
    let rate = try approach(&bracket, from: first, quick, steps: Self.quickWork / size, isEnough)
    // The trees found with little effort are not good enough to narrow the range for the full
    // effort.
    bracket = Bracket(low: low, high: high)
    _ = try approach(&bracket, from: rate, full, steps: Self.fullWork / size, isEnough)
  }

  /// A tree that is not enough, and one that is.
  private struct Bracket {
    var low: GrowingTree
    var high: GrowingTree
    /// The rates for which the trees were found; `nil` for the initial trees.
    var lowRate: Int64?
    var highRate: Int64?

    /// The scaled rate at which both trees have the same value.
    func rate(_ scale: Int64) -> Int64? {
      guard high.weight > low.weight, high.cost > low.cost else { return nil }
      let (rise, run) = (high.cost - low.cost, high.weight - low.weight)
      return max(1, Int64(Double(scale) * Double(rise) / Double(run)))
    }
  }

  /// Iterates from a rate with given options.
  /// - Returns: the last rate tried.
  private mutating func approach(
    _ bracket: inout Bracket, from first: Int64, _ options: SteinerOptions, steps: Int,
    _ isEnough: (GrowingTree) -> Bool
  ) throws(SteinerError) -> Int64 {
    var tried: Set<Int64> = []
    var rate = first
    while tried.count < max(1, min(Self.stepLimit, steps)), tried.insert(rate).inserted {
      if let deadline, ContinuousClock().now >= deadline { break }
      let tree = try best(at: rate, options)
      trees.append(tree)
      if isEnough(tree) {
        (bracket.high, bracket.highRate) = (tree, rate)
      } else {
        (bracket.low, bracket.lowRate) = (tree, rate)
      }
      // Until there is a tree on both sides, the rate is changed by small steps.
      if bracket.lowRate == nil, tried.count <= Self.sideSteps {
        rate = max(1, rate - rate / 16)
      } else if bracket.highRate == nil, tried.count <= Self.sideSteps {
        rate += rate / 16 + 1
      } else if let next = bracket.rate(scale) {
        rate = next
      }
    }
    return rate
  }

  /// The maximum number of rates.
  private static let stepLimit = 16
  /// The maximum number of small steps.
  private static let sideSteps = 3
  /// The number of nodes and edges up to which the best tree for each rate is proven optimal.
  private static let largestProof = 4_000
  /// The number of nodes and edges up to which better trees are searched for even with little
  /// effort.
  private static let largestTreeSearch = 40_000
  /// The number of nodes and edges that may be processed for all rates, with little and with full
  /// effort.
  private static let quickWork = 400_000
  private static let fullWork = 40_000

  /// The bounds for all rates tried.
  var bound: CoverageBound {
    CoverageBound(lines: lines, scale: scale, total: total, wholeCost: wholeBound)
  }

  /// The best tree obtained from the trees found.
  ///
  /// Each is settled, that is, changed so that it reaches the quota or is within the budget. The
  /// best of these is improved by adding paths.
  func best(
    _ settle: (inout GrowingTree) -> Void, isBetter: (GrowingTree, GrowingTree) -> Bool
  ) -> GrowingTree {
    let trials = Self.work / (instance.graph.nodeCount + instance.graph.edgeCount)
    // The last trees are the best ones.
    var settled = Array(trees.suffix(max(4, trials)))
    for index in settled.indices { settle(&settled[index]) }
    let best = settled.dropFirst().reduce(settled[0]) { isBetter($1, $0) ? $1 : $0 }
    return best.improved(trials: trials, settle: settle, isBetter: isBetter)
  }

  /// The number of nodes and edges that may be processed for the improvement.
  private static let work = 1_000_000

  /// Finds a tree that reaches all weight.
  private mutating func wholeTree(_ options: SteinerOptions) throws(SteinerError) -> GrowingTree {
    let positive = instance.weights.indices.filter { instance.weights[$0] > 0 }
    let (edges, bound) = try solveProblem(
      prizes: [Int64](repeating: 0, count: instance.graph.nodeCount),
      terminals: positive.map { NodeID(UInt32($0)) }, costs: instance.costs, options)
    wholeBound = bound
    return GrowingTree(instance, edges: edges)
  }

  /// Finds the best tree for a scaled rate.
  private mutating func best(
    at rate: Int64, _ options: SteinerOptions
  ) throws(SteinerError) -> GrowingTree {
    let costs = instance.costs.map { $0 * scale }
    // A prize greater than the cost of all edges has the same effect as this sum.
    let ceiling = costs.reduce(1, +)
    let prizes = instance.weights.map { weight in
      let (prize, isBeyond) = weight.multipliedReportingOverflow(by: rate)
      return isBeyond ? ceiling : min(prize, ceiling)
    }
    let (edges, bound) = try solveProblem(prizes: prizes, terminals: [], costs: costs, options)
    lines.append((rate, bound))
    return GrowingTree(instance, edges: edges)
  }

  private func solveProblem(
    prizes: [Int64], terminals: [NodeID], costs: [Int64], _ options: SteinerOptions
  ) throws(SteinerError) -> (edges: [Int32], bound: Int64) {
    var options = options
    options.timeLimit = deadline.map { max(.zero, $0 - ContinuousClock().now) }
    var search = BranchAndBound(
      PrizeCollectingInstance(
        graph: instance.graph, costs: costs, prizes: prizes,
        terminals: [instance.root] + terminals, leaves: instance.leaves),
      options, divides: false)
    try search.run()
    return (search.best.edges, search.bound)
  }
}
