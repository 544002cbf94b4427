public import Graphs

/// What is wrong with nodes and edges that should be a tree over the terminals.
public enum PrizeCollectingFault: Error, Hashable {
  /// The tree holds no node.
  case empty
  /// The graph has no such node, or it stands twice.
  case unknownNode(NodeID)
  /// The graph has no such edge.
  case unknownEdge(EdgeID)
  /// The edge leads to a node that is not in the tree.
  case stray(EdgeID)
  /// The edge closes a cycle, or stands twice.
  case cycle(EdgeID)
  /// The node hangs on no path from the first one.
  case apart(NodeID)
  /// The terminal is left out.
  case missing(terminal: NodeID)
  /// The tree leads through a leaf.
  case passed(leaf: NodeID)
}

extension PrizeCollectingInstance {
  /// Checks from the instance alone that some nodes and edges form a tree over all terminals.
  ///
  /// It shares no code with the solver.
  ///
  /// - Returns: what the edges cost, and the prizes of all nodes left out.
  /// - Throws: ``PrizeCollectingFault`` with the first thing found wrong.
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
  /// Checks that some nodes and edges form one tree that leads through no leaf.
  ///
  /// - Returns: by node, whether the tree holds it.
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
    var above = [Int](0..<nodeCount)
    func top(of node: NodeID) -> Int {
      var node = Int(node.rawValue)
      while above[node] != node {
        above[node] = above[above[node]]
        node = above[node]
      }
      return node
    }
    for edge in edges {
      guard Int(edge.rawValue) < edgeCount else { throw .unknownEdge(edge) }
      let (a, b) = ends(of: edge)
      guard isMember[Int(a.rawValue)], isMember[Int(b.rawValue)] else { throw .stray(edge) }
      let (above1, above2) = (top(of: a), top(of: b))
      if above1 == above2 { throw .cycle(edge) }
      above[max(above1, above2)] = min(above1, above2)
    }
    let home = top(of: first)
    for node in nodes where top(of: node) != home { throw .apart(node) }
    var degree: [NodeID: Int] = [:]
    for edge in edges {
      for node in [ends(of: edge).0, ends(of: edge).1] { degree[node, default: 0] += 1 }
    }
    for leaf in leaves where degree[leaf, default: 0] > 1 { throw .passed(leaf: leaf) }
    return isMember
  }
}
