public import Graphs

/// A prize-collecting Steiner tree problem: join what is worth joining.
///
/// A tree of at least one node is sought whose edges, together with the prizes of all nodes left
/// out, cost least.
public struct PrizeCollectingInstance: Sendable {
  /// The graph.
  public let graph: Graph
  /// The price of each edge, none negative.
  public let costs: [Int64]
  /// By node: what is lost where the tree leaves it out, none negative.
  public let prizes: [Int64]
  /// The nodes that every tree must hold, ascending, each once; none in the unrooted problem.
  public let terminals: [NodeID]
  /// The nodes that no path may lead through, ascending; only a problem with a terminal that is none
  /// of them has any.
  public let leaves: [NodeID]

  /// States a problem.
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
      leaves.isEmpty || !Set(terminals).isSubset(of: leaves), "some terminal is no leaf")
  }
}
