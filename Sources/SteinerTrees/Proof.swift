import Graphs

/// The steps towards a proof of optimality, after the rounds of bounding and reducing.
///
/// The graph is divided into blocks. The bound of a block is raised by linear programming, for
/// regions first and then for the whole block; if terminals are few, they are enumerated exactly
/// instead. Whenever a step allows much of the graph to be deleted, the search starts again on the
/// smaller graph. If a gap remains in the end, the problem is split at a node, which is included in
/// the tree in one subproblem and excluded in the other.
extension Search {
  /// After linear programs of regions: the graph must shrink to this fraction to start again.
  private static let restartFractionAfterRegions = 0.85
  /// After the linear program of the whole block: the graph must shrink to this fraction.
  private static let restartFractionAfterWholeProgram = 0.9
  /// A solution of the linear program is progress if it closes at least this fraction of the gap.
  private static let leastProgress = 0.002
  /// The number of solutions without progress after which the linear program is given up.
  private static let stallLimit = 8
  /// After how many solutions a bound is computed and arcs are closed.
  private static let certificateInterval = 6
  /// If the bound allows the edges to be reduced to this fraction, the linear program ends, so that
  /// the graph can be reduced.
  private static let worthwhileReduction = (numerator: 17, denominator: 20)

  /// Searches each block separately, or raises the bound if the problem is a single block.
  mutating func divide() throws(SteinerError) {
    let blocks = problem.blocks()
    if blocks.count == 1, blocks[0].edges.count == problem.graph.edgeCount {
      try raiseBound()
      return
    }
    let inner = effort.inner(threads: blocks.count > 1 ? 1 : effort.options.threads)
    let searches = blocks.map { block in
      var number: [Int32: Int32] = [:]
      for (index, node) in block.nodes.enumerated() { number[node] = Int32(index) }
      let isLargest = 2 * block.edges.count > problem.graph.edgeCount
      return Search(
        block.problem, isLargest ? inner.resuming(problem) : inner,
        seeds: block.problem.cutting(seeds) { number[$0] ?? -1 },
        trees: block.restricting(pool), areImproved: isLargest && isPoolImproved)
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

  /// The best of several dual ascents guided by a tree, with its cuts.
  ///
  /// Costs are multiplied by a scale.
  ///
  /// The bound depends on the root, so the best root becomes the root of the problem.
  private mutating func guidedAscent(scale: Int64) throws(SteinerError) -> DualAscent {
    let root = problem.root
    var guide: [Int32] = []
    if let tree = build(problem, try DualAscent(problem, root: root), from: root) {
      consider(tree)
      guide = tree
    }
    let scaled = problem.scaled(by: scale)
    let others = spreadTerminals(count: effort.rootsTried(problem), from: 0)
    let roots = [root] + others.filter { $0 != root }
    let bounds = concurrentMap(roots, threads: effort.options.threads) { [guide] root in
      Result { () throws(SteinerError) in
        try DualAscent(scaled, root: root, guide: guide).bound
      }
    }
    var best = root
    var most: Int64 = -1
    for (root, outcome) in zip(roots, bounds) {
      let bound = try outcome.get()
      if bound > most { (best, most) = (root, bound) }
    }
    problem = problem.rooted(at: best)
    seeds = problem.cutting(seeds) { $0 }
    let ascent = try DualAscent(scaled, root: best, guide: guide, recordsCuts: true)
    record(ascent, scale)
    return ascent
  }

  private mutating func record(_ ascent: DualAscent, _ scale: Int64) {
    bound = max(bound, min(upper, (ascent.bound + scale - 1) / scale + fixedCost))
  }

  private func reducedCosts(_ ascent: DualAscent, _ scale: Int64) -> ReducedCosts {
    ReducedCosts(
      problem, ascent, root: problem.root, upperBound: upper - fixedCost, scale: scale)
  }

  /// Builds a tree from a fractional solution, and records it.
  private mutating func considerTree(suggestedBy values: [Double]) {
    // An edge is the cheaper, the more the solution uses it.
    let shortened = problem.costs.indices.map { edge in
      let greater = max(values[2 * edge], values[2 * edge + 1])
      let use = greater > 0 ? min(1, greater) : 0
      return Int64(Double(problem.costs[edge]) * (1 - use)) + 1
    }
    var construction = TreeConstruction(problem)
    let tree = construction.grow(
      problem, from: problem.root, costs: shortened, admits: { _ in true })
    if let tree {
      pool.append(improved(problem, tree))
      isPoolImproved = false
      consider(pool[pool.count - 1])
    }
  }

  /// Raises the bound by linear programming, and continues with the reduced problem.
  private mutating func raiseBound() throws(SteinerError) {
    let scale = problem.costScale(upTo: upper - fixedCost)
    var ascent = try guidedAscent(scale: scale)
    if isClosed || effort.isTimeUp { return }
    var costs = reducedCosts(ascent, scale)
    let cuts = ascent
    if searchTerminalSets(cuts, costs, scale, isLastResort: false) { return }
    // The cuts of small regions are a good start for larger regions, and these for the whole block.
    var size = effort.regionSize
    while problem.graph.edgeCount > effort.options.largestWholeProgram,
      size < problem.graph.nodeCount
    {
      for isReversed in [false, true] where !effort.isTimeUp {
        ascent = try raiseByRegion(ascent, costs, size: size, isReversed: isReversed)
        record(ascent, scale)
        if isClosed { return }
        costs = reducedCosts(ascent, scale)
      }
      if effort.isTimeUp { return }
      if try pruneAndRestart(costs, ifBelow: Self.restartFractionAfterRegions) { return }
      if size > effort.options.largestLinearBlock { return }
      size *= 2
    }
    if effort.isTimeUp || problem.graph.edgeCount > effort.options.largestLinearBlock { return }
    let values = try raiseByWholeProgram(ascent, &costs, scale)
    if isClosed || effort.isTimeUp { return }
    if try pruneAndRestart(costs, ifBelow: Self.restartFractionAfterWholeProgram) { return }
    let left = reducedCosts(cuts, scale)
    if !searchTerminalSets(cuts, left, scale, isLastResort: true) { try branch(values) }
  }

  /// Runs the exact search over terminal sets if there are few terminals.
  ///
  /// - Parameters:
  ///   - ascent: a bound that consists of cuts only, with these cuts.
  ///   - costs: the reduced costs of the bound.
  ///   - scale: the factor by which the costs of both were multiplied.
  ///   - isLastResort: whether only branching remains if the search fails.
  /// - Returns: whether the problem is solved.
  private mutating func searchTerminalSets(
    _ ascent: DualAscent, _ costs: ReducedCosts, _ scale: Int64, isLastResort: Bool
  ) -> Bool {
    let labelLimit = effort.labelLimit(problem, isLastResort: isLastResort)
    guard labelLimit > 0, TerminalSetSearch.suits(problem) else { return false }
    let deadline = effort.deadline(1 / 2)
    var search = TerminalSetSearch(problem, ascent, costs, scale: scale)
    let outcome = search.run(labelLimit: labelLimit) { [effort] in
      effort.isTimeUp || deadline.map { ContinuousClock.now >= $0 } ?? false
    }
    switch outcome {
    case .unfinished(let least):
      bound = max(bound, min(upper, least + fixedCost))
      return isClosed
    case .noneBetter: bound = upper
    case .best(let tree):
      consider(tree)
      bound = max(bound, min(upper, problem.cost(of: tree) + fixedCost))
    }
    return true
  }

  /// Raises the bound by one linear program for the whole block, until there is no more progress or
  /// much of the graph can be deleted.
  ///
  /// - Parameters:
  ///   - ascent: a bound; its cuts are the first rows of the linear program.
  ///   - costs: the reduced costs of the bound; replaced by those of the last bound computed.
  ///   - scale: the factor by which the costs of both were multiplied.
  /// - Returns: indexed by arc, the last solution.
  /// - Throws: ``SteinerError/unreachable(_:)`` with node numbers of the reduced graph.
  private mutating func raiseByWholeProgram(
    _ ascent: DualAscent, _ costs: inout ReducedCosts, _ scale: Int64
  ) throws(SteinerError) -> [Double] {
    var linear = CutBound(
      problem, root: problem.root, costs: problem.costs.flatMap { [$0 * scale, $0 * scale] },
      isOpen: { [problem, costs] in costs.admits($0, problem) }, isBalanced: { _ in true },
      cuts: ascent.cuts.map(\.arcs), seeds: seeds)
    defer { seeds = linear.seeds }
    var lastValue = 0.0
    var stalled = 0
    for round in 1...effort.cutRounds {
      let step = linear.step(
        cutLimit: effort.cutLimit, threads: effort.options.threads,
        secondsLeft: { effort.secondsLeft })
      if step == .infeasible {
        bound = upper
        break
      }
      let open = Double((upper - fixedCost) * scale) - linear.value
      stalled = linear.value - lastValue < Self.leastProgress * open ? stalled + 1 : 0
      lastValue = linear.value
      let isLast =
        step != .grown || stalled > Self.stallLimit || effort.isTimeUp || round == effort.cutRounds
      guard isLast || round % Self.certificateInterval == 0 else { continue }
      if step != .failed { considerTree(suggestedBy: linear.values) }
      let ceiling = (upper - fixedCost) * scale
      let ascent = try linear.certificate(closed: ceiling, ceiling: ceiling)
      record(ascent, scale)
      if isClosed { break }
      costs = reducedCosts(ascent, scale)
      var keeps = [Bool](repeating: true, count: problem.graph.edgeCount)
      costs.exclude(problem, from: &keeps)
      let (numerator, denominator) = Self.worthwhileReduction
      if isLast || keeps.count(where: { $0 }) < keeps.count * numerator / denominator { break }
      linear.close(costs)
    }
    return linear.values
  }

  /// Reduces the graph with a bound, and starts the search again if enough is deleted.
  ///
  /// Otherwise nothing changes.
  ///
  /// - Returns: whether the search was started again, or has ended.
  private mutating func pruneAndRestart(
    _ costs: ReducedCosts, ifBelow fraction: Double
  ) throws(SteinerError) -> Bool {
    let before = problem.graph.edgeCount
    guard try prune([costs], to: fraction) else { return true }
    guard problem.graph.edgeCount < before else { return false }
    try descend(
      into: Search(
        problem, effort.resuming(problem), cutoff: upper - fixedCost, seeds: seeds, trees: pool,
        areImproved: isPoolImproved))
    return true
  }

  /// Raises the bound by one linear program for each region.
  private mutating func raiseByRegion(
    _ ascent: DualAscent, _ costs: ReducedCosts, size: Int, isReversed: Bool
  ) throws(SteinerError) -> DualAscent {
    let (regions, others) = Region.regions(
      of: problem, root: problem.root, cuts: ascent.cuts, size: size,
      isReversed: isReversed)
    let outcomes = concurrentMap(regions, threads: effort.options.threads) {
      [problem, effort] region in
      region.raise(
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
      for (arc, cost) in outcome.reducedCosts { left[Int(arc)] = cost }
      for (arc, value) in outcome.values { values[Int(arc)] = value }
    }
    if !effort.isTimeUp { considerTree(suggestedBy: values) }
    return try DualAscent(
      problem, root: problem.root,
      from: DualAscent.Start(reducedCosts: left, bound: ascent.bound + gain, cuts: cuts),
      recordsCuts: true)
  }

  /// Searches the reduced problem, and takes over the tree and the bound.
  private mutating func descend(into search: consuming Search) throws(SteinerError) {
    var search = search
    try search.run()
    if search.bestCost < .max { consider(search.best) }
    bound = max(bound, min(upper, search.bound + fixedCost))
  }

  /// Splits the problem at a node: one subproblem includes the node in the tree, the other excludes
  /// it.
  private mutating func branch(_ values: [Double]) throws(SteinerError) {
    guard effort.depth < Effort.depthLimit, let node = branchingNode(values) else { return }
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

  private func isConnected(_ keeps: [Bool]) -> Bool {
    let component = problem.graph.components { keeps[Int($0)] }.of
    return problem.terminals.allSatisfy { component[Int($0)] == component[Int(problem.root)] }
  }

  /// The node outside the terminals for which the fractional solution is most undecided; ties are
  /// broken in favour of more edges.
  private func branchingNode(_ values: [Double]) -> Int32? {
    var best: Int32?
    var most = (indecision: -1.0, degree: 2)
    for node in 0..<Int32(problem.graph.nodeCount) where !problem.isTerminal[Int(node)] {
      let slots = problem.graph.slotRange(node)
      guard slots.count > 2 else { continue }
      let entered = slots.reduce(0.0) {
        $0 + max(0, values[Int(problem.arc(into: node, over: problem.graph.slots[$1].edge))])
      }
      // Rounded to hundredths, so that nearly equal values are ties.
      let indecision = (100 * min(entered, max(0, 1 - entered))).rounded()
      if (indecision, slots.count) > most {
        (best, most) = (node, (indecision, slots.count))
      }
    }
    return best
  }
}
