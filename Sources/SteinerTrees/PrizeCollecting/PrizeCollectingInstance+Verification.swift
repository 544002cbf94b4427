public import Graphs

/// Why nodes and edges are not a tree that contains all terminals.
public enum PrizeCollectingFault: Error, Hashable {
  /// There is no node.
  case empty
  /// The graph has no such node, or it is listed twice.
  case unknownNode(NodeID)
  /// The graph has no such edge.
  case unknownEdge(EdgeID)
  /// An end of the edge is not in the tree.
  case stray(EdgeID)
  /// The edge closes a cycle, or is listed twice.
  case cycle(EdgeID)
  /// No path connects the node to the first node.
  case apart(NodeID)
  /// The terminal is not in the tree.
  case missing(terminal: NodeID)
  /// A path passes through this leaf.
  case passed(leaf: NodeID)
}

extension PrizeCollectingInstance {
  /// Checks that nodes and edges form a tree that contains all terminals.
  ///
  /// The check uses the instance only and shares no code with the solver.
  ///
  /// - Returns: the total cost of the edges, plus the prizes of all nodes outside the tree.
  /// - Throws: the first ``PrizeCollectingFault`` found.
  /// - Complexity: O(n + t log n) for t edges.
  public func verify(
    nodes: [NodeID], edges: [EdgeID]
  ) throws(PrizeCollectingFault) -> Int64 {
    let isMember = try graph.verifyTree(nodes: nodes, edges: edges, leaves: leaves)
    for terminal in terminals where !isMember[Int(terminal.rawValue)] {
      throw .missing(terminal: terminal)
    }
    var cost: Int64 = 0
    for edge in edges { cost += costs[Int(edge.rawValue)] }
    for node in prizes.indices where !isMember[node] { cost += prizes[node] }
    return cost
  }
}

extension Graph {
  /// Checks that nodes and edges form a single tree, in which no path passes through a leaf.
  ///
  /// - Returns: indexed by node, whether the tree contains it.
  func verifyTree(
    nodes: [NodeID], edges: [EdgeID], leaves: [NodeID]
  ) throws(PrizeCollectingFault) -> [Bool] {
    guard let first = nodes.first else { throw .empty }
    var isMember = [Bool](repeating: false, count: nodeCount)
    for node in nodes {
      guard Int(node.rawValue) < nodeCount, !isMember[Int(node.rawValue)] else {
        throw .unknownNode(node)
      }
      isMember[Int(node.rawValue)] = true
    }
    var parent = [Int](0..<nodeCount)
    func representative(of node: NodeID) -> Int {
      var node = Int(node.rawValue)
      while parent[node] != node {
        parent[node] = parent[parent[node]]
        node = parent[node]
      }
      return node
    }
    for edge in edges {
      guard Int(edge.rawValue) < edgeCount else { throw .unknownEdge(edge) }
      let (a, b) = ends(of: edge)
      guard isMember[Int(a.rawValue)], isMember[Int(b.rawValue)] else { throw .stray(edge) }
      let (first, second) = (representative(of: a), representative(of: b))
      if first == second { throw .cycle(edge) }
      parent[max(first, second)] = min(first, second)
    }
    let component = representative(of: first)
    for node in nodes where representative(of: node) != component { throw .apart(node) }
    var degree: [NodeID: Int] = [:]
    for edge in edges {
      for node in [ends(of: edge).0, ends(of: edge).1] { degree[node, default: 0] += 1 }
    }
    for leaf in leaves where degree[leaf, default: 0] > 1 { throw .passed(leaf: leaf) }
    return isMember
  }
}
