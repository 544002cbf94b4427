import Graphs

/// Rules out edges, and ways through nodes, by following what a best tree would have to do next.
///
/// Suppose that a best tree holds some small tree. At a leaf of it that is no terminal it has to go
/// on, over some of the other edges there: if each choice of them can be ruled out, the small tree
/// can be, too. A small tree is ruled out where a leaf can be joined to another of its nodes at a
/// special distance below some key path between them, where a spanning tree of special distances over
/// its leaves is cheaper than itself, or where its reduced costs exceed what the best tree known leaves.
/// All comparisons of lengths are strict, so that all that is ruled out is in no best tree of the
/// problem as it stands, and all of it goes at once.
///
/// Sources: Polzin and Vahdati Daneshmand 2002, "Extending reduction techniques for the Steiner tree
/// problem"; Duin 2000.
struct ExtendedReduction {
  /// How many leaves may be followed one after the other.
  private static let depthLimit = 8
  /// A leaf with more other edges than this is not followed.
  private static let branchLimit = 4
  /// How many small trees are looked at for each question.
  private static let budgetPerQuestion = 300

  private let problem: Problem
  private let ascents: [ReducedCosts]
  /// Asked now and then: no further question is put once it answers yes.
  private let isTimeUp: @Sendable () -> Bool
  private var distances: SpecialDistances
  /// Which edges are still there.
  private(set) var keeps: [Bool]
  /// Which edges are in each best tree.
  private(set) var takes: [Bool]

  // The small tree: its nodes, each after its parent.
  private var nodes: [Int32] = []
  private var parents: [Int] = []
  private var edges: [Int32] = []
  private var degrees: [Int] = []
  /// By node of the problem whether it is in the small tree.
  private var isInside: [Bool]
  private var cost: Int64 = 0
  private var budget = 0

  // Workspace for walking the small tree.
  private var reach: [(segment: Int64, longest: Int64)] = []
  private var walk: [(place: Int, from: Int)] = []

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

  /// Drops every edge that can be ruled out.
  ///
  /// - Complexity: O(m) questions of bounded work, with O(log n) for each distance asked for.
  mutating func dropEdges(threads: Int) {
    let dropped = concurrentMap(Self.shares(of: keeps.count), threads: threads) { [self] share in
      var worker = self
      worker.dropEdges(share)
      return share.filter { !worker.keeps[$0] }
    }
    for edge in dropped.joined() { keeps[edge] = false }
  }

  /// The work in pieces that hang on its size alone, so that any number of threads does the same.
  private static func shares(of count: Int) -> [Range<Int>] {
    let size = max(2_000, (count + 15) / 16)
    return stride(from: 0, to: count, by: size).map { $0..<min(count, $0 + size) }
  }

  private mutating func dropEdges(_ share: Range<Int>) {
    for edge in share where keeps[edge] {
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

  /// Drops and takes edges by all ways in which a best tree may pass small parts of the graph.
  ///
  /// - Returns: how many.
  /// - Complexity: O(1) for each node; memory O(n + m) for each thread.
  mutating func enumerateLocally(threads: Int) -> Int {
    let before = keeps.count { $0 }
    let decided = concurrentMap(Self.shares(of: problem.graph.nodeCount), threads: threads) {
      [self] share in
      var local = LocalEnumeration(
        problem, keeps: keeps, distances: distances, isTimeUp: isTimeUp)
      local.run(share)
      return (
        dropped: keeps.indices.filter { keeps[$0] && !local.keeps[$0] },
        taken: local.takes.indices.filter { local.takes[$0] }
      )
    }
    for share in decided {
      for edge in share.dropped { keeps[edge] = false }
      for edge in share.taken { takes[edge] = true }
    }
    return before - keeps.count { $0 } + takes.count { $0 }
  }

  /// Nodes that no best tree passes with three or more edges, and which pairs of their edges it may
  /// use; no two of the nodes are neighbours.
  ///
  /// Source: the test of non-terminals of degree k of Duin and Volgenant 1989, extended as above.
  func passableNodes(threads: Int) -> [PassableNode] {
    let graph = problem.graph
    let found = concurrentMap(Self.shares(of: graph.nodeCount), threads: threads) {
      [self] share in
      var worker = self
      return worker.passableNodes(share)
    }
    // Neighbours may have been found in different shares.
    var isTaken = [Bool](repeating: false, count: graph.nodeCount)
    return found.joined().filter { passable in
      if isTaken[Int(passable.node)] { return false }
      for index in graph.slotRange(passable.node) {
        isTaken[Int(graph.slots[index].neighbour)] = true
      }
      return true
    }
  }

  private mutating func passableNodes(_ share: Range<Int>) -> [PassableNode] {
    let graph = problem.graph
    var result: [PassableNode] = []
    var isTaken = [Bool](repeating: false, count: graph.nodeCount)
    for node in share.lazy.map({ Int32($0) }) where !problem.isTerminal[Int(node)] {
      if node & 31 == 0, isTimeUp() { break }
      let slots = graph.slotRange(node).map { graph.slots[$0] }.filter { keeps[Int($0.edge)] }
      guard slots.count == 3 || slots.count == 4, !isTaken[Int(node)],
        !slots.contains(where: { takes[Int($0.edge)] }),
        !slots.contains(where: { isTaken[Int($0.neighbour)] }),
        isPassedOnly(node, slots)
      else { continue }
      var pairs: [(Int32, Int32)] = []
      for first in slots.indices {
        for second in slots.indices where second > first {
          begin(at: node)
          add([slots[first].edge, slots[second].edge], to: 0)
          if !isRuledOut() { pairs.append((slots[first].edge, slots[second].edge)) }
          clear()
        }
      }
      // More edges than before are worth nothing.
      if pairs.count > slots.count { continue }
      isTaken[Int(node)] = true
      for slot in slots { isTaken[Int(slot.neighbour)] = true }
      result.append(PassableNode(node: node, pairs: pairs))
    }
    return result
  }

  private mutating func isPassedOnly(_ node: Int32, _ slots: [Graph.Slot]) -> Bool {
    for choice in 1..<(1 << slots.count) where choice.nonzeroBitCount >= 3 {
      begin(at: node)
      add(slots.indices.filter { choice >> $0 & 1 == 1 }.map { slots[$0].edge }, to: 0)
      let isOut = isRuledOut()
      clear()
      if !isOut { return false }
    }
    return true
  }

  // MARK: The small tree

  private mutating func begin(at node: Int32) {
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

  /// Adds some edges at one node of the small tree.
  private mutating func add(_ more: [Int32], to place: Int) {
    for edge in more {
      append(problem.other(nodes[place], over: edge), parent: place, edge: edge)
      cost += problem.costs[Int(edge)]
    }
    degrees[place] += more.count
  }

  /// Takes the last edges off again.
  private mutating func remove(_ count: Int, from place: Int) {
    for _ in 0..<count {
      isInside[Int(nodes.removeLast())] = false
      parents.removeLast()
      degrees.removeLast()
      cost -= problem.costs[Int(edges.removeLast())]
    }
    degrees[place] -= count
  }

  private mutating func clear() {
    for node in nodes { isInside[Int(node)] = false }
    nodes.removeAll(keepingCapacity: true)
    parents.removeAll(keepingCapacity: true)
    edges.removeAll(keepingCapacity: true)
    degrees.removeAll(keepingCapacity: true)
    cost = 0
  }

  // MARK: Ruling out

  /// Whether the small tree of a question is in no best tree.
  private mutating func isRuledOut() -> Bool {
    contradicts(newest: nodes.count - 1) || isRuledOut(depth: Self.depthLimit)
  }

  /// Whether every way to go on from some leaf is ruled out.
  private mutating func isRuledOut(depth: Int) -> Bool {
    guard depth > 0, budget > 0 else { return false }
    // The newest leaves are looked at first, for there the others have had their turn.
    var leaf = -1
    var fewest = Self.branchLimit + 1
    for place in nodes.indices.reversed() where degrees[place] == 1 {
      if problem.isTerminal[Int(nodes[place])] { continue }
      let count = waysOn(from: place)
      if count < fewest { (leaf, fewest) = (place, count) }
    }
    if leaf < 0 { return false }
    let own = edgeOfLeaf(leaf)
    var ways: [Int32] = []
    for index in problem.graph.slotRange(nodes[leaf]) {
      let slot = problem.graph.slots[index]
      guard keeps[Int(slot.edge)], slot.edge != own, !isInside[Int(slot.neighbour)] else {
        continue
      }
      ways.append(slot.edge)
    }
    for choice in 1..<(1 << ways.count) {
      budget -= 1
      let more = ways.indices.filter { choice >> $0 & 1 == 1 }.map { ways[$0] }
      add(more, to: leaf)
      var isOut = false
      for newest in nodes.count - more.count..<nodes.count where !isOut {
        isOut = contradicts(newest: newest)
      }
      if !isOut { isOut = isRuledOut(depth: depth - 1) }
      remove(more.count, from: leaf)
      if !isOut { return false }
    }
    return true
  }

  /// The one edge of the small tree at a leaf.
  private func edgeOfLeaf(_ place: Int) -> Int32 {
    place > 0 ? edges[place] : edges[parents.firstIndex(of: 0) ?? 0]
  }

  private func waysOn(from place: Int) -> Int {
    let own = edgeOfLeaf(place)
    var count = 0
    for index in problem.graph.slotRange(nodes[place]) {
      let slot = problem.graph.slots[index]
      if keeps[Int(slot.edge)], slot.edge != own, !isInside[Int(slot.neighbour)] { count += 1 }
    }
    return count
  }

  /// Whether the small tree, last grown by a leaf, can be ruled out as it stands.
  private mutating func contradicts(newest: Int) -> Bool {
    for ascent in ascents where exceeds(ascent) { return true }
    return hasShorterLink(from: newest) || hasShorterTree()
  }

  private func exceeds(_ ascent: ReducedCosts) -> Bool {
    var inwards: Int64 = 0
    for place in nodes.indices.dropFirst() { inwards += reduced(ascent, place, isAway: true) }
    // Entered at the first node, all arcs lead away from it; entered elsewhere, those between turn.
    for place in nodes.indices where degrees[place] == 1 {
      let start = ascent.fromRoot[Int(nodes[place])]
      if start == .max { continue }
      var sum = inwards
      var step = place
      while step != 0 {
        sum += reduced(ascent, step, isAway: false) - reduced(ascent, step, isAway: true)
        step = parents[step]
      }
      sum += start
      for other in nodes.indices where degrees[other] == 1 && other != place {
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

  /// The reduced cost of the edge over a node of the small tree, away from its first node or back.
  private func reduced(_ ascent: ReducedCosts, _ place: Int, isAway: Bool) -> Int64 {
    let into = isAway ? nodes[place] : nodes[parents[place]]
    return ascent.costs[Int(problem.arc(into: into, over: edges[place]))]
  }

  /// Whether a leaf can be joined to another node of the small tree at less than a key path between
  /// them costs, or part of one.
  private mutating func hasShorterLink(from leaf: Int) -> Bool {
    let count = nodes.count
    if reach.count < count { reach = .init(repeating: (0, 0), count: count + 8) }
    reach[leaf] = (0, 0)
    walk.removeAll(keepingCapacity: true)
    walk.append((leaf, -1))
    while let (place, from) = walk.popLast() {
      let isKey =
        degrees[place] != 2 || problem.isTerminal[Int(nodes[place])]
      if place != leaf {
        if distances.isBelow(
          max(reach[place].longest, reach[place].segment), nodes[leaf], nodes[place])
        {
          return true
        }
      }
      func step(to next: Int, over edge: Int32) {
        let cost = problem.costs[Int(edge)]
        let before = reach[place]
        let longest = max(before.longest, before.segment)
        reach[next] = (isKey ? cost : before.segment + cost, longest)
        walk.append((next, place))
      }
      if parents[place] >= 0, parents[place] != from {
        step(to: parents[place], over: edges[place])
      }
      for next in place + 1..<max(count, place + 1) where parents[next] == place && next != from {
        step(to: next, over: edges[next])
      }
    }
    return false
  }

  /// Whether a spanning tree of special distances over the leaves is cheaper than the small tree.
  private mutating func hasShorterTree() -> Bool {
    var open: [(node: Int32, distance: Int64)] = []
    for place in nodes.indices where degrees[place] == 1 {
      open.append((nodes[place], .max))
    }
    guard open.count > 2, let start = open.popLast() else { return false }
    var sum: Int64 = 0
    var last = start.node
    while !open.isEmpty {
      var best = 0
      for place in open.indices {
        open[place].distance = min(
          open[place].distance, distances.between(last, open[place].node, below: cost - sum))
        if open[place].distance < open[best].distance { best = place }
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

/// A node that a best tree passes with two edges at most.
struct PassableNode {
  let node: Int32
  /// The pairs of its edges that a best tree may use.
  let pairs: [(Int32, Int32)]
}
