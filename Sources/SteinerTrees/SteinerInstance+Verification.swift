public import Graphs

/// Why a set of edges is not a tree that connects all terminals.
public enum SteinerTreeFault: Error, Hashable {
  /// The graph has no such edge.
  case unknown(EdgeID)
  /// The edge closes a cycle, or is listed twice.
  case cycle(EdgeID)
  /// No path connects the terminal to the first terminal.
  case apart(terminal: NodeID)
  /// No path connects the edge to the first terminal.
  case stray(EdgeID)
  /// A path passes through this terminal, which must be a leaf.
  case passed(leaf: NodeID)
}

extension SteinerInstance {
  /// Checks that a set of edges is a tree that connects all terminals.
  ///
  /// The check uses the instance only and shares no code with the solver.
  ///
  /// - Returns: the total cost of the edges.
  /// - Throws: the first ``SteinerTreeFault`` found.
  /// - Complexity: O(n + t log n) for t edges.
  public func verify(_ edges: [EdgeID]) throws(SteinerTreeFault) -> Int64 {
    var parent = [UInt32](0..<UInt32(graph.nodeCount))
    func representative(of node: NodeID) -> UInt32 {
      var node = node.rawValue
      while parent[Int(node)] != node {
        parent[Int(node)] = parent[Int(parent[Int(node)])]
        node = parent[Int(node)]
      }
      return node
    }
    var cost: Int64 = 0
    var degree = [Int](repeating: 0, count: graph.nodeCount)
    for edge in edges {
      guard Int(edge.rawValue) < graph.edgeCount else { throw .unknown(edge) }
      let (a, b) = graph.ends(of: edge)
      let (first, second) = (representative(of: a), representative(of: b))
      if first == second { throw .cycle(edge) }
      parent[Int(max(first, second))] = min(first, second)
      degree[Int(a.rawValue)] += 1
      degree[Int(b.rawValue)] += 1
      cost += costs[Int(edge.rawValue)]
    }
    guard let first = terminals.first else {
      if let stray = edges.first { throw .stray(stray) }
      return 0
    }
    let component = representative(of: first)
    for terminal in terminals where representative(of: terminal) != component {
      throw .apart(terminal: terminal)
    }
    for edge in edges where representative(of: graph.ends(of: edge).0) != component {
      throw .stray(edge)
    }
    for leaf in leaves where degree[Int(leaf.rawValue)] > 1 {
      throw .passed(leaf: leaf)
    }
    return cost
  }
}
