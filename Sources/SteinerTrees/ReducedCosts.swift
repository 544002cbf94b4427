import Graphs

/// Reduced costs, and for each arc a lower bound on the cost of a tree that contains it.
///
/// A tree that contains an arc leads from the root to the tail of the arc, and from its head to a
/// terminal. It pays the reduced costs of both paths and of the arc in addition to the bound.
struct ReducedCosts {
  let root: Int32
  /// Indexed by arc: the reduced cost.
  let costs: [Int64]
  /// Indexed by node: the distance from the root; maximal if it is at least the slack.
  let fromRoot: [Int64]
  /// Indexed by node: the distance to the nearest terminal other than the root; maximal if it is at
  /// least the slack.
  let onwards: [Int64]
  /// A tree whose reduced costs add up to less than this is cheaper than the best tree known.
  let slack: Int64
  /// The lower bound on the cost of every tree, in unscaled units.
  let bound: Int64

  /// - Parameters:
  ///   - problem: the problem that was bounded.
  ///   - ascent: the bound.
  ///   - root: the root of the ascent.
  ///   - upperBound: the cost of the best tree known.
  ///   - scale: the factor by which the costs of the ascent were multiplied. The costs of the
  ///     problem are unscaled.
  /// - Complexity: O(m log n).
  init(
    _ problem: Problem, _ ascent: DualAscent, root: Int32, upperBound: Int64, scale: Int64 = 1
  ) {
    self.root = root
    costs = ascent.reducedCosts
    bound = (ascent.bound + scale - 1) / scale
    slack = (upperBound - 1) * scale + 1 - ascent.bound
    fromRoot = Self.distances(problem, costs, from: [root], forwards: true, limit: slack)
    onwards = Self.distances(
      problem, costs, from: problem.terminals.filter { $0 != root }, forwards: false, limit: slack)
  }

  /// Excludes the edges that no tree cheaper than the best one known contains.
  ///
  /// Source: Polzin and Vahdati Daneshmand 2001, section 3.3; Duin 1993.
  ///
  /// - Complexity: O(m).
  func exclude(_ problem: Problem, from keeps: inout [Bool]) {
    for edge in keeps.indices where keeps[edge] {
      keeps[edge] = admits(Int32(2 * edge), problem) || admits(Int32(2 * edge + 1), problem)
    }
  }

  /// Whether a tree cheaper than the best one known may contain an arc.
  func admits(_ arc: Int32, _ problem: Problem) -> Bool {
    isBelow(
      fromRoot[Int(problem.tail(of: arc))], costs[Int(arc)],
      onwards[Int(problem.tail(of: arc ^ 1))])
  }

  private func isBelow(_ before: Int64, _ arc: Int64, _ after: Int64) -> Bool {
    before != .max && after != .max && before + arc + after < slack
  }

  private static func distances(
    _ problem: Problem, _ costs: [Int64], from sources: [Int32], forwards: Bool, limit: Int64
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
        let length = entry.key + costs[Int(arc)]
        guard length < distance[Int(slot.neighbour)], length < limit else { continue }
        distance[Int(slot.neighbour)] = length
        heap.insert(slot.neighbour, key: length)
      }
    }
    return distance
  }
}
