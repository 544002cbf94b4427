public import Graphs

/// A graph with a root, costs of edges and weights of nodes.
///
/// There are two problems: to reach a given weight at the least cost (the quota problem), and to
/// reach the greatest weight within a given cost (the budget problem).
public struct CoverageInstance: Sendable {
  /// The graph.
  public let graph: Graph
  /// The cost of each edge, never negative.
  public let costs: [Int64]
  /// Indexed by node: its weight, never negative.
  public let weights: [Int64]
  /// The node that every tree contains.
  public let root: NodeID
  /// The nodes through which no path may pass; the root is not among them.
  public let leaves: [NodeID]

  /// Creates an instance.
  public init(
    graph: Graph, costs: [Int64], weights: [Int64], root: NodeID, leaves: [NodeID] = []
  ) {
    precondition(costs.count == graph.edgeCount, "one cost per edge")
    precondition(weights.count == graph.nodeCount, "one weight per node")
    precondition(costs.allSatisfy { $0 >= 0 }, "costs are not negative")
    precondition(weights.allSatisfy { $0 >= 0 }, "weights are not negative")
    precondition(root.rawValue < graph.nodeCount, "the root is a node")
    self.graph = graph
    self.costs = costs
    self.weights = weights
    self.root = root
    self.leaves = leaves.filter { $0 != root }
  }

  /// Checks that nodes and edges form a tree that contains the root.
  ///
  /// The check uses the instance only and shares no code with the solver.
  ///
  /// - Returns: the total cost of the edges, and the total weight of the nodes.
  /// - Throws: the first ``PrizeCollectingFault`` found.
  /// - Complexity: O(n + t log n) for t edges.
  public func verify(
    nodes: [NodeID], edges: [EdgeID]
  ) throws(PrizeCollectingFault) -> (cost: Int64, weight: Int64) {
    let isMember = try graph.verifyTree(nodes: nodes, edges: edges, leaves: leaves)
    if !isMember[Int(root.rawValue)] { throw .missing(terminal: root) }
    var (cost, weight): (Int64, Int64) = (0, 0)
    for edge in edges { cost += costs[Int(edge.rawValue)] }
    for node in nodes { weight += weights[Int(node.rawValue)] }
    return (cost, weight)
  }
}
