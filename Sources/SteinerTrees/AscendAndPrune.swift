import Graphs

/// The rounds of bounding, building, combining and pruning.
///
/// Each round works on what the round before has left; trees are translated back to the problem
/// given, step by step, and made spanning trees of their nodes there.
struct AscendAndPrune {
  /// The best tree of the problem given.
  private(set) var best: [Int32] = []
  private(set) var bestCost = Int64.max
  /// What every tree costs at least, or the best tree if that is less.
  private(set) var bound: Int64 = 0
  private(set) var statistics = SteinerStatistics()

  private let original: Problem
  private let options: SteinerOptions
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  /// The problem as reduced so far.
  private var problem: Problem
  /// The steps from the problem given to the reduced one.
  private var steps: [Step] = []
  /// What the fixed edges of all steps cost.
  private var fixedCost: Int64 = 0

  private struct Step {
    let before: Problem
    let reduction: Reduction
    let edges: [Int32]

    /// A tree of the problem before from one of the problem after.
    func undo(_ tree: [Int32]) -> [Int32] {
      prunedSpanningTree(before, over: reduction.expand(tree.map { edges[Int($0)] }))
    }
  }

  init(_ problem: Problem, _ options: SteinerOptions) {
    original = problem
    self.problem = problem
    self.options = options
    start = clock.now
  }

  mutating func run() throws(SteinerError) {
    guard reduce(keeps: nil) else { return }
    for round in 0..<max(1, options.rounds) {
      statistics.rounds += 1
      var pool: [[Int32]] = []
      var keeps = [Bool](repeating: true, count: problem.graph.edgeCount)
      let roots = roots(round: round)
      var ascents: [DualAscent] = []
      var guide: [Int32]?
      var guideCost = Int64.max
      for root in roots {
        if !ascents.isEmpty && isTimeUp { break }
        let ascent = try DualAscent(problem, root: root, guide: guide ?? [])
        bound = max(bound, ascent.bound + fixedCost)
        if let tree = build(problem, ascent, from: root) {
          pool.append(tree)
          consider(tree)
          if problem.cost(of: tree) < guideCost {
            (guide, guideCost) = (tree, problem.cost(of: tree))
          }
        }
        ascents.append(ascent)
        if bound >= bestCost { return }
      }
      if let tree = try combined(pool) { consider(tree) }
      if bound >= bestCost || isTimeUp || round + 1 >= options.rounds { break }
      for (ascent, root) in zip(ascents, roots) {
        ascent.exclude(problem, root: root, upperBound: bestCost - fixedCost, from: &keeps)
      }
      guard reduce(keeps: keeps) else { return }
    }
  }

  private var isTimeUp: Bool {
    options.isInterrupted() || options.timeLimit.map { clock.now - start >= $0 } ?? false
  }

  /// Takes one more step of reduction.
  ///
  /// - Returns: whether anything is left to decide; where not, the answer is known and proven.
  private mutating func reduce(keeps: [Bool]?) -> Bool {
    if let keeps, !isConnected(keeps) {
      // Every tree cheaper than the best one has been ruled out.
      bound = bestCost
      return false
    }
    let begin = clock.now
    var reduction = Reduction(problem, keeps: keeps)
    reduction.run()
    statistics.add(reduction.statistics)
    statistics.reductionTime += clock.now - begin
    if let (smaller, edges) = reduction.problem() {
      fixedCost += reduction.fixedCost
      steps.append(Step(before: problem, reduction: reduction, edges: edges))
      problem = smaller
      statistics.edgesLeft = edges.count
      statistics.nodesLeft = smaller.graph.nodeCount
      return true
    }
    // Whatever is ruled out by the bound is no better than the best tree known.
    let tree = prunedSpanningTree(problem, over: reduction.expand([]))
    bound = max(bound, min(bestCost, fixedCost + reduction.fixedCost))
    consider(tree)
    statistics.edgesLeft = 0
    statistics.nodesLeft = 0
    return false
  }

  private func isConnected(_ keeps: [Bool]) -> Bool {
    let part = problem.graph.components { keeps[Int($0)] }.of
    return problem.terminals.allSatisfy { part[Int($0)] == part[Int(problem.root)] }
  }

  /// The root, and others spread over the terminals.
  private func roots(round: Int) -> [Int32] {
    let count = min(options.rootsPerRound, problem.terminals.count)
    let terminals = problem.terminals
    var roots = round == 0 ? [problem.root] : []
    for pick in 0..<count {
      let place = (2 * pick + 1) * terminals.count / (2 * count) + round * 7919
      let root = terminals[place % terminals.count]
      if roots.count < count && !roots.contains(root) { roots.append(root) }
    }
    return roots
  }

  /// A tree over the arcs that dual ascent has paid for, improved.
  private func build(_ problem: Problem, _ ascent: DualAscent, from root: Int32) -> [Int32]? {
    var construction = TreeConstruction(problem)
    let paid = construction.grow(problem, from: root, costs: problem.costs) {
      ascent.reducedCosts[Int($0)] == 0
    }
    return paid.map {
      LocalSearch(problem).improve(
        prunedSpanningTree(problem, over: $0), passes: options.localSearchPasses)
    }
  }

  /// The best tree found within the edges of several.
  private func combined(_ pool: [[Int32]]) throws(SteinerError) -> [Int32]? {
    guard pool.count > 1 else { return nil }
    var keeps = [Bool](repeating: false, count: problem.graph.edgeCount)
    for tree in pool { for edge in tree { keeps[Int(edge)] = true } }
    var reduction = Reduction(problem, keeps: keeps)
    reduction.run()
    var tree: [Int32] = []
    if let (smaller, edges) = reduction.problem() {
      let ascent = try DualAscent(smaller, root: smaller.root)
      guard let inner = build(smaller, ascent, from: smaller.root) else { return nil }
      tree = inner.map { edges[Int($0)] }
    }
    return LocalSearch(problem).improve(
      prunedSpanningTree(problem, over: reduction.expand(tree)), passes: options.localSearchPasses)
  }

  /// Keeps a tree of the reduced problem where it is the best so far.
  private mutating func consider(_ tree: [Int32]) {
    var tree = tree
    for step in steps.reversed() { tree = step.undo(tree) }
    let cost = original.cost(of: tree)
    if cost < bestCost { (best, bestCost) = (tree, cost) }
  }
}
