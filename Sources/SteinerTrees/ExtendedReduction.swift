import Graphs

/// Excludes edges, and pairs of edges at a node, by showing that no best tree can continue from
/// them.
///
/// The simple rule excludes an edge if it is longer than the special distance of its ends. This
/// class looks further. Assume that a best tree contains a certain small tree, at first a single
/// edge. At each leaf of the small tree that is not a terminal, the best tree must continue over at
/// least one other edge. If every choice of such edges leads to a contradiction, the best tree does
/// not contain the small tree. Each choice gives a larger small tree, which is examined in the same
/// way up to a limited depth.
///
/// A small tree is a contradiction in each of these cases:
///
/// - The special distance between a leaf and another of its nodes is less than a part of a key path
///   between the two.
/// - A spanning tree of special distances over its leaves is cheaper than the small tree.
/// - Its reduced costs exceed the difference between the best tree known and the bound.
///
/// All comparisons of lengths are strict. Therefore everything excluded is in no best tree of the
/// problem as it is, and can be deleted at once.
///
/// Sources: Polzin and Vahdati Daneshmand 2002, "Extending reduction techniques for the Steiner
/// tree problem"; Duin 2000.
/// problem"; Duin 2000.
struct ExtendedReduction {
  /// The maximum depth of the search.
  private static let depthLimit = 8
  /// The search does not continue at a leaf that has more other edges than this.
  private static let branchLimit = 4
  /// The maximum number of small trees examined for each edge or pair of edges.
  private static let budgetPerQuestion = 300

  let problem: Problem
  private let ascents: [ReducedCosts]
  /// Called at intervals; once it returns `true`, no further edge is examined.
  let isTimeUp: @Sendable () -> Bool
  private var distances: SpecialDistances
  /// Indexed by edge: whether it has not been excluded.
  private(set) var keeps: [Bool]
  /// Indexed by edge: whether each best tree contains it.
  private(set) var takes: [Bool]

  // The small tree. Each node comes after its parent.
  private var nodes: [Int32] = []
  private var parents: [Int] = []
  private var edges: [Int32] = []
  private var degrees: [Int] = []
  /// Indexed by node of the problem: whether the small tree contains it.
  private var isInside: [Bool]
  private var cost: Int64 = 0
  private var budget = 0

  // Memory reused by the traversals of the small tree.
  private var reach: [(segment: Int64, longest: Int64)] = []
  private var walk: [(position: Int, from: Int)] = []

  init(
    _ problem: Problem, keeps: [Bool], ascents: [ReducedCosts],
    isTimeUp: @escaping @Sendable () -> Bool
  ) {
    self.isTimeUp = isTimeUp
    self.problem = problem.withDistinctCosts()
    self.keeps = keeps
    self.ascents = ascents
    takes = [Bool](repeating: false, count: keeps.count)
    distances = SpecialDistances(self.problem)
    isInside = [Bool](repeating: false, count: problem.graph.nodeCount)
  }

  /// Excludes every edge that leads to a contradiction.
  ///
  /// - Complexity: O(m) examinations of bounded work, plus O(log n) for each special distance.
  mutating func dropEdges(threads: Int) {
    let dropped = concurrentMap(Self.ranges(of: keeps.count), threads: threads) { [self] range in
      var worker = self
      worker.dropEdges(range)
      return range.filter { !worker.keeps[$0] }
    }
    for edge in dropped.joined() { keeps[edge] = false }
  }

  /// Divides the work into ranges that depend only on its size, so that the result does not depend
  /// on the number of threads.
  static func ranges(of count: Int) -> [Range<Int>] {
    let size = max(2_000, (count + 15) / 16)
    return stride(from: 0, to: count, by: size).map { $0..<min(count, $0 + size) }
  }

  private mutating func dropEdges(_ range: Range<Int>) {
    for edge in range where keeps[edge] {
      if edge & 31 == 0, isTimeUp() { return }
      let (a, b) = (problem.graph.tails[edge], problem.graph.heads[edge])
      if distances.isBelow(problem.costs[edge], a, b) {
        keeps[edge] = false
        continue
      }
      begin(at: a)
      add([Int32(edge)], to: 0)
      if isRuledOut() { keeps[edge] = false }
      clear()
    }
  }

  /// Excludes and includes edges by enumerating the forests that a best tree may have in small
  /// subgraphs.
  ///
  /// - Returns: the number of edges decided.
  /// - Complexity: O(1) for each node; O(n + m) memory for each thread.
  mutating func enumerateLocally(threads: Int) -> Int {
    let before = keeps.count { $0 }
    let decided = concurrentMap(Self.ranges(of: problem.graph.nodeCount), threads: threads) {
      [self] range in
      var local = LocalEnumeration(
        problem, keeps: keeps, distances: distances, isTimeUp: isTimeUp)
      local.run(range)
      return (
        dropped: keeps.indices.filter { keeps[$0] && !local.keeps[$0] },
        taken: local.takes.indices.filter { local.takes[$0] }
      )
    }
    for range in decided {
      for edge in range.dropped { keeps[edge] = false }
      for edge in range.taken { takes[edge] = true }
    }
    return before - keeps.count { $0 } + takes.count { $0 }
  }

  // MARK: The small tree

  mutating func begin(at node: Int32) {
    budget = Self.budgetPerQuestion
    append(node, parent: -1, edge: -1)
  }

  private mutating func append(_ node: Int32, parent: Int, edge: Int32) {
    nodes.append(node)
    parents.append(parent)
    edges.append(edge)
    degrees.append(parent < 0 ? 0 : 1)
    isInside[Int(node)] = true
  }

  /// Adds edges at one node of the small tree.
  mutating func add(_ more: [Int32], to position: Int) {
    for edge in more {
      append(problem.other(nodes[position], over: edge), parent: position, edge: edge)
      cost += problem.costs[Int(edge)]
    }
    degrees[position] += more.count
  }

  /// Removes the edges that were added last at a node.
  private mutating func remove(_ count: Int, from position: Int) {
    for _ in 0..<count {
      isInside[Int(nodes.removeLast())] = false
      parents.removeLast()
      degrees.removeLast()
      cost -= problem.costs[Int(edges.removeLast())]
    }
    degrees[position] -= count
  }

  mutating func clear() {
    for node in nodes { isInside[Int(node)] = false }
    nodes.removeAll(keepingCapacity: true)
    parents.removeAll(keepingCapacity: true)
    edges.removeAll(keepingCapacity: true)
    degrees.removeAll(keepingCapacity: true)
    cost = 0
  }

  // MARK: Contradictions

  /// Whether no best tree contains the small tree.
  mutating func isRuledOut() -> Bool {
    isContradiction(newest: nodes.count - 1) || isRuledOut(depth: Self.depthLimit)
  }

  /// Whether every continuation from some leaf leads to a contradiction.
  private mutating func isRuledOut(depth: Int) -> Bool {
    guard depth > 0, budget > 0 else { return false }
    // The newest leaves are examined first, since the older ones were examined at lower depth.
    var leaf = -1
    var fewest = Self.branchLimit + 1
    for position in nodes.indices.reversed() where degrees[position] == 1 {
      if problem.isTerminal[Int(nodes[position])] { continue }
      let count = continuationCount(at: position)
      if count < fewest { (leaf, fewest) = (position, count) }
    }
    if leaf < 0 { return false }
    let own = edgeOfLeaf(leaf)
    var continuations: [Int32] = []
    for index in problem.graph.slotRange(nodes[leaf]) {
      let slot = problem.graph.slots[index]
      guard keeps[Int(slot.edge)], slot.edge != own, !isInside[Int(slot.neighbour)] else {
        continue
      }
      continuations.append(slot.edge)
    }
    for choice in 1..<(1 << continuations.count) {
      budget -= 1
      let more = continuations.indices.filter { choice >> $0 & 1 == 1 }.map { continuations[$0] }
      add(more, to: leaf)
      var isOut = false
      for newest in nodes.count - more.count..<nodes.count where !isOut {
        isOut = isContradiction(newest: newest)
      }
      if !isOut { isOut = isRuledOut(depth: depth - 1) }
      remove(more.count, from: leaf)
      if !isOut { return false }
    }
    return true
  }

  /// The edge of the small tree at a leaf.
  private func edgeOfLeaf(_ position: Int) -> Int32 {
    position > 0 ? edges[position] : edges[parents.firstIndex(of: 0) ?? 0]
  }

  /// The number of edges over which a best tree can continue from a leaf.
  private func continuationCount(at position: Int) -> Int {
    let own = edgeOfLeaf(position)
    var count = 0
    for index in problem.graph.slotRange(nodes[position]) {
      let slot = problem.graph.slots[index]
      if keeps[Int(slot.edge)], slot.edge != own, !isInside[Int(slot.neighbour)] { count += 1 }
    }
    return count
  }

  /// Whether the small tree, to which a leaf was just added, is a contradiction.
  private mutating func isContradiction(newest: Int) -> Bool {
    for ascent in ascents where exceedsSlack(of: ascent) { return true }
    return hasCheaperPath(from: newest) || hasCheaperSpanningTree()
  }

  /// Whether the reduced costs show that a tree which contains the small tree is not cheaper than
  /// the best tree known.
  private func exceedsSlack(of ascent: ReducedCosts) -> Bool {
    var outwards: Int64 = 0
    for position in nodes.indices.dropFirst() {
      outwards += reduced(ascent, position, isAway: true)
    }
    // If a tree enters the small tree at its first node, all arcs lead away from this node. If it
    // enters at another leaf, the arcs on the path between the two are reversed.
    for position in nodes.indices where degrees[position] == 1 {
      let start = ascent.fromRoot[Int(nodes[position])]
      if start == .max { continue }
      var sum = outwards
      var step = position
      while step != 0 {
        sum += reduced(ascent, step, isAway: false) - reduced(ascent, step, isAway: true)
        step = parents[step]
      }
      sum += start
      for other in nodes.indices where degrees[other] == 1 && other != position {
        let rest = ascent.onwards[Int(nodes[other])]
        if rest == .max {
          sum = .max
          break
        }
        sum += rest
      }
      if sum < ascent.slack { return false }
    }
    return true
  }

  /// The reduced cost of the edge between a node of the small tree and its parent, directed away
  /// from the first node or towards it.
  private func reduced(_ ascent: ReducedCosts, _ position: Int, isAway: Bool) -> Int64 {
    let into = isAway ? nodes[position] : nodes[parents[position]]
    return ascent.costs[Int(problem.arc(into: into, over: edges[position]))]
  }

  /// Whether the special distance between a leaf and another node of the small tree is less than a
  /// part of a key path between the two.
  private mutating func hasCheaperPath(from leaf: Int) -> Bool {
    let count = nodes.count
    if reach.count < count { reach = .init(repeating: (0, 0), count: count + 8) }
    reach[leaf] = (0, 0)
    walk.removeAll(keepingCapacity: true)
    walk.append((leaf, -1))
    while let (position, from) = walk.popLast() {
      let isKey =
        degrees[position] != 2 || problem.isTerminal[Int(nodes[position])]
      if position != leaf {
        if distances.isBelow(
          max(reach[position].longest, reach[position].segment), nodes[leaf], nodes[position])
        {
          return true
        }
      }
      func step(to next: Int, over edge: Int32) {
        let cost = problem.costs[Int(edge)]
        let before = reach[position]
        let longest = max(before.longest, before.segment)
        reach[next] = (isKey ? cost : before.segment + cost, longest)
        walk.append((next, position))
      }
      if parents[position] >= 0, parents[position] != from {
        step(to: parents[position], over: edges[position])
      }
      for next in position + 1..<max(count, position + 1)
      where parents[next] == position && next != from {
        step(to: next, over: edges[next])
      }
    }
    return false
  }

  /// Whether a spanning tree of special distances over the leaves costs less than the small tree.
  private mutating func hasCheaperSpanningTree() -> Bool {
    var open: [(node: Int32, distance: Int64)] = []
    for position in nodes.indices where degrees[position] == 1 {
      open.append((nodes[position], .max))
    }
    guard open.count > 2, let start = open.popLast() else { return false }
    var sum: Int64 = 0
    var last = start.node
    while !open.isEmpty {
      var best = 0
      for index in open.indices {
        open[index].distance = min(
          open[index].distance, distances.between(last, open[index].node, below: cost - sum))
        if open[index].distance < open[best].distance { best = index }
      }
      if open[best].distance >= cost - sum { return false }
      sum += open[best].distance
      last = open[best].node
      open.swapAt(best, open.count - 1)
      open.removeLast()
    }
    return sum < cost
  }
}
