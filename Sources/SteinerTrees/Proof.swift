import Graphs

/// What is done for the proof where bounding, pruning and building have come to their end.
extension Search {
  /// Searches each block by itself, or bounds the problem where it is only one.
  mutating func divide() throws(SteinerError) {
    let blocks = problem.blocks()
    if blocks.count == 1, blocks[0].edges.count == problem.graph.edgeCount {
      try tighten()
      return
    }
    let inner = effort.inner(threads: blocks.count > 1 ? 1 : effort.options.threads)
    let searches = blocks.map { block in
      var number: [Int32: Int32] = [:]
      for (place, node) in block.nodes.enumerated() { number[node] = Int32(place) }
      let isMost = 2 * block.edges.count > problem.graph.edgeCount
      return Search(
        block.problem, isMost ? inner.resuming(problem) : inner,
        seeds: block.problem.cutting(seeds) { number[$0] ?? -1 },
        trees: block.restricting(pool), areImproved: isMost && isPoolImproved)
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

  /// The best of some dual ascents guided by a tree, with its cuts, in parts of a unit of cost.
  ///
  /// How high a bound they reach differs by root, so the problem is rooted anew at the best.
  private mutating func guidedAscent(parts: Int64) throws(SteinerError) -> DualAscent {
    let root = problem.root
    var guide: [Int32] = []
    if let tree = build(problem, try DualAscent(problem, root: root), from: root) {
      consider(tree)
      guide = tree
    }
    let scaled = problem.scaled(by: parts)
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

  /// Bounds by linear programming, and goes on with what that leaves.
  private mutating func tighten() throws(SteinerError) {
    let parts = problem.parts(upTo: upper - fixedCost)
    var ascent = try guidedAscent(parts: parts)
    if isClosed || effort.isTimeUp { return }
    var costs = reducedCosts(ascent, parts)
    let cuts = ascent
    if searchesTerminalSets(cuts, costs, parts, isLastResort: false) { return }
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
    let values = try raisedByProgramme(ascent, &costs, parts)
    if isClosed || effort.isTimeUp { return }
    if try goesOn(costs, within: 0.9) { return }
    let left = reducedCosts(cuts, parts)
    if !searchesTerminalSets(cuts, left, parts, isLastResort: true) { try branch(values) }
  }

  /// Searches the sets of terminals where these are few.
  ///
  /// - Parameters:
  ///   - ascent: a bound out of cuts alone, with these.
  ///   - costs: what it leaves.
  ///   - parts: in how many parts of a unit of cost both count.
  ///   - isLastResort: whether only splitting is left.
  /// - Returns: whether the answer is known.
  private mutating func searchesTerminalSets(
    _ ascent: DualAscent, _ costs: ReducedCosts, _ parts: Int64, isLastResort: Bool
  ) -> Bool {
    let labelLimit = effort.labelLimit(problem, isLastResort: isLastResort)
    guard labelLimit > 0, TerminalSetSearch.suits(problem) else { return false }
    let deadline = effort.deadline(1 / 2)
    var search = TerminalSetSearch(problem, ascent, costs, parts: parts)
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

  /// Raises the bound by one programme for the whole, until that stalls or rules out much.
  ///
  /// - Parameters:
  ///   - ascent: a bound, whose cuts the programme begins with.
  ///   - costs: what that leaves; ends as what the last bound leaves.
  ///   - parts: in how many parts of a unit of cost both count.
  /// - Returns: by arc the last solution.
  /// - Throws: ``SteinerError/unreachable(_:)`` with numbers of the reduced graph.
  private mutating func raisedByProgramme(
    _ ascent: DualAscent, _ costs: inout ReducedCosts, _ parts: Int64
  ) throws(SteinerError) -> [Double] {
    var linear = CutBound(
      problem, root: problem.root, costs: problem.costs.flatMap { [$0 * parts, $0 * parts] },
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
      let open = Double((upper - fixedCost) * parts) - linear.value
      stalled = linear.value - lastValue < 0.002 * open ? stalled + 1 : 0
      lastValue = linear.value
      let isLast = step != .grown || stalled > 8 || effort.isTimeUp || round == effort.cutRounds
      guard isLast || round % 6 == 0 else { continue }
      if step != .failed { considerTree(suggestedBy: linear.values) }
      let ceiling = (upper - fixedCost) * parts
      let ascent = try linear.certificate(closed: ceiling, ceiling: ceiling)
      book(ascent, parts)
      if isClosed { break }
      costs = reducedCosts(ascent, parts)
      var keeps = [Bool](repeating: true, count: problem.graph.edgeCount)
      costs.exclude(problem, from: &keeps)
      if isLast || keeps.count(where: { $0 }) < keeps.count * 17 / 20 { break }
      linear.close(costs)
    }
    return linear.values
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
        problem, effort.resuming(problem), cutoff: upper - fixedCost, seeds: seeds, trees: pool,
        areImproved: isPoolImproved))
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
    if !effort.isTimeUp { considerTree(suggestedBy: values) }
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
    let part = problem.graph.components { keeps[Int($0)] }.of
    return problem.terminals.allSatisfy { part[Int($0)] == part[Int(problem.root)] }
  }

  /// The node that a fractional solution decides least, of these the one of most edges.
  private func branchingNode(_ values: [Double]) -> Int32? {
    var best: Int32?
    var most = (doubt: -1.0, degree: 2)
    for node in 0..<Int32(problem.graph.nodeCount) where !problem.isTerminal[Int(node)] {
      let slots = problem.graph.slotRange(node)
      guard slots.count > 2 else { continue }
      let entered = slots.reduce(0.0) {
        $0 + max(0, values[Int(problem.arc(into: node, over: problem.graph.slots[$1].edge))])
      }
      // Counted in hundredths, so that equal doubt is equal.
      let doubt = (100 * min(entered, max(0, 1 - entered))).rounded()
      if (doubt, slots.count) > most { (best, most) = (node, (doubt, slots.count)) }
    }
    return best
  }
}
