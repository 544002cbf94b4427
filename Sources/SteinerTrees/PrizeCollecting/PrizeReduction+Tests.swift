import Graphs

/// The tests that shrink a rooted prize-collecting problem; repeated while they bite.
extension PrizeReduction {
  /// Runs all tests, some rounds of them.
  ///
  /// - Complexity: O(n + m) a round: each search is limited.
  mutating func run() {
    leaveOutUnreachable()
    // Wide searches pay off only where narrow ones have thinned the graph out.
    for budget in [100, 400, 4000, 4000] where budget * edgesLeft <= Self.work {
      let hasFolded = foldEnds()
      let hasClaimed = claimTerminals(budget)
      let hasDeleted = deleteDominatedEdges(budget)
      if budget == 4000, !hasFolded, !hasClaimed, !hasDeleted { break }
    }
  }

  /// How many edges may be looked at in one round, at the worst.
  private static let work = 40_000_000

  private var edgesLeft: Int { isEdgeAlive.count { $0 } }

  /// What no path joins to a terminal is lost.
  private mutating func leaveOutUnreachable() {
    let terminals = isTerminal.indices.filter { isTerminal[$0] }.map { Int32($0) }
    let isReached = graph.reached(from: terminals, isLeaf: isLeaf) { isEdgeAlive[Int($0)] }
    for node in isReached.indices where isNodeAlive[node] && !isReached[node] {
      leaveOut(Int32(node))
    }
  }

  /// A node with one edge is worth going to, or not.
  private mutating func foldEnds() -> Bool {
    var hasChanged = false
    for start in 0..<Int32(graph.nodeCount) {
      var node = start
      while isNodeAlive[Int(node)], degree[Int(node)] <= 1, !isTerminal[Int(node)] {
        hasChanged = true
        guard let last = slots(of: node).first(where: { _ in true }),
          prizes[Int(node)] > costs[Int(last.edge)], !isLeaf[Int(last.neighbour)]
        else {
          let neighbour = slots(of: node).first { _ in true }?.neighbour
          leaveOut(node)
          guard let neighbour else { break }
          node = neighbour
          continue
        }
        fold(node, into: last.neighbour, over: last.edge)
        node = last.neighbour
      }
    }
    return hasChanged
  }

  /// A node whose prize pays for a path to a terminal is in some best tree: where a tree leaves it
  /// out, the path as far as the tree, with the prizes on it, does no harm.
  ///
  /// Source: Ljubić et al. 2006 for the path without prizes.
  private mutating func claimTerminals(_ budget: Int) -> Bool {
    var walk = PrizeWalk(count: graph.nodeCount, budget: budget)
    var hasChanged = false
    let order = prizes.indices.filter { isNodeAlive[$0] && !isTerminal[$0] && prizes[$0] > 0 }
      .sorted { (-prizes[$0], $0) < (-prizes[$1], $1) }
    for node in order where walk.reachesTerminal(from: Int32(node), in: self) {
      isTerminal[node] = true
      hasChanged = true
    }
    return hasChanged
  }

  /// An edge goes where another path joins its ends of which no part, less the prizes within that
  /// part, costs more.
  ///
  /// Source: Uchoa 2006, "Reduction tests for the prize-collecting Steiner problem".
  private mutating func deleteDominatedEdges(_ budget: Int) -> Bool {
    var walk = PrizeWalk(count: graph.nodeCount, budget: budget)
    var hasChanged = false
    for edge in 0..<Int32(graph.edgeCount) where isEdgeAlive[Int(edge)] {
      guard walk.replaces(edge, in: self) else { continue }
      delete(edge: edge)
      hasChanged = true
    }
    return hasChanged
  }
}

/// A search along paths that earn the prizes on their way; it gives up after some edges.
///
/// The prizes make lengths fall, so that no order of settling is the right one: each node is
/// settled once, and what is found is a path, if not always the best. No path leads through a leaf.
private struct PrizeWalk {
  private let budget: Int
  private var length: [Int64]
  private var isSettled: [Bool]
  private var touched: [Int32] = []
  private var heap = BinaryHeap()

  init(count: Int, budget: Int) {
    self.budget = budget
    length = [Int64](repeating: .max, count: count)
    isSettled = [Bool](repeating: false, count: count)
  }

  /// Whether a path leads to a terminal that the prize of its start pays for, wherever it is cut.
  mutating func reachesTerminal(from start: Int32, in state: PrizeReduction) -> Bool {
    search(from: start, limit: state.prizes[Int(start)], avoiding: -1, in: state) {
      state.isTerminal[Int($0)] && !state.isLeaf[Int($0)]
    } onwards: { node, length in
      length - state.prizes[Int(node)]
    }
  }

  /// Whether a path joins the ends of an edge of which no part costs more than the edge.
  mutating func replaces(_ edge: Int32, in state: PrizeReduction) -> Bool {
    let goal = state.graph.heads[Int(edge)]
    return search(
      from: state.graph.tails[Int(edge)], limit: state.costs[Int(edge)], avoiding: edge, in: state
    ) {
      $0 == goal
    } onwards: { node, length in
      state.isTerminal[Int(node)] ? 0 : max(0, length - state.prizes[Int(node)])
    }
  }

  private mutating func search(
    from start: Int32, limit: Int64, avoiding edge: Int32, in state: PrizeReduction,
    until isGoal: (Int32) -> Bool, onwards: (Int32, Int64) -> Int64
  ) -> Bool {
    for node in touched {
      length[Int(node)] = .max
      isSettled[Int(node)] = false
    }
    touched = [start]
    heap.removeAll()
    length[Int(start)] = 0
    heap.insert(start, key: 0)
    var budget = budget
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      if isSettled[Int(entry.node)] { continue }
      isSettled[Int(entry.node)] = true
      for index in state.graph.slotRange(entry.node) {
        let slot = state.graph.slots[index]
        let far = Int(slot.neighbour)
        guard state.isEdgeAlive[Int(slot.edge)], slot.edge != edge, !isSettled[far] else {
          continue
        }
        budget -= 1
        if budget < 0 { return false }
        let arrival = entry.key + state.costs[Int(slot.edge)]
        if arrival > limit { continue }
        if isGoal(slot.neighbour) { return true }
        if state.isLeaf[far] { continue }
        let departure = onwards(slot.neighbour, arrival)
        guard departure < length[far] else { continue }
        if length[far] == .max { touched.append(slot.neighbour) }
        length[far] = departure
        heap.insert(slot.neighbour, key: departure)
      }
    }
    return false
  }
}
