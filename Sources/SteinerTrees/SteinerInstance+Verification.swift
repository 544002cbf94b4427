public import Graphs

/// What is wrong with a set of edges that should be a tree over the terminals.
public enum SteinerTreeFault: Error, Hashable {
  /// The graph has no such edge.
  case unknown(EdgeID)
  /// The edge closes a cycle, or stands twice.
  case cycle(EdgeID)
  /// The terminal hangs on no path from the first one.
  case apart(terminal: NodeID)
  /// The edge hangs on no path from the first terminal.
  case stray(EdgeID)
  /// The terminal must be a leaf, and a path leads through it.
  case passed(leaf: NodeID)
}

extension SteinerInstance {
  /// Checks from the instance alone that some edges form a tree over all terminals.
  ///
  /// It shares no code with the solver.
  ///
  /// - Returns: what the edges cost together.
  /// - Throws: ``SteinerTreeFault`` with the first thing found wrong.
  /// - Complexity: O(n + t log n) for t edges.
  public func verify(_ edges: [EdgeID]) throws(SteinerTreeFault) -> Int64 {
    var above = [UInt32](0..<UInt32(graph.nodeCount))
    func top(of node: NodeID) -> UInt32 {
      var node = node.rawValue
      while above[Int(node)] != node {
        above[Int(node)] = above[Int(above[Int(node)])]
        node = above[Int(node)]
      }
      return node
    }
    var cost: Int64 = 0
    var degree = [Int](repeating: 0, count: graph.nodeCount)
    for edge in edges {
      guard Int(edge.rawValue) < graph.edgeCount else { throw .unknown(edge) }
      let (a, b) = graph.ends(of: edge)
      let (above1, above2) = (top(of: a), top(of: b))
      if above1 == above2 { throw .cycle(edge) }
      above[Int(max(above1, above2))] = min(above1, above2)
      degree[Int(a.rawValue)] += 1
      degree[Int(b.rawValue)] += 1
      cost += costs[Int(edge.rawValue)]
    }
    guard let first = terminals.first else {
      if let stray = edges.first { throw .stray(stray) }
      return 0
    }
    let home = top(of: first)
    for terminal in terminals where top(of: terminal) != home { throw .apart(terminal: terminal) }
    for edge in edges where top(of: graph.ends(of: edge).0) != home { throw .stray(edge) }
    for leaf in leaves where degree[Int(leaf.rawValue)] > 1 {
      throw .passed(leaf: leaf)
    }
    return cost
  }
}
