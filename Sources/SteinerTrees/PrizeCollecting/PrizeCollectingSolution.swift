public import Graphs

/// A tree and the lower bound proven for it.
public struct PrizeCollectingSolution: Sendable {
  /// The nodes of the tree in ascending order; at least one.
  public let nodes: [NodeID]
  /// The edges of the tree in ascending order; one less than nodes.
  public let edges: [EdgeID]
  /// The total cost of the edges, plus the prizes of all nodes outside the tree.
  public let cost: Int64
  /// A lower bound on the cost of every tree, including prizes.
  public let lowerBound: Int64
  /// Counts of the work that was done.
  public let statistics: SteinerStatistics

  /// Whether the tree is proven to be optimal.
  public var isOptimal: Bool { cost == lowerBound }

  /// The relative gap, (cost − bound) / cost; 0 for a tree that costs nothing.
  public var gap: Double { cost == 0 ? 0 : Double(cost - lowerBound) / Double(cost) }
}
