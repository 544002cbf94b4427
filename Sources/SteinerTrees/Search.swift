import Graphs

/// The search for a best tree of one problem, and for the proof that it is optimal.
///
/// The search starts with rounds: each computes bounds, builds and combines trees, and reduces the
/// graph. If a gap remains, the search divides the reduced graph into blocks and continues with
/// each block (see `Proof.swift`). Each step works on the graph that the previous step has left. A
/// tree of the reduced graph is translated back to the original graph step by step; after each step
/// it is replaced by a minimum spanning tree of its nodes.
struct Search {
  /// The best tree of the original problem; empty if no tree cheaper than the cutoff is known.
  private(set) var best: [Int32] = []
  private(set) var bestCost = Int64.max
  /// A lower bound on the cost of every tree, or the smaller of the best cost and the cutoff, if
  /// that is less.
  var bound: Int64 = 0
  private(set) var statistics = SteinerStatistics()

  private let original: Problem
  let effort: Effort
  /// Only trees that cost less than this are of interest.
  private let cutoff: Int64
  /// The problem after the reductions so far.
  var problem: Problem
  /// The reductions from the original problem to the reduced one.
  private var steps: [Step] = []
  /// The total cost of the edges that all reductions have fixed.
  var fixedCost: Int64 = 0
  /// Sets of nodes of the reduced problem whose cuts were binding in an earlier linear program.
  var seeds: [[Int32]]
  /// Good trees of the reduced problem.
  var pool: [[Int32]]
  /// Whether the randomised search has run since a tree was last added to the pool.
  var isPoolImproved: Bool

  private struct Step {
    let before: Problem
    let reduction: Reduction
    let edges: [Int32]

    /// Translates a tree of the problem after the step to a tree of the problem before it.
    func undo(_ tree: [Int32]) -> [Int32] {
      prunedSpanningTree(before, over: reduction.expand(tree.map { edges[Int($0)] }))
    }
  }

  init(
    _ problem: Problem, _ effort: Effort, cutoff: Int64 = .max, seeds: [[Int32]] = [],
    trees: [[Int32]] = [], areImproved: Bool = false
  ) {
    self.seeds = seeds
    pool = trees
    isPoolImproved = areImproved
    original = problem
    self.problem = problem
    self.effort = effort
    self.cutoff = cutoff
  }

  mutating func run() throws(SteinerError) {
    for tree in pool { consider(tree) }
    guard reduce(keeps: nil) else { return }
    for round in 0..<max(1, effort.options.rounds) {
      statistics.rounds += 1
      let costs = try ascend(round: round)
      if isClosed { return }
      if effort.isTimeUp || !effort.prunes(after: round) { break }
      let before = problem.graph.edgeCount
      guard try prune(costs) else { return }
      if problem.graph.edgeCount > before - before / effort.leastPruningDivisor(problem) { break }
    }
    improvePool(isLast: true)
    if isClosed { return }
    if effort.options.proves, !effort.isTimeUp { try divide() }
  }

  /// Only trees that cost less than this are an improvement.
  var upper: Int64 { min(bestCost, cutoff) }

  var isClosed: Bool { bound >= upper }

  // MARK: Rounds

  /// Computes bounds from several roots, builds a tree for each root, and combines the trees.
  ///
  /// The tree of the first root guides the dual ascents from the other roots.
  private mutating func ascend(round: Int) throws(SteinerError) -> [ReducedCosts] {
    let roots = roots(round: round)
    var outcomes = [try runDualAscent(from: roots[0], guide: [])]
    record(outcomes[0])
    if isClosed { return [] }
    if !effort.isTimeUp {
      let guide = outcomes[0].tree ?? []
      let others = concurrentMap(Array(roots.dropFirst()), threads: effort.options.threads) {
        [self] root in
        Result { () throws(SteinerError) in try runDualAscent(from: root, guide: guide) }
      }
      for outcome in others {
        outcomes.append(try outcome.get())
        record(outcomes[outcomes.count - 1])
      }
      if isClosed { return [] }
    }
    pool += outcomes.compactMap(\.tree)
    isPoolImproved = false
    improvePool(isLast: false)
    if isClosed { return [] }
    return outcomes.map {
      ReducedCosts(problem, $0.ascent, root: $0.root, upperBound: upper - fixedCost)
    }
  }

  private struct RootedAscent {
    let root: Int32
    let ascent: DualAscent
    /// A tree of arcs whose reduced cost is zero.
    let tree: [Int32]?
  }

  private func runDualAscent(
    from root: Int32, guide: [Int32]
  ) throws(SteinerError) -> RootedAscent {
    let ascent = try DualAscent(problem, root: root, guide: guide)
    return RootedAscent(root: root, ascent: ascent, tree: build(problem, ascent, from: root))
  }

  private mutating func record(_ outcome: RootedAscent) {
    bound = max(bound, min(upper, outcome.ascent.bound + fixedCost))
    if let tree = outcome.tree { consider(tree) }
  }

  /// Deletes the edges that no tree cheaper than the best one known contains.
  ///
  /// - Parameters:
  ///   - costs: the reduced costs of the bounds.
  ///   - fraction: the largest fraction of edges that may remain; if more remain, the graph is left
  ///     unchanged.
  /// - Returns: whether a decision remains to be made.
  /// - Throws: ``SteinerError/unreachable(_:)`` with node numbers of the reduced graph.
  mutating func prune(
    _ costs: [ReducedCosts], to fraction: Double = 1
  ) throws(SteinerError) -> Bool {
    let start = ContinuousClock.now
    var keeps = [Bool](repeating: true, count: problem.graph.edgeCount)
    for ascent in costs { ascent.exclude(problem, from: &keeps) }
    var extended = ExtendedReduction(problem, keeps: keeps, ascents: costs) { [effort] in
      effort.isTimeUp
    }
    extended.dropEdges(threads: effort.options.threads)
    statistics.edgesDecidedLocally += extended.enumerateLocally(threads: effort.options.threads)
    let passable = extended.passableNodes(threads: effort.options.threads)
    statistics.reductionTime += ContinuousClock.now - start
    if Double(extended.keeps.count { $0 }) > fraction * Double(keeps.count) { return true }
    return reduce(keeps: extended.keeps, takes: extended.takes, passable)
  }

  /// Applies one more reduction.
  ///
  /// - Returns: whether a decision remains to be made. If not, the best tree is known and proven
  ///   optimal.
  private mutating func reduce(
    keeps: [Bool]?, takes: [Bool] = [], _ passable: [PassableNode] = []
  ) -> Bool {
    let start = ContinuousClock.now
    var reduction = Reduction(problem, keeps: keeps)
    for node in passable { reduction.replace(node) }
    if keeps != nil, !reduction.joinsTerminals {
      // All trees cheaper than the best one are excluded.
      bound = upper
      return false
    }
    reduction.run(taking: takes.indices.filter { takes[$0] }.map { Int32($0) })
    statistics.add(reduction.statistics)
    statistics.reductionTime += ContinuousClock.now - start
    if let (smaller, edges, nodes) = reduction.problem() {
      seeds = smaller.cutting(seeds) { nodes[Int($0)] }
      pool = pool.compactMap { smaller.tree(holding: reduction.image(of: $0, among: edges)) }
      fixedCost += reduction.fixedCost
      steps.append(Step(before: problem, reduction: reduction, edges: edges))
      problem = smaller
      statistics.edgesLeft = edges.count
      statistics.nodesLeft = smaller.graph.nodeCount
      return true
    }
    // Reductions that use the bound never exclude a tree that is cheaper than the best one known.
    let tree = prunedSpanningTree(problem, over: reduction.expand([]))
    bound = max(bound, min(upper, fixedCost + reduction.fixedCost))
    consider(tree)
    statistics.edgesLeft = 0
    statistics.nodesLeft = 0
    return false
  }

  /// The root, and further roots spread over the terminals.
  private func roots(round: Int) -> [Int32] {
    let count = min(effort.options.rootsPerRound, problem.terminals.count)
    var roots = round == 0 ? [problem.root] : []
    for root in spreadTerminals(count: count, from: round * 7919)
    where roots.count < count && !roots.contains(root) {
      roots.append(root)
    }
    return roots
  }

  /// A number of terminals, at equal steps through the list of terminals.
  func spreadTerminals(count: Int, from start: Int) -> [Int32] {
    let terminals = problem.terminals
    let count = min(count, terminals.count)
    return (0..<count).map { pick in
      terminals[((2 * pick + 1) * terminals.count / (2 * count) + start) % terminals.count]
    }
  }

  // MARK: Trees

  /// Builds a tree of arcs whose reduced cost is zero, and improves it.
  func build(_ problem: Problem, _ ascent: DualAscent, from root: Int32) -> [Int32]? {
    var construction = TreeConstruction(problem)
    let tree = construction.grow(problem, from: root, costs: problem.costs) {
      ascent.reducedCosts[Int($0)] == 0
    }
    return tree.map { improved(problem, $0) }
  }

  /// A tree made from a set of edges that connects the terminals, and improved by local search.
  func improved(_ problem: Problem, _ edges: [Int32]) -> [Int32] {
    LocalSearch(problem).improve(
      prunedSpanningTree(problem, over: edges), passes: effort.options.localSearchPasses)
  }

  /// Searches for better trees, starting with the known ones.
  ///
  /// - Parameter isLast: whether all rounds are finished.
  private mutating func improvePool(isLast: Bool) {
    guard effort.searchesTrees, !isPoolImproved else { return }
    isPoolImproved = isLast
    var search = TreeSearch(problem, effort, trees: pool)
    search.run(effort.treeEffort(problem, gap: gap, isLast: isLast))
    pool = search.pool.trees.map(\.edges)
    if let best = pool.first { consider(best) }
  }

  /// The relative gap between the best tree and the bound.
  private var gap: Double { Double(upper - bound) / Double(max(1, upper)) }

  /// Records a tree of the reduced problem if it is the best so far.
  mutating func consider(_ tree: [Int32]) {
    var tree = tree
    for step in steps.reversed() { tree = step.undo(tree) }
    let cost = original.cost(of: tree)
    if cost < bestCost { (best, bestCost) = (tree, cost) }
  }
}
