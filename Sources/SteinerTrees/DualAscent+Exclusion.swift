import Graphs

extension DualAscent {
  /// Rules out edges that no tree cheaper than one already known can use.
  ///
  /// A tree that uses an arc leads from the root to its tail and from its head on to a terminal, and
  /// pays the reduced costs of all that on top of the bound. Source: Polzin and Vahdati Daneshmand
  /// 2001, section 3.3; Duin 1993.
  ///
  /// - Complexity: O(m log n).
  func exclude(_ problem: Problem, root: Int32, upperBound: Int64, from keeps: inout [Bool]) {
    let slack = upperBound - bound
    let fromRoot = distances(problem, from: [root], forwards: true, limit: slack)
    let onwards = distances(
      problem, from: problem.terminals.filter { $0 != root }, forwards: false, limit: slack)
    for edge in keeps.indices where keeps[edge] {
      let (a, b) = (Int(problem.graph.tails[edge]), Int(problem.graph.heads[edge]))
      keeps[edge] =
        isBelow(slack, fromRoot[a], reducedCosts[2 * edge], onwards[b])
        || isBelow(slack, fromRoot[b], reducedCosts[2 * edge + 1], onwards[a])
    }
  }

  private func isBelow(_ slack: Int64, _ before: Int64, _ arc: Int64, _ after: Int64) -> Bool {
    before != .max && after != .max && before + arc + after < slack
  }

  /// Distances over reduced costs, away from the root or back from the terminals; maximal from the
  /// limit on.
  private func distances(
    _ problem: Problem, from sources: [Int32], forwards: Bool, limit: Int64
  ) -> [Int64] {
    let graph = problem.graph
    var distance = [Int64](repeating: .max, count: graph.nodeCount)
    var heap = BinaryHeap()
    for node in sources {
      distance[Int(node)] = 0
      heap.insert(node, key: 0)
    }
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      if entry.key != distance[Int(entry.node)] { continue }
      for index in graph.slotRange(entry.node) {
        let slot = graph.slots[index]
        let arc = problem.arc(into: forwards ? slot.neighbour : entry.node, over: slot.edge)
        let length = entry.key + reducedCosts[Int(arc)]
        guard length < distance[Int(slot.neighbour)], length < limit else { continue }
        distance[Int(slot.neighbour)] = length
        heap.insert(slot.neighbour, key: length)
      }
    }
    return distance
  }
}
