import Graphs

/// A prize-collecting problem divided by nodes until every part is proven.
///
/// A part says of some nodes that they are in the tree and of some that they are not. A part with a
/// terminal is reduced, made a Steiner tree problem with leaves and solved; where its bound does not
/// settle it, one more node is decided both ways. A part without a terminal is bounded by a problem
/// with a further root, and divided by its node of greatest prize. The part of least bound is always
/// next, and a fixed amount of work ends it.
struct BranchAndBound {
  /// The best tree, and what it comes to with the prizes of all nodes left out.
  private(set) var best: (nodes: [Int32], edges: [Int32]) = ([], [])
  private(set) var bestCost = Int64.max
  private(set) var statistics = SteinerStatistics()

  private let instance: PrizeCollectingInstance
  private let options: SteinerOptions
  private let pruning: StrongPruning
  private let prizeSum: Int64
  private let deadline: ContinuousClock.Instant?
  private var open: [Part] = []
  /// The least bound of a part with nothing left to divide it by.
  private var indivisible = Int64.max
  /// How many edges may still be looked at.
  private var work: Int

  private struct Part {
    var terminals: [Int32]
    var removed: [Int32]
    var bound: Int64
  }

  /// What is known of a part: its bound, and a node to divide it by.
  private struct Verdict {
    var bound: Int64
    var node: Int32?
  }

  /// - Parameters:
  ///   - instance: the problem.
  ///   - options: how hard each part is tried.
  ///   - divides: whether what is unproven is divided.
  init(_ instance: PrizeCollectingInstance, _ options: SteinerOptions, divides: Bool = true) {
    self.instance = instance
    self.options = options
    pruning = StrongPruning(instance)
    prizeSum = instance.prizes.reduce(0, +)
    deadline = options.timeLimit.map { ContinuousClock().now + $0 }
    work = !divides ? 0 : options.proves ? .max : 20_000 * options.rounds
    open = [Part(terminals: instance.terminals.map { Int32($0.rawValue) }, removed: [], bound: 0)]
  }

  /// What every tree comes to at least.
  var bound: Int64 { open.reduce(min(bestCost, indivisible)) { min($0, $1.bound) } }

  mutating func run() throws(SteinerError) {
    if open[0].terminals.isEmpty {
      consider(nodes: (0..<Int32(instance.graph.nodeCount)).map { $0 }, edges: [])
    }
    var isFirst = true
    while let next = open.indices.min(by: { open[$0].bound < open[$1].bound }),
      open[next].bound < bestCost, isFirst || work > 0 && !isTimeUp
    {
      let part = open.remove(at: next)
      try divide(part)
      // Without a terminal the first part has found no tree yet.
      isFirst = isFirst && part.terminals.isEmpty && statistics.rounds == 0
    }
  }

  private var isTimeUp: Bool {
    options.isInterrupted() || deadline.map { ContinuousClock().now >= $0 } ?? false
  }

  private mutating func divide(_ part: Part) throws(SteinerError) {
    var verdict = try part.terminals.isEmpty ? unrooted(part) : rooted(part)
    verdict.bound = max(verdict.bound, part.bound)
    guard verdict.bound < bestCost else { return }
    guard let node = verdict.node else {
      indivisible = min(indivisible, verdict.bound)
      return
    }
    open.append(
      Part(terminals: part.terminals + [node], removed: part.removed, bound: verdict.bound))
    open.append(
      Part(terminals: part.terminals, removed: part.removed + [node], bound: verdict.bound))
  }

  /// Keeps the best part of a forest where it is the best tree so far.
  private mutating func consider(nodes: [Int32], edges: [Int32]) {
    guard let tree = pruning.best(nodes: nodes, edges: edges) else { return }
    if prizeSum - tree.gain < bestCost {
      best = (tree.nodes, tree.edges)
      bestCost = prizeSum - tree.gain
    }
  }

  // MARK: Parts

  /// Solves a part with a terminal.
  private mutating func rooted(_ part: Part) throws(SteinerError) -> Verdict {
    var state = PrizeReduction(instance, terminals: part.terminals, removed: part.removed)
    state.run()
    let problem = LeafPrizes(state)
    guard let solution = try solve(problem) else { return Verdict(bound: .max) }
    let inner = problem.tree(solution.edges)
    let tree = state.expand(nodes: inner.nodes, edges: inner.edges)
    consider(nodes: tree.nodes, edges: tree.edges)
    let bound = solution.lowerBound + state.fixedCost
    return Verdict(bound: bound, node: undecided(state, inner.edges))
  }

  /// The node to divide by: that of most branches, or of those that of greatest prize.
  private func undecided(_ state: PrizeReduction, _ tree: [Int32]) -> Int32? {
    var branches = [Int64](repeating: 0, count: instance.graph.nodeCount)
    for edge in tree {
      branches[Int(instance.graph.tails[Int(edge)])] += 1
      branches[Int(instance.graph.heads[Int(edge)])] += 1
    }
    let nodes = branches.indices.filter { state.isNodeAlive[$0] && !state.isTerminal[$0] }
    return nodes.max {
      (branches[$0], state.prizes[$0], -$0) < (branches[$1], state.prizes[$1], -$1)
    }.map { Int32($0) }
  }

  /// Bounds a part without a terminal.
  ///
  /// A further root is joined to each node with a prize, for a toll of what the best tree known
  /// gains. The trees below that root gain no more than their tolls unless one of them is better
  /// than the best known; so the bound less one toll is exact where the best tree is.
  private mutating func unrooted(_ part: Part) throws(SteinerError) -> Verdict {
    var isRemoved = [Bool](repeating: false, count: instance.graph.nodeCount)
    for node in part.removed { isRemoved[Int(node)] = true }
    let winners = instance.prizes.indices.filter { instance.prizes[$0] > 0 && !isRemoved[$0] }
    guard
      let greatest = winners.max(by: { (instance.prizes[$0], -$0) < (instance.prizes[$1], -$1) })
    else { return Verdict(bound: prizeSum) }
    guard !part.removed.isEmpty else { return Verdict(bound: 0, node: Int32(greatest)) }
    let graph = instance.graph
    let root = Int32(graph.nodeCount)
    let toll = prizeSum - bestCost
    let extended = PrizeCollectingInstance(
      graph: Graph(
        nodeCount: graph.nodeCount + 1,
        tails: graph.tails + [Int32](repeating: root, count: winners.count),
        heads: graph.heads + winners.map { Int32($0) }),
      costs: instance.costs + [Int64](repeating: toll, count: winners.count),
      prizes: instance.prizes + [0], terminals: [NodeID(UInt32(root))])
    var state = PrizeReduction(extended, terminals: [root], removed: part.removed)
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

  /// The answer to a Steiner tree problem, its work counted; `nil` where the part holds no tree.
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
