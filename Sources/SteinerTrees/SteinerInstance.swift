public import Graphs

/// A Steiner tree problem: join the terminals at least cost.
public struct SteinerInstance: Sendable {
  /// The graph.
  public let graph: Graph
  /// The price of each edge, none negative.
  public let costs: [Int64]
  /// The nodes to be joined, ascending, each once.
  public let terminals: [NodeID]
  /// Those terminals that must be leaves of the tree, for no path may lead through them.
  ///
  /// The root is never one.
  public let leaves: [NodeID]
  /// The terminal that bounds are best grown towards; any where `nil`.
  public let root: NodeID?

  /// States a problem.
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

/// Why there is no answer.
public enum SteinerError: Error, Hashable {
  /// No path leads from the other terminals to these.
  case unreachable([NodeID])
  /// The costs are so great, or the leaves so many, that sums would not fit in 64 bits.
  case tooGreat
}
