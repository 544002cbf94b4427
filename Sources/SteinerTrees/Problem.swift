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
