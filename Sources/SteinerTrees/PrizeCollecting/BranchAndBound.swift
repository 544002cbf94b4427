import Graphs

/// Solves a prize-collecting problem by branching on nodes: each subproblem includes some nodes in
/// the tree and excludes others.
///
/// A subproblem with a terminal is reduced, transformed to a Steiner tree problem with leaves, and
/// solved. If its bound is below the best tree known, one more node is chosen, and two new
/// subproblems include and exclude it. A subproblem without a terminal is bounded by a problem with
/// an artificial root; its branching node is the one with the largest prize. The subproblem with
/// the least bound is always processed next. The amount of work is fixed.
struct BranchAndBound {
  /// The best tree, and its cost, which includes the prizes of all nodes outside the tree.
  private(set) var best: (nodes: [Int32], edges: [Int32]) = ([], [])
  private(set) var bestCost = Int64.max
  private(set) var statistics = SteinerStatistics()

  private let instance: PrizeCollectingInstance
  private let options: SteinerOptions
  private let pruning: StrongPruning
  private let prizeSum: Int64
  private let deadline: ContinuousClock.Instant?
  private var open: [Subproblem] = []
  /// The least bound of a subproblem in which no node is left to branch on.
  private var indivisible = Int64.max
  /// The number of edges that may still be examined.
  private var work: Int

  private struct Subproblem {
    var terminals: [Int32]
    var removed: [Int32]
    var bound: Int64
  }

  /// The result for a subproblem: its bound, and a node to branch on.
  private struct Verdict {
    var bound: Int64
    var node: Int32?
  }

  /// - Parameters:
  ///   - instance: the problem.
  ///   - options: the effort for each subproblem.
  ///   - divides: whether to branch if a gap remains.
  init(_ instance: PrizeCollectingInstance, _ options: SteinerOptions, divides: Bool = true) {
    self.instance = instance
    self.options = options
    pruning = StrongPruning(instance)
    prizeSum = instance.prizes.reduce(0, +)
    deadline = options.timeLimit.map { ContinuousClock().now + $0 }
    work = !divides ? 0 : options.proves ? .max : 20_000 * options.rounds
    open = [
      Subproblem(terminals: instance.terminals.map { Int32($0.rawValue) }, removed: [], bound: 0)
    ]
  }

  /// A lower bound on the cost of every tree.
  var bound: Int64 { open.reduce(min(bestCost, indivisible)) { min($0, $1.bound) } }

  mutating func run() throws(SteinerError) {
    if open[0].terminals.isEmpty {
      consider(nodes: (0..<Int32(instance.graph.nodeCount)).map { $0 }, edges: [])
    }
    var isFirst = true
    while let next = open.indices.min(by: { open[$0].bound < open[$1].bound }),
      open[next].bound < bestCost, isFirst || work > 0 && !isTimeUp
    {
      let subproblem = open.remove(at: next)
      try process(subproblem)
      // If the problem has no terminal, the first subproblem does not find a tree.
      isFirst = isFirst && subproblem.terminals.isEmpty && statistics.rounds == 0
    }
  }

  private var isTimeUp: Bool {
    options.isInterrupted() || deadline.map { ContinuousClock().now >= $0 } ?? false
  }

  private mutating func process(_ subproblem: Subproblem) throws(SteinerError) {
    var verdict =
      try subproblem.terminals.isEmpty ? boundUnrooted(subproblem) : solveRooted(subproblem)
    verdict.bound = max(verdict.bound, subproblem.bound)
    guard verdict.bound < bestCost else { return }
    guard let node = verdict.node else {
      indivisible = min(indivisible, verdict.bound)
      return
    }
    open.append(
      Subproblem(
        terminals: subproblem.terminals + [node], removed: subproblem.removed,
        bound: verdict.bound))
    open.append(
      Subproblem(
        terminals: subproblem.terminals, removed: subproblem.removed + [node],
        bound: verdict.bound))
  }

  /// Prunes a forest to the best tree in it, and records the tree if it is the best so far.
  private mutating func consider(nodes: [Int32], edges: [Int32]) {
    guard let tree = pruning.best(nodes: nodes, edges: edges) else { return }
    if prizeSum - tree.gain < bestCost {
      best = (tree.nodes, tree.edges)
      bestCost = prizeSum - tree.gain
    }
  }

  // MARK: Subproblems

  /// Solves a subproblem with a terminal.
  private mutating func solveRooted(_ subproblem: Subproblem) throws(SteinerError) -> Verdict {
    var state = PrizeReduction(
      instance, terminals: subproblem.terminals, removed: subproblem.removed)
    state.run()
    let problem = LeafPrizes(state)
    guard let solution = try solve(problem) else { return Verdict(bound: .max) }
    let inner = problem.tree(solution.edges)
    let tree = state.expand(nodes: inner.nodes, edges: inner.edges)
    consider(nodes: tree.nodes, edges: tree.edges)
    let bound = solution.lowerBound + state.fixedCost
    return Verdict(bound: bound, node: branchingNode(state, inner.edges))
  }

  /// The node to branch on: the one with the highest degree in the tree, or the largest prize if
  /// these are equal.
  private func branchingNode(_ state: PrizeReduction, _ tree: [Int32]) -> Int32? {
    var degrees = [Int64](repeating: 0, count: instance.graph.nodeCount)
    for edge in tree {
      degrees[Int(instance.graph.tails[Int(edge)])] += 1
      degrees[Int(instance.graph.heads[Int(edge)])] += 1
    }
    let nodes = degrees.indices.filter { state.isNodeAlive[$0] && !state.isTerminal[$0] }
    return nodes.max {
      (degrees[$0], state.prizes[$0], -$0) < (degrees[$1], state.prizes[$1], -$1)
    }.map { Int32($0) }
  }

  /// Bounds a subproblem without a terminal.
  ///
  /// An artificial root is connected to each node with a prize, by an edge whose cost, the toll, is
  /// the net gain of the best tree known. The subtrees below the root gain no more than their tolls
  /// unless one of them is better than the best tree known. So the bound minus one toll is a valid
  /// bound, and it is exact if the best tree is in the subproblem.
  private mutating func boundUnrooted(_ subproblem: Subproblem) throws(SteinerError) -> Verdict {
    var isRemoved = [Bool](repeating: false, count: instance.graph.nodeCount)
    for node in subproblem.removed { isRemoved[Int(node)] = true }
    let candidates = instance.prizes.indices.filter { instance.prizes[$0] > 0 && !isRemoved[$0] }
    guard
      let greatest = candidates.max(by: { (instance.prizes[$0], -$0) < (instance.prizes[$1], -$1) })
    else { return Verdict(bound: prizeSum) }
    guard !subproblem.removed.isEmpty else { return Verdict(bound: 0, node: Int32(greatest)) }
    let graph = instance.graph
    let root = Int32(graph.nodeCount)
    let toll = prizeSum - bestCost
    let extended = PrizeCollectingInstance(
      graph: Graph(
        nodeCount: graph.nodeCount + 1,
        tails: graph.tails + [Int32](repeating: root, count: candidates.count),
        heads: graph.heads + candidates.map { Int32($0) }),
      costs: instance.costs + [Int64](repeating: toll, count: candidates.count),
      prizes: instance.prizes + [0], terminals: [NodeID(UInt32(root))])
    var state = PrizeReduction(extended, terminals: [root], removed: subproblem.removed)
    state.run()
    let problem = LeafPrizes(state)
    guard let solution = try solve(problem) else { return Verdict(bound: .max) }
    let inner = problem.tree(solution.edges)
    let tree = state.expand(nodes: inner.nodes, edges: inner.edges)
    consider(
      nodes: tree.nodes.filter { $0 != root },
      edges: tree.edges.filter { Int($0) < graph.edgeCount })
    return Verdict(bound: solution.lowerBound + state.fixedCost - toll, node: Int32(greatest))
  }

  /// Solves a Steiner tree problem and counts the work; `nil` if the subproblem has no solution.
  private mutating func solve(
    _ problem: LeafPrizes
  ) throws(SteinerError) -> SteinerSolution? {
    var options = options
    options.timeLimit = deadline.map { max(.zero, $0 - ContinuousClock().now) }
    work -= problem.instance.graph.edgeCount + 100
    let solution: SteinerSolution
    do {
      solution = try SteinerTrees.solve(problem.instance, options: options)
    } catch .unreachable {
      return nil
    }
    statistics.add(solution.statistics)
    statistics.rounds += solution.statistics.rounds
    return solution
  }
}
