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
  private(set) var bound: Int64 = 0
  private(set) var statistics = SteinerStatistics()

  private let original: Problem
  private let effort: Effort
  /// Trees that cost as much or more are of no use.
  private let cutoff: Int64
  /// The problem as reduced so far.
  private var problem: Problem
  /// The steps from the problem given to the reduced one.
  private var steps: [Step] = []
  /// What the fixed edges of all steps cost.
  private var fixedCost: Int64 = 0
  /// Sets of nodes of the reduced problem whose cuts were of use.
  private var seeds: [[Int32]]
  /// Good trees of the reduced problem.
  private var pool: [[Int32]]

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
    trees: [[Int32]] = []
  ) {
    self.seeds = seeds
    pool = trees
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
      if problem.graph.edgeCount > before - before / 20 { break }
    }
    improvePool(isLast: true)
    if isClosed { return }
    if effort.options.proves, !effort.isTimeUp { try divide() }
  }

  /// What a tree has to cost less than to be of use.
  private var upper: Int64 { min(bestCost, cutoff) }

  private var isClosed: Bool { bound >= upper }

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
  private mutating func prune(
    _ costs: [ReducedCosts], to share: Double = 1
  ) throws(SteinerError) -> Bool {
    let start = ContinuousClock.now
    var keeps = [Bool](repeating: true, count: problem.graph.edgeCount)
    for ascent in costs { ascent.exclude(problem, from: &keeps) }
    var extended = ExtendedReduction(
      problem, keeps: keeps, ascents: costs, isTimeUp: { [effort] in effort.isTimeUp })
    extended.dropEdges(threads: effort.options.threads)
    let passable = extended.passableNodes(threads: effort.options.threads)
    statistics.reductionTime += ContinuousClock.now - start
    if Double(extended.keeps.count { $0 }) > share * Double(keeps.count) { return true }
    return reduce(keeps: extended.keeps, passable)
  }

  /// Takes one more step of reduction.
  ///
  /// - Returns: whether anything is left to decide; where not, the answer is known and proven.
  private mutating func reduce(keeps: [Bool]?, _ passable: [PassableNode] = []) -> Bool {
    let start = ContinuousClock.now
    var reduction = Reduction(problem, keeps: keeps)
    for node in passable { reduction.replace(node) }
    if keeps != nil, !reduction.joinsTerminals {
      // Every tree cheaper than the best one has been ruled out.
      bound = upper
      return false
    }
    reduction.run()
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

  private func isConnected(_ keeps: [Bool]) -> Bool {
    let part = problem.graph.components { keeps[Int($0)] }.of
    return problem.terminals.allSatisfy { part[Int($0)] == part[Int(problem.root)] }
  }

  /// The root, and others spread over the terminals.
  private func roots(round: Int) -> [Int32] {
    let count = min(effort.options.rootsPerRound, problem.terminals.count)
    let terminals = problem.terminals
    var roots = round == 0 ? [problem.root] : []
    for pick in 0..<count {
      let place = (2 * pick + 1) * terminals.count / (2 * count) + round * 7919
      let root = terminals[place % terminals.count]
      if roots.count < count && !roots.contains(root) { roots.append(root) }
    }
    return roots
  }

  // MARK: Trees

  /// A tree over the arcs that dual ascent has paid for, improved.
  private func build(_ problem: Problem, _ ascent: DualAscent, from root: Int32) -> [Int32]? {
    var construction = TreeConstruction(problem)
    let paid = construction.grow(problem, from: root, costs: problem.costs) {
      ascent.reducedCosts[Int($0)] == 0
    }
    return paid.map { improved(problem, $0) }
  }

  private func improved(_ problem: Problem, _ edges: [Int32]) -> [Int32] {
    LocalSearch(problem).improve(
      prunedSpanningTree(problem, over: edges), passes: effort.options.localSearchPasses)
  }

  /// Looks for better trees, beginning with those known.
  ///
  /// - Parameter isLast: whether the rounds have ended.
  private mutating func improvePool(isLast: Bool) {
    guard effort.searchesTrees else { return }
    var search = TreeSearch(problem, effort, trees: pool)
    search.run(effort.treeEffort(problem, gap: gap, isLast: isLast))
    pool = search.pool.trees.map(\.edges)
    if let best = pool.first { consider(best) }
  }

  /// What is not proven of the cost of the best tree, as a share of it.
  private var gap: Double { Double(upper - bound) / Double(max(1, upper)) }

  /// Keeps a tree of the reduced problem where it is the best so far.
  private mutating func consider(_ tree: [Int32]) {
    var tree = tree
    for step in steps.reversed() { tree = step.undo(tree) }
    let cost = original.cost(of: tree)
    if cost < bestCost { (best, bestCost) = (tree, cost) }
  }

  // MARK: Proof

  /// Searches each block by itself, or bounds the problem where it is only one.
  private mutating func divide() throws(SteinerError) {
    let blocks = problem.blocks()
    if blocks.count == 1, blocks[0].edges.count == problem.graph.edgeCount {
      try tighten()
      return
    }
    let inner = effort.inner(threads: blocks.count > 1 ? 1 : effort.options.threads)
    let searches = blocks.map { block in
      var number: [Int32: Int32] = [:]
      for (place, node) in block.nodes.enumerated() { number[node] = Int32(place) }
      return Search(
        block.problem, inner, seeds: block.problem.cutting(seeds) { number[$0] ?? -1 },
        trees: block.restricting(pool))
    }
    let results = concurrentMap(searches, threads: effort.options.threads) { search in
      Result { () throws(SteinerError) in
        var search = search
        try search.run()
        return search
      }
    }
    var tree: [Int32] = []
    var sum = fixedCost
    for (block, result) in zip(blocks, results) {
      let search = try result.get()
      tree += search.best.map { block.edges[Int($0)] }
      sum += min(search.bound, search.bestCost)
    }
    consider(tree)
    bound = max(bound, min(upper, sum))
  }

  /// A dual ascent guided by a tree, with its cuts, in parts of a unit of cost.
  private mutating func guidedAscent(parts: Int64) throws(SteinerError) -> DualAscent {
    let root = problem.root
    var guide: [Int32] = []
    if let tree = build(problem, try DualAscent(problem, root: root), from: root) {
      consider(tree)
      guide = tree
    }
    let ascent = try DualAscent(
      problem.scaled(by: parts), root: root, guide: guide, recordsCuts: true)
    book(ascent, parts)
    return ascent
  }

  private mutating func book(_ ascent: DualAscent, _ parts: Int64) {
    bound = max(bound, min(upper, (ascent.bound + parts - 1) / parts + fixedCost))
  }

  private func reducedCosts(_ ascent: DualAscent, _ parts: Int64) -> ReducedCosts {
    ReducedCosts(
      problem, ascent, root: problem.root, upperBound: upper - fixedCost, parts: parts)
  }

  /// Keeps the tree that a fractional solution suggests.
  private mutating func considerTree(suggestedBy values: [Double]) {
    // What the solution uses is nearly free.
    let shortened = problem.costs.indices.map { edge in
      let use = max(0, min(1, max(values[2 * edge], values[2 * edge + 1])))
      return Int64(Double(problem.costs[edge]) * (1 - use)) + 1
    }
    var construction = TreeConstruction(problem)
    let tree = construction.grow(
      problem, from: problem.root, costs: shortened, admits: { _ in true })
    if let tree { consider(improved(problem, tree)) }
  }

  /// Bounds by linear programming, and goes on with what that leaves.
  private mutating func tighten() throws(SteinerError) {
    let parts = problem.parts(upTo: upper - fixedCost)
    var ascent = try guidedAscent(parts: parts)
    if isClosed || effort.isTimeUp { return }
    var costs = reducedCosts(ascent, parts)
    if try searchesTerminalSets(ascent, costs, parts) { return }
    // Cuts of small regions are a good beginning for larger ones, and those for the whole.
    var size = effort.regionSize
    while problem.graph.edgeCount > effort.options.largestWholeProgramme,
      size < problem.graph.nodeCount
    {
      for isReversed in [false, true] where !effort.isTimeUp {
        ascent = try raisedByRegion(ascent, costs, size: size, isReversed: isReversed)
        book(ascent, parts)
        if isClosed { return }
        costs = reducedCosts(ascent, parts)
      }
      if effort.isTimeUp { return }
      if try goesOn(costs, within: 0.85) { return }
      if size > effort.options.largestLinearPart { return }
      size *= 2
    }
    if effort.isTimeUp || problem.graph.edgeCount > effort.options.largestLinearPart { return }
    var linear = CutBound(
      problem, root: problem.root, costs: problem.costs.flatMap { [$0 * parts, $0 * parts] },
      isOpen: { [problem] in costs.admits($0, problem) }, isBalanced: { _ in true },
      cuts: ascent.cuts.map(\.arcs), seeds: seeds)
    var lastValue = 0.0
    var stalled = 0
    for step in 1...effort.cutRounds {
      let outcome = linear.step(cutLimit: effort.cutLimit, seconds: effort.secondsLeft)
      if outcome == .infeasible {
        bound = upper
        return
      }
      if outcome == .failed { break }
      let open = Double((upper - fixedCost) * parts) - linear.value
      stalled = linear.value - lastValue < 0.002 * open ? stalled + 1 : 0
      lastValue = linear.value
      let isLast =
        outcome == .complete || stalled > 8 || effort.isTimeUp || step == effort.cutRounds
      if isLast || step % 6 == 0 {
        considerTree(suggestedBy: linear.values)
        let ceiling = (upper - fixedCost) * parts
        ascent = try linear.certificate(closed: ceiling, ceiling: ceiling)
        book(ascent, parts)
        if isClosed { return }
        costs = reducedCosts(ascent, parts)
        var keeps = [Bool](repeating: true, count: problem.graph.edgeCount)
        costs.exclude(problem, from: &keeps)
        if keeps.count(where: { $0 }) < keeps.count * 17 / 20 { break }
        linear.close(costs)
      }
      if isLast { break }
    }
    if effort.isTimeUp { return }
    seeds = linear.seeds
    if try !goesOn(costs, within: 0.9) { try branch() }
  }

  /// Searches the sets of few terminals.
  ///
  /// - Returns: whether the answer is known.
  private mutating func searchesTerminalSets(
    _ ascent: DualAscent, _ costs: ReducedCosts, _ parts: Int64
  ) throws(SteinerError) -> Bool {
    guard problem.terminals.count <= TerminalSetSearch.terminalLimit else { return false }
    var search = TerminalSetSearch(problem, ascent, costs, parts: parts)
    switch search.run(labelLimit: 8_000_000, mergeLimit: 2_000_000_000, isOver: { effort.isTimeUp }) {
    case .unfinished(let least):
      bound = max(bound, min(upper, least + fixedCost))
      return false
    case .noneBetter: bound = upper
    case .best(let tree):
      consider(tree)
      bound = max(bound, min(upper, problem.cost(of: tree) + fixedCost))
    }
    return true
  }

  /// Prunes by a bound, and goes on with what is left where that is much less; else nothing changes.
  ///
  /// - Returns: whether the search has gone on, or come to its end.
  private mutating func goesOn(
    _ costs: ReducedCosts, within share: Double
  ) throws(SteinerError) -> Bool {
    let before = problem.graph.edgeCount
    guard try prune([costs], to: share) else { return true }
    guard problem.graph.edgeCount < before else { return false }
    try descend(
      into: Search(
        problem, effort.inner(), cutoff: upper - fixedCost, seeds: seeds, trees: pool))
    return true
  }

  /// Raises the cuts of one region after the other anew.
  private mutating func raisedByRegion(
    _ ascent: DualAscent, _ costs: ReducedCosts, size: Int, isReversed: Bool
  ) throws(SteinerError) -> DualAscent {
    let (regions, others) = Region.regions(
      of: problem, root: problem.root, cuts: ascent.cuts, size: size,
      isReversed: isReversed)
    let outcomes = concurrentMap(regions, threads: effort.options.threads) {
      [problem, effort] region in
      region.raised(
        ascent.reducedCosts, isOpen: { costs.admits($0, problem) }, closed: costs.slack,
        effort: effort)
    }
    var left = ascent.reducedCosts
    var values = [Double](repeating: 0, count: left.count)
    var cuts = others
    var gain: Int64 = 0
    for (region, outcome) in zip(regions, outcomes) {
      cuts += outcome?.cuts ?? region.cuts
      guard let outcome else { continue }
      gain += outcome.gain
      for (arc, cost) in outcome.left { left[Int(arc)] = cost }
      for (arc, value) in outcome.values { values[Int(arc)] = value }
    }
    considerTree(suggestedBy: values)
    return try DualAscent(
      problem, root: problem.root,
      from: DualAscent.Start(reducedCosts: left, bound: ascent.bound + gain, cuts: cuts),
      recordsCuts: true)
  }

  /// Takes over what a search of the reduced problem finds.
  private mutating func descend(into search: consuming Search) throws(SteinerError) {
    var search = search
    try search.run()
    if search.bestCost < .max { consider(search.best) }
    bound = max(bound, min(upper, search.bound + fixedCost))
  }

  /// Splits the problem at a node: it is in the tree, or it is not.
  private mutating func branch() throws(SteinerError) {
    guard effort.depth < Effort.depthLimit, let node = branchingNode() else { return }
    var isTerminal = problem.isTerminal
    isTerminal[Int(node)] = true
    let with = Problem(
      graph: problem.graph, costs: problem.costs, isTerminal: isTerminal,
      terminals: (problem.terminals + [node]).sorted(), root: problem.root)
    var first = Search(with, effort.inner(branches: true), cutoff: upper - fixedCost, seeds: seeds)
    try first.run()
    if first.bestCost < .max { consider(first.best) }
    var keeps = [Bool](repeating: true, count: problem.graph.edgeCount)
    for index in problem.graph.slotRange(node) {
      keeps[Int(problem.graph.slots[index].edge)] = false
    }
    var open = min(first.bound, first.bestCost) + fixedCost
    if isConnected(keeps) {
      let (without, edges) = problem.keeping(keeps)
      var second = Search(
        without, effort.inner(branches: true), cutoff: upper - fixedCost, seeds: seeds)
      try second.run()
      if second.bestCost < .max { consider(second.best.map { edges[Int($0)] }) }
      open = min(open, min(second.bound, second.bestCost) + fixedCost)
    }
    bound = max(bound, min(upper, open))
  }

  /// The node of most edges that is no terminal.
  private func branchingNode() -> Int32? {
    var best: Int32?
    var most = 2
    for node in 0..<Int32(problem.graph.nodeCount) where !problem.isTerminal[Int(node)] {
      let degree = problem.graph.slotRange(node).count
      if degree > most { (best, most) = (node, degree) }
    }
    return best
  }
}
