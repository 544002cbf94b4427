import Graphs

/// A Steiner tree problem in the form that the algorithms work on: flat arrays and 32-bit numbers.
///
/// Each edge e has two arcs: arc 2e leads from the tail of the edge to its head, arc 2e + 1 in the
/// opposite direction.
struct Problem: Sendable {
  let graph: Graph
  let costs: [Int64]
  let isTerminal: [Bool]
  let terminals: [Int32]
  /// The terminal from which bounds are computed.
  let root: Int32

  @inline(__always)
  /// The arc of an edge that leads to a node.
  func arc(into node: Int32, over edge: Int32) -> Int32 {
    edge << 1 | (graph.heads[Int(edge)] == node ? 0 : 1)
  }

  @inline(__always)
  /// The node at which an arc begins.
  func tail(of arc: Int32) -> Int32 {
    arc & 1 == 0 ? graph.tails[Int(arc >> 1)] : graph.heads[Int(arc >> 1)]
  }

  @inline(__always)
  /// The other end of an edge at a node.
  func other(_ node: Int32, over edge: Int32) -> Int32 {
    let tail = graph.tails[Int(edge)]
    return tail == node ? graph.heads[Int(edge)] : tail
  }

  /// The total cost of some edges.
  func cost(of edges: [Int32]) -> Int64 {
    edges.reduce(0) { $0 + costs[Int($1)] }
  }
}

extension Problem {
  /// Translates sets of nodes to new node numbers, and keeps those that still separate a terminal
  /// from the root.
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

  /// The same problem with all costs multiplied by a scale.
  ///
  /// A finer unit of cost lets dual ascent and linear programs divide costs with less rounding.
  func scaled(by scale: Int64) -> Problem {
    Problem(
      graph: graph, costs: costs.map { $0 * scale }, isTerminal: isTerminal, terminals: terminals,
      root: root)
  }

  /// The largest scale, up to 2^20, for which the sum of all costs and the given cost remains below
  /// 2^54.
  func costScale(upTo cost: Int64) -> Int64 {
    let sum = costs.reduce(into: max(1, cost)) { $0 += $1 }
    var scale: Int64 = 1 << 20
    while scale > 1, sum > (1 << 54) / scale { scale /= 2 }
    return scale
  }

  /// The same problem restricted to some of its edges, and the original numbers of these edges.
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
