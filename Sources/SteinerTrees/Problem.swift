import Graphs

/// The problem as the kernels see it: flat arrays, 32-bit numbers, reducible.
///
/// Directed arcs are numbered 2e for edge e from tail to head and 2e + 1 for the way back.
struct Problem: Sendable {
  let graph: Graph
  let costs: [Int64]
  let isTerminal: [Bool]
  let terminals: [Int32]
  /// A terminal.
  let root: Int32

  @inline(__always)
  func arc(into node: Int32, over edge: Int32) -> Int32 {
    edge << 1 | (graph.heads[Int(edge)] == node ? 0 : 1)
  }

  @inline(__always)
  func tail(of arc: Int32) -> Int32 {
    arc & 1 == 0 ? graph.tails[Int(arc >> 1)] : graph.heads[Int(arc >> 1)]
  }

  @inline(__always)
  func other(_ node: Int32, over edge: Int32) -> Int32 {
    let tail = graph.tails[Int(edge)]
    return tail == node ? graph.heads[Int(edge)] : tail
  }

  /// What some edges cost together.
  func cost(of edges: [Int32]) -> Int64 {
    edges.reduce(0) { $0 + costs[Int($1)] }
  }
}

extension Problem {
  /// Sets of nodes that still cut a terminal off from the root, with their numbers here.
  func cutting(_ sets: [[Int32]], number: (Int32) -> Int32) -> [[Int32]] {
    sets.compactMap { set in
      let nodes = Set(set.map(number)).filter { $0 >= 0 }.sorted()
      let isCut = !nodes.contains(root) && nodes.contains { isTerminal[Int($0)] }
      return isCut ? nodes : nil
    }
  }

  /// The same problem with another terminal as its root.
  func rooted(at root: Int32) -> Problem {
    Problem(
      graph: graph, costs: costs, isTerminal: isTerminal, terminals: terminals, root: root)
  }

  /// The same problem with costs in parts of a unit.
  func scaled(by parts: Int64) -> Problem {
    Problem(
      graph: graph, costs: costs.map { $0 * parts }, isTerminal: isTerminal, terminals: terminals,
      root: root)
  }

  /// In how many parts a unit of cost can be split while sums of costs, and a cost given, stay exact.
  func parts(upTo cost: Int64) -> Int64 {
    let sum = costs.reduce(into: max(1, cost)) { $0 += $1 }
    var parts: Int64 = 1 << 20
    while parts > 1, sum > (1 << 54) / parts { parts /= 2 }
    return parts
  }

  /// The same problem over some of its edges, and which ones they were.
  func keeping(_ keeps: [Bool]) -> (Problem, [Int32]) {
    let edges = keeps.indices.filter { keeps[$0] }.map { Int32($0) }
    return (
      Problem(
        graph: Graph(
          nodeCount: graph.nodeCount, tails: edges.map { graph.tails[Int($0)] },
          heads: edges.map { graph.heads[Int($0)] }), costs: edges.map { costs[Int($0)] },
        isTerminal: isTerminal, terminals: terminals, root: root), edges
    )
  }
}
