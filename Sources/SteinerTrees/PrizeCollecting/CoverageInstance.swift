public import Graphs

/// What can be reached from a root, and what that is worth.
///
/// Two questions are put to it: what the least cost is of reaching so much weight (the quota
/// problem), and how much weight so much cost reaches (the budget problem).
public struct CoverageInstance: Sendable {
  /// The graph.
  public let graph: Graph
  /// The price of each edge, none negative.
  public let costs: [Int64]
  /// By node: what reaching it counts, none negative.
  public let weights: [Int64]
  /// The node that every tree holds.
  public let root: NodeID
  /// The nodes that no path may lead through; the root is none.
  public let leaves: [NodeID]

  /// States a problem.
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

  /// Checks from the instance alone that some nodes and edges form a tree with the root.
  ///
  /// It shares no code with the solver.
  ///
  /// - Returns: what the edges cost, and the weight reached.
  /// - Throws: ``PrizeCollectingFault`` with the first thing found wrong.
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
