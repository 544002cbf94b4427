import Graphs

/// The reduction rules for rooted prize-collecting problems. All are repeated while they apply.
extension PrizeReduction {
  /// Applies all rules for a number of rounds.
  ///
  /// - Complexity: O(n + m) a round, since each search is limited.
  mutating func run() {
    leaveOutUnreachable()
    // Wide searches are affordable only after narrow ones have made the graph sparse.
    for budget in [100, 400, 4000, 4000] where budget * edgesLeft <= Self.work {
      let hasFolded = foldPendantNodes()
      let hasClaimed = claimTerminals(budget)
      let hasDeleted = deleteDominatedEdges(budget)
      if budget == 4000, !hasFolded, !hasClaimed, !hasDeleted { break }
    }
  }

  /// The maximum number of edges examined in one round.
  private static let work = 40_000_000

  private var edgesLeft: Int { isEdgeAlive.count { $0 } }

  /// Excludes the nodes that cannot be connected to a terminal; their prizes are lost.
  private mutating func leaveOutUnreachable() {
    let terminals = isTerminal.indices.filter { isTerminal[$0] }.map { Int32($0) }
    let isReached = graph.reached(from: terminals, isLeaf: isLeaf) { isEdgeAlive[Int($0)] }
    for node in isReached.indices where isNodeAlive[node] && !isReached[node] {
      leaveOut(Int32(node))
    }
  }

  /// Decides nodes of degree one or less: such a node is merged with its neighbour if its prize
  /// exceeds the cost of the edge, and excluded otherwise.
  private mutating func foldPendantNodes() -> Bool {
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

  /// Makes terminals of nodes that some best tree contains.
  ///
  /// Some best tree contains a node if a path leads to a terminal whose cost, at each point, is
  /// covered by the prizes collected before: if a tree does not contain the node, adding the path
  /// up to the tree does not make it worse.
  ///
  /// Source: Ljubić et al. 2006, for paths without prizes.
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

  /// Deletes each edge that can be replaced by a path.
  ///
  /// No section of the path, minus the prizes inside the section, may cost more than the edge.
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

/// Searches for paths on which prizes are collected.
///
/// The search ends after a given number of edges.
///
/// Prizes reduce the length of a path, so Dijkstra's order of settling nodes is not exact. Each
/// node is settled only once: the result is a valid path, but not always the best one. No path
/// passes through a leaf.
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

  /// Whether a path leads to a terminal, all of whose initial sections are covered by the prize of
  /// the start and the prizes on the way.
  mutating func reachesTerminal(from start: Int32, in state: PrizeReduction) -> Bool {
    search(from: start, limit: state.prizes[Int(start)], avoiding: -1, in: state) {
      state.isTerminal[Int($0)] && !state.isLeaf[Int($0)]
    } onwards: { node, length in
      length - state.prizes[Int(node)]
    }
  }

  /// Whether a path connects the ends of an edge, no section of which costs more than the edge.
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
