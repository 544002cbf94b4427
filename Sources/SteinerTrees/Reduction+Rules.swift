import Graphs

/// The reduction rules. Cheap rules come first; all are repeated while they still delete edges.
///
/// Sources: Duin and Volgenant 1989; Polzin and Vahdati Daneshmand 2001.
extension Reduction {
  /// The rules around a single node skip nodes above this degree, so that such nodes do not
  /// dominate the work.
  ///
  /// Rules at their neighbours still apply to their edges.
  private static let degreeLimit: Int32 = 32

  /// Applies all rules for a number of rounds.
  ///
  /// - Parameter taken: edges that some best tree contains together.
  /// - Complexity: O(m log n) a round.
  mutating func run(taking taken: [Int32] = []) {
    var queue = [Int32](0..<Int32(degree.count))
    for edge in taken where isAlive[Int(edge)] { take(edge, &queue) }
    contractFreeEdges(&queue)
    simplify(&queue)
    for _ in 0..<3 where terminalCount > 1 {
      let before = tails.indices.reduce(0) { isAlive[$1] ? $0 + 1 : $0 }
      queue = deleteDominatedEdges()
      simplify(&queue)
      queue = contractShortLinks()
      simplify(&queue)
      let after = tails.indices.reduce(0) { isAlive[$1] ? $0 + 1 : $0 }
      if before - after < before / 50 { break }
    }
  }

  /// An edge of cost zero can always be included; subtrees without terminals are removed at the
  /// end.
  private mutating func contractFreeEdges(_ changed: inout [Int32]) {
    for edge in tails.indices where isAlive[edge] && costs[edge] == 0 {
      contract(Int32(edge), &changed)
    }
  }

  /// Applies the rules around single nodes until none applies.
  private mutating func simplify(_ queue: inout [Int32]) {
    var isQueued = [Bool](repeating: false, count: degree.count)
    var edgeTo = [Int32](repeating: -1, count: degree.count)
    for node in queue { isQueued[Int(node)] = true }
    var index = 0
    var changed: [Int32] = []
    while index < queue.count {
      let node = queue[index]
      index += 1
      guard isQueued[Int(node)] else { continue }
      isQueued[Int(node)] = false
      changed.removeAll(keepingCapacity: true)
      simplify(at: node, &edgeTo, &changed)
      for other in changed where !isQueued[Int(other)] {
        isQueued[Int(other)] = true
        queue.append(other)
      }
    }
    queue.removeAll()
  }

  /// Applies the rules around a single node: parallel edges, nodes of degree one or two, nearest
  /// terminal.
  private mutating func simplify(
    at node: Int32, _ edgeTo: inout [Int32], _ changed: inout [Int32]
  ) {
    guard terminalCount > 1, degree[Int(node)] > 0, degree[Int(node)] <= Self.degreeLimit else {
      return
    }
    deleteParallels(at: node, &edgeTo, &changed)
    let end = firstEnd(at: node)
    switch (degree[Int(node)], isTerminal[Int(node)]) {
    case (1, true): contract(end >> 1, &changed)
    case (1, false):
      changed.append(far(end))
      delete(end >> 1)
    case (2, false):
      let other = self.end(after: end)
      changed.append(far(end))
      changed.append(far(other))
      join(end >> 1, other >> 1, over: node)
    case (_, true): contractNearest(to: node, &changed)
    default: break
    }
  }

  /// Deletes all but the cheapest of the edges to each neighbour.
  private mutating func deleteParallels(
    at node: Int32, _ edgeTo: inout [Int32], _ changed: inout [Int32]
  ) {
    var end = firstEnd(at: node)
    while end >= 0 {
      let following = self.end(after: end)
      let edge = end >> 1
      let far = far(end)
      let rival = edgeTo[Int(far)]
      if rival < 0 {
        edgeTo[Int(far)] = edge
      } else {
        let isWorse = (costs[Int(edge)], edge) > (costs[Int(rival)], rival)
        delete(isWorse ? edge : rival)
        if !isWorse { edgeTo[Int(far)] = edge }
        changed.append(far)
      }
      end = following
    }
    end = firstEnd(at: node)
    while end >= 0 {
      edgeTo[Int(far(end))] = -1
      end = self.end(after: end)
    }
  }

  /// The cheapest edge of a terminal is in some best tree if it leads to another terminal.
  private mutating func contractNearest(to node: Int32, _ changed: inout [Int32]) {
    var end = firstEnd(at: node)
    var least = Int64.max
    var best: Int32 = -1
    while end >= 0 {
      let edge = end >> 1
      let cost = costs[Int(edge)]
      if cost < least || cost == least && isTerminal[Int(far(end))] {
        least = cost
        best = isTerminal[Int(far(end))] ? edge : -1
      }
      end = self.end(after: end)
    }
    if best >= 0 { contract(best, &changed) }
  }

  // MARK: Short links

  /// Contracts the cheapest edge that leaves a terminal's region, if each other edge that leaves
  /// the region costs more than the whole path over it to the next terminal.
  ///
  /// All comparisons are strict and refer to the same state of the graph, so that some best tree
  /// contains all edges found.
  private mutating func contractShortLinks() -> [Int32] {
    let (base, distance) = nearestTerminals()
    var cheapest = [Int32](repeating: -1, count: degree.count)
    var second = [Int64](repeating: .max, count: degree.count)
    for edge in tails.indices where isAlive[edge] {
      let (a, b) = (base[Int(tails[edge])], base[Int(heads[edge])])
      if a == b || a < 0 || b < 0 { continue }
      for region in [Int(a), Int(b)] {
        if cheapest[region] < 0 {
          cheapest[region] = Int32(edge)
        } else if costs[edge] < costs[Int(cheapest[region])] {
          second[region] = costs[Int(cheapest[region])]
          cheapest[region] = Int32(edge)
        } else {
          second[region] = min(second[region], costs[edge])
        }
      }
    }
    var links: [Int32] = []
    for terminal in degree.indices where cheapest[terminal] >= 0 {
      let edge = Int(cheapest[terminal])
      let length = distance[Int(tails[edge])] + costs[edge] + distance[Int(heads[edge])]
      if length < second[terminal] { links.append(Int32(edge)) }
    }
    var changed: [Int32] = []
    for edge in links where isAlive[Int(edge)] && terminalCount > 1 { contract(edge, &changed) }
    return changed
  }

  /// Indexed by node: the nearest terminal, and the distance to it.
  private func nearestTerminals() -> (base: [Int32], distance: [Int64]) {
    var base = [Int32](repeating: -1, count: degree.count)
    var distance = [Int64](repeating: .max, count: degree.count)
    var heap = BinaryHeap()
    for node in degree.indices where isTerminal[node] {
      base[node] = Int32(node)
      distance[node] = 0
      heap.insert(Int32(node), key: 0)
    }
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      if entry.key != distance[Int(entry.node)] { continue }
      var end = firstEnd(at: entry.node)
      while end >= 0 {
        let far = Int(far(end))
        let length = entry.key + costs[Int(end >> 1)]
        if length < distance[far] {
          distance[far] = length
          base[far] = base[Int(entry.node)]
          heap.insert(Int32(far), key: length)
        }
        end = self.end(after: end)
      }
    }
    return (base, distance)
  }

  // MARK: Bottleneck distances

  /// Deletes each edge whose ends are connected by another walk from terminal to terminal, no hop
  /// of which is longer than the edge.
  ///
  /// - Returns: the nodes whose degree has changed.
  private mutating func deleteDominatedEdges() -> [Int32] {
    var search = HopSearch(count: degree.count)
    var changed: [Int32] = []
    for edge in tails.indices where isAlive[edge] {
      let (a, b) = (tails[edge], heads[edge])
      if search.finds(from: a, to: b, avoiding: Int32(edge), in: self) {
        delete(Int32(edge))
        changed.append(a)
        changed.append(b)
      }
    }
    return changed
  }
}

/// Searches for a walk between the ends of an edge, in hops between terminals that are no longer
/// than the edge.
///
/// The search ends after a fixed number of edges.
///
/// Source: the bottleneck Steiner distance of Duin and Volgenant 1989.
private struct HopSearch {
  private static let budget = 60
  private var distance: [Int64]
  private var touched: [Int32] = []
  private var heap = BinaryHeap()

  init(count: Int) { distance = [Int64](repeating: .max, count: count) }

  mutating func finds(
    from start: Int32, to goal: Int32, avoiding edge: Int32, in state: borrowing Reduction
  ) -> Bool {
    let limit = state.costs[Int(edge)]
    for node in touched { distance[Int(node)] = .max }
    touched.removeAll(keepingCapacity: true)
    heap.removeAll()
    distance[Int(start)] = 0
    touched.append(start)
    heap.insert(start, key: 0)
    var budget = Self.budget
    while !heap.isEmpty, budget > 0 {
      let entry = heap.removeFirst()
      guard entry.key == distance[Int(entry.node)] else { continue }
      var end = state.firstEnd(at: entry.node)
      while end >= 0, budget > 0 {
        budget -= 1
        let next = end >> 1
        let far = state.far(end)
        end = state.end(after: end)
        if next == edge { continue }
        let length = entry.key + state.costs[Int(next)]
        if length > limit { continue }
        if far == goal { return true }
        // A hop that reaches a terminal ends there, and the next hop begins with length 0.
        let start = state.isTerminal[Int(far)] ? 0 : length
        guard start < distance[Int(far)] else { continue }
        if distance[Int(far)] == .max { touched.append(far) }
        distance[Int(far)] = start
        heap.insert(far, key: start)
      }
    }
    return false
  }
}
