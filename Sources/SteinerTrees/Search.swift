import Graphs

/// The search for a best tree of one problem, and for the proof that it is.
///
/// Rounds of bounding, building, combining and pruning come first. What they leave open falls apart
/// into blocks, each searched by itself; a block is bounded by linear programming, pruned again, and
/// in the end split in two at a node that is in the tree or is not. Each step works on what the step
/// before has left; trees are translated back to the problem given, step by step, and made spanning
/// trees of their nodes there.
struct Search {
  /// The best tree of the problem given; empty where none below the cutoff is known.
  private(set) var best: [Int32] = []
  private(set) var bestCost = Int64.max
  /// What every tree costs at least, or the best tree or the cutoff if that is less.
  var bound: Int64 = 0
  private(set) var statistics = SteinerStatistics()

  private let original: Problem
  let effort: Effort
  /// Trees that cost as much or more are of no use.
  private let cutoff: Int64
  /// The problem as reduced so far.
  var problem: Problem
  /// The steps from the problem given to the reduced one.
  private var steps: [Step] = []
  /// What the fixed edges of all steps cost.
  var fixedCost: Int64 = 0
  /// Sets of nodes of the reduced problem whose cuts were of use.
  var seeds: [[Int32]]
  /// Good trees of the reduced problem.
  var pool: [[Int32]]
  /// Whether better trees have been looked for since the pool was last added to.
  var isPoolImproved: Bool

  private struct Step {
    let before: Problem
    let reduction: Reduction
    let edges: [Int32]

    /// A tree of the problem before from one of the problem after.
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
      if problem.graph.edgeCount > before - before / effort.leastShareOfPruning(problem) { break }
    }
    improvePool(isLast: true)
    if isClosed { return }
    if effort.options.proves, !effort.isTimeUp { try divide() }
  }

  /// What a tree has to cost less than to be of use.
  var upper: Int64 { min(bestCost, cutoff) }

  var isClosed: Bool { bound >= upper }

  // MARK: Rounds

  /// Bounds from several roots, builds a tree for each, and combines them.
  ///
  /// The tree of the first root guides the others.
  private mutating func ascend(round: Int) throws(SteinerError) -> [ReducedCosts] {
    let roots = roots(round: round)
    var outcomes = [try ascended(roots[0], guide: [])]
    book(outcomes[0])
    if isClosed { return [] }
    if !effort.isTimeUp {
      let guide = outcomes[0].tree ?? []
      let others = concurrentMap(Array(roots.dropFirst()), threads: effort.options.threads) {
        [self] root in Result { () throws(SteinerError) in try ascended(root, guide: guide) }
      }
      for outcome in others {
        outcomes.append(try outcome.get())
        book(outcomes[outcomes.count - 1])
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

  private struct Ascent {
    let root: Int32
    let ascent: DualAscent
    /// A tree over what it has paid for.
    let tree: [Int32]?
  }

  private func ascended(_ root: Int32, guide: [Int32]) throws(SteinerError) -> Ascent {
    let ascent = try DualAscent(problem, root: root, guide: guide)
    return Ascent(root: root, ascent: ascent, tree: build(problem, ascent, from: root))
  }

  private mutating func book(_ outcome: Ascent) {
    bound = max(bound, min(upper, outcome.ascent.bound + fixedCost))
    if let tree = outcome.tree { consider(tree) }
  }

  /// Drops what no tree better than the best one can use.
  ///
  /// - Parameters:
  ///   - costs: what bounds leave.
  ///   - share: how many of the edges may be left at most; else nothing is dropped.
  /// - Returns: whether anything is left to decide.
  /// - Throws: ``SteinerError/unreachable(_:)`` with numbers of the reduced graph.
  mutating func prune(
    _ costs: [ReducedCosts], to share: Double = 1
  ) throws(SteinerError) -> Bool {
    let start = ContinuousClock.now
    var keeps = [Bool](repeating: true, count: problem.graph.edgeCount)
    for ascent in costs { ascent.exclude(problem, from: &keeps) }
    var extended = ExtendedReduction(problem, keeps: keeps, ascents: costs) { [effort] in
      effort.isTimeUp
    }
    extended.dropEdges(threads: effort.options.threads)
    statistics.edgesDecidedByParts += extended.enumerateLocally(threads: effort.options.threads)
    let passable = extended.passableNodes(threads: effort.options.threads)
    statistics.reductionTime += ContinuousClock.now - start
    if Double(extended.keeps.count { $0 }) > share * Double(keeps.count) { return true }
    return reduce(keeps: extended.keeps, takes: extended.takes, passable)
  }

  /// Takes one more step of reduction.
  ///
  /// - Returns: whether anything is left to decide; where not, the answer is known and proven.
  private mutating func reduce(
    keeps: [Bool]?, takes: [Bool] = [], _ passable: [PassableNode] = []
  ) -> Bool {
    let start = ContinuousClock.now
    var reduction = Reduction(problem, keeps: keeps)
    for node in passable { reduction.replace(node) }
    if keeps != nil, !reduction.joinsTerminals {
      // Every tree cheaper than the best one has been ruled out.
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
    // Whatever is ruled out by the bound is no better than the best tree known.
    let tree = prunedSpanningTree(problem, over: reduction.expand([]))
    bound = max(bound, min(upper, fixedCost + reduction.fixedCost))
    consider(tree)
    statistics.edgesLeft = 0
    statistics.nodesLeft = 0
    return false
  }

  /// The root, and others spread over the terminals.
  private func roots(round: Int) -> [Int32] {
    let count = min(effort.options.rootsPerRound, problem.terminals.count)
    var roots = round == 0 ? [problem.root] : []
    for root in spreadTerminals(count: count, from: round * 7919)
    where roots.count < count && !roots.contains(root) {
      roots.append(root)
    }
    return roots
  }

  /// Terminals spread over all of them.
  func spreadTerminals(count: Int, from start: Int) -> [Int32] {
    let terminals = problem.terminals
    let count = min(count, terminals.count)
    return (0..<count).map { pick in
      terminals[((2 * pick + 1) * terminals.count / (2 * count) + start) % terminals.count]
    }
  }

  // MARK: Trees

  /// A tree over the arcs that dual ascent has paid for, improved.
  func build(_ problem: Problem, _ ascent: DualAscent, from root: Int32) -> [Int32]? {
    var construction = TreeConstruction(problem)
    let paid = construction.grow(problem, from: root, costs: problem.costs) {
      ascent.reducedCosts[Int($0)] == 0
    }
    return paid.map { improved(problem, $0) }
  }

  func improved(_ problem: Problem, _ edges: [Int32]) -> [Int32] {
    LocalSearch(problem).improve(
      prunedSpanningTree(problem, over: edges), passes: effort.options.localSearchPasses)
  }

  /// Looks for better trees, beginning with those known.
  ///
  /// - Parameter isLast: whether the rounds have ended.
  private mutating func improvePool(isLast: Bool) {
    guard effort.searchesTrees, !isPoolImproved else { return }
    isPoolImproved = isLast
    var search = TreeSearch(problem, effort, trees: pool)
    search.run(effort.treeEffort(problem, gap: gap, isLast: isLast))
    pool = search.pool.trees.map(\.edges)
    if let best = pool.first { consider(best) }
  }

  /// What is not proven of the cost of the best tree, as a share of it.
  private var gap: Double { Double(upper - bound) / Double(max(1, upper)) }

  /// Keeps a tree of the reduced problem where it is the best so far.
  mutating func consider(_ tree: [Int32]) {
    var tree = tree
    for step in steps.reversed() { tree = step.undo(tree) }
    let cost = original.cost(of: tree)
    if cost < bestCost { (best, bestCost) = (tree, cost) }
  }
}
