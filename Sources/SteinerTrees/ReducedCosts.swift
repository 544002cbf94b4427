import Graphs

/// What a tree that uses an arc pays at least on top of a bound: the reduced costs of dual ascent, and
/// their distances from the root and on to a terminal.
struct ReducedCosts {
  let root: Int32
  /// By arc: what is left of its cost.
  let costs: [Int64]
  /// By node: the distance from the root; maximal from the slack on.
  let fromRoot: [Int64]
  /// By node: the distance to the nearest terminal other than the root; maximal from the slack on.
  let onwards: [Int64]
  /// A tree that pays less than this on top of the bound is better than the best one known.
  let slack: Int64
  /// What every tree costs at least, in whole units.
  let bound: Int64

  /// - Parameters:
  ///   - problem: what was bounded.
  ///   - ascent: the bound.
  ///   - root: what it was grown from.
  ///   - upperBound: what the best tree known costs.
  ///   - parts: in how many parts of a unit the ascent counts; costs are whole units.
  /// - Complexity: O(m log n).
  init(
    _ problem: Problem, _ ascent: DualAscent, root: Int32, upperBound: Int64, parts: Int64 = 1
  ) {
    self.root = root
    costs = ascent.reducedCosts
    bound = (ascent.bound + parts - 1) / parts
    slack = (upperBound - 1) * parts + 1 - ascent.bound
    fromRoot = Self.distances(problem, costs, from: [root], forwards: true, limit: slack)
    onwards = Self.distances(
      problem, costs, from: problem.terminals.filter { $0 != root }, forwards: false, limit: slack)
  }

  /// Rules out edges that no tree cheaper than the best one known can use.
  ///
  /// A tree that uses an arc leads from the root to its tail and from its head on to a terminal, and
  /// pays the reduced costs of all that on top of the bound. Source: Polzin and Vahdati Daneshmand
  /// 2001, section 3.3; Duin 1993.
  ///
  /// - Complexity: O(m).
  func exclude(_ problem: Problem, from keeps: inout [Bool]) {
    for edge in keeps.indices where keeps[edge] {
      keeps[edge] = admits(Int32(2 * edge), problem) || admits(Int32(2 * edge + 1), problem)
    }
  }

  /// Whether a tree better than the best one known may use an arc.
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
