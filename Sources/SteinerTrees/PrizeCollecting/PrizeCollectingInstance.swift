public import Graphs

/// A prize-collecting Steiner tree problem: connect only the nodes that are worth their cost.
///
/// The problem is to find a tree with at least one node that minimises the cost of its edges plus
/// the prizes of all nodes outside the tree.
public struct PrizeCollectingInstance: Sendable {
  /// The graph.
  public let graph: Graph
  /// The cost of each edge, never negative.
  public let costs: [Int64]
  /// Indexed by node: the prize lost if the tree does not contain it, never negative.
  public let prizes: [Int64]
  /// The nodes that every tree must contain, in ascending order; empty for the unrooted problem.
  public let terminals: [NodeID]
  /// The nodes through which no path may pass, in ascending order.
  ///
  /// If there are any, at least one terminal must not be a leaf.
  public let leaves: [NodeID]

  /// Creates an instance.
  public init(
    graph: Graph, costs: [Int64], prizes: [Int64], terminals: [NodeID] = [], leaves: [NodeID] = []
  ) {
    precondition(costs.count == graph.edgeCount, "one cost per edge")
    precondition(prizes.count == graph.nodeCount, "one prize per node")
    precondition(costs.allSatisfy { $0 >= 0 }, "costs are not negative")
    precondition(prizes.allSatisfy { $0 >= 0 }, "prizes are not negative")
    precondition(terminals.allSatisfy { $0.rawValue < graph.nodeCount }, "terminals are nodes")
    self.graph = graph
    self.costs = costs
    self.prizes = prizes
    self.terminals = Set(terminals).sorted()
    self.leaves = Set(leaves).sorted()
    precondition(
      leaves.isEmpty || !Set(terminals).isSubset(of: leaves), "some terminal is not a leaf")
  }
}
