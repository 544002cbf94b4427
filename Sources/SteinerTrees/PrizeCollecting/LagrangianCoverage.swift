import Graphs

/// Quota and budget problems by way of prize-collecting ones.
///
/// At a rate of cost per weight each weight becomes a prize. What the best tree comes to then bounds
/// the cost of every tree by its weight, and the other way round. The rate sought is the one at
/// which a tree that reaches too little and one that reaches more than enough come to the same; it
/// is found by going from one such pair of trees to the next. Source: Everett 1963, "Generalized
/// Lagrange multiplier method".
struct LagrangianCoverage {
  /// The problem without the weights that no path reaches.
  let instance: CoverageInstance
  /// The weight that can be reached.
  let total: Int64
  /// Trees found on the way.
  private(set) var trees: [GrowingTree]
  /// At each rate tried, the least that cost and weight missed come to.
  private var lines: [(rate: Int64, value: Int64)] = []
  /// How many parts make one unit of cost: rates are whole numbers of parts for a unit of weight.
  private let scale: Int64
  /// What reaching everything costs at least.
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
    // The surcharge of leaves multiplies all costs by the number of leaves, twice over.
    let room = 0x1p61 / ((Double(instance.costs.reduce(1, +)) + 1) * leaves * leaves)
    scale = room > 0x1p20 ? 1 << 20 : max(1, Int64(room))
  }

  /// Tries rates until the trees on both sides are neighbours: with little effort first, and with all
  /// of it from where that has led.
  ///
  /// The first rate is the one at which the tree that reaches everything, pruned, comes nearest.
  ///
  /// - Parameters:
  ///   - needsAll: whether a tree that reaches everything is asked for.
  ///   - isEnough: whether a tree reaches the quota, or breaks the budget.
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
    // Beyond small problems the proof for one rate costs more than it adds.
    full.proves = options.proves && (options.timeLimit != nil || size < Self.largestProof)
    let rate = try approach(&bracket, from: first, quick, steps: Self.quickWork / size, isEnough)
    // The last trees are only as good as the little effort: the bound asks for more.
    bracket = Bracket(low: low, high: high)
    _ = try approach(&bracket, from: rate, full, steps: Self.fullWork / size, isEnough)
  }

  /// A tree that is not enough and one that is.
  private struct Bracket {
    var low: GrowingTree
    var high: GrowingTree
    /// The rates at which they were found; `nil` before.
    var lowRate: Int64?
    var highRate: Int64?

    /// The rate at which both come to the same, in parts of a scale.
    func rate(_ scale: Int64) -> Int64? {
      guard high.weight > low.weight, high.cost > low.cost else { return nil }
      let (rise, run) = (high.cost - low.cost, high.weight - low.weight)
      return max(1, Int64(Double(scale) * Double(rise) / Double(run)))
    }
  }

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
      // A little aside, until there is a tree on either side.
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

  private static let stepLimit = 16
  private static let sideSteps = 3
  /// Nodes and edges up to which each rate's tree is proven best.
  private static let largestProof = 4_000
  /// Nodes and edges up to which better trees are looked for with little effort, too.
  private static let largestTreeSearch = 40_000
  /// How many nodes and edges may be looked at for all rates, with little effort and with all of it.
  private static let quickWork = 400_000
  private static let fullWork = 40_000

  /// What is proven so far.
  var bound: CoverageBound {
    CoverageBound(lines: lines, scale: scale, total: total, wholeCost: wholeBound)
  }

  /// The best tree that comes of those found, each settled to reach the quota or keep the budget,
  /// and of exchanges in the best of them.
  func best(
    _ settle: (inout GrowingTree) -> Void, isBetter: (GrowingTree, GrowingTree) -> Bool
  ) -> GrowingTree {
    let trials = Self.work / (instance.graph.nodeCount + instance.graph.edgeCount)
    // The last ones came nearest.
    var settled = Array(trees.suffix(max(4, trials)))
    for index in settled.indices { settle(&settled[index]) }
    let best = settled.dropFirst().reduce(settled[0]) { isBetter($1, $0) ? $1 : $0 }
    return best.exchanged(trials: trials, settle: settle, isBetter: isBetter)
  }

  /// How many nodes and edges may be looked at in exchanges.
  private static let work = 1_000_000

  /// A tree that reaches everything.
  private mutating func wholeTree(_ options: SteinerOptions) throws(SteinerError) -> GrowingTree {
    let weighty = instance.weights.indices.filter { instance.weights[$0] > 0 }
    let (edges, bound) = try solved(
      prizes: [Int64](repeating: 0, count: instance.graph.nodeCount),
      terminals: weighty.map { NodeID(UInt32($0)) }, costs: instance.costs, options)
    wholeBound = bound
    return GrowingTree(instance, edges: edges)
  }

  /// The best tree at a rate, in parts of the scale.
  private mutating func best(
    at rate: Int64, _ options: SteinerOptions
  ) throws(SteinerError) -> GrowingTree {
    let costs = instance.costs.map { $0 * scale }
    // A prize above the cost of everything says no more.
    let ceiling = costs.reduce(1, +)
    let prizes = instance.weights.map { weight in
      let (prize, isBeyond) = weight.multipliedReportingOverflow(by: rate)
      return isBeyond ? ceiling : min(prize, ceiling)
    }
    let (edges, bound) = try solved(prizes: prizes, terminals: [], costs: costs, options)
    lines.append((rate, bound))
    return GrowingTree(instance, edges: edges)
  }

  private func solved(
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
