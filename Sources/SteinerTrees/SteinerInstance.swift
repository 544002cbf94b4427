public import Graphs

/// An instance of the Steiner tree problem: find the cheapest tree that connects all terminals.
public struct SteinerInstance: Sendable {
  /// The graph.
  public let graph: Graph
  /// The cost of each edge, never negative.
  public let costs: [Int64]
  /// The nodes to connect, in ascending order and without duplicates.
  public let terminals: [NodeID]
  /// The terminals that must be leaves of the tree, because no path may pass through them.
  ///
  /// The root is never among them.
  public let leaves: [NodeID]
  /// The terminal from which bounds are computed; the solver chooses one if `nil`.
  public let root: NodeID?

  /// Creates an instance.
  ///
  /// The root is added to the terminals.
  public init(
    graph: Graph, costs: [Int64], terminals: [NodeID], leaves: [NodeID] = [], root: NodeID? = nil
  ) {
    precondition(costs.count == graph.edgeCount, "one cost per edge")
    precondition(costs.allSatisfy { $0 >= 0 }, "costs are not negative")
    self.graph = graph
    self.costs = costs
    let distinct = Set(terminals + (root.map { [$0] } ?? []))
    precondition(distinct.allSatisfy { $0.rawValue < graph.nodeCount }, "terminals are nodes")
    precondition(leaves.allSatisfy { distinct.contains($0) }, "leaves are terminals")
    self.terminals = distinct.sorted()
    self.leaves = Set(leaves).filter { $0 != root }.sorted()
    self.root = root
  }
}

/// The reasons for which a problem has no solution.
public enum SteinerError: Error, Hashable {
  /// No path connects these terminals to the others.
  case unreachable([NodeID])
  /// The costs are too large, or the leaves too many, for sums of costs to fit in 64 bits.
  case tooGreat
}
