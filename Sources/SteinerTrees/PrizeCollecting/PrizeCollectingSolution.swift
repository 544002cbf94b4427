public import Graphs

/// A tree that collects prizes, and what is proven about it.
public struct PrizeCollectingSolution: Sendable {
  /// The nodes of the tree, ascending; at least one.
  public let nodes: [NodeID]
  /// The edges of the tree, ascending; one fewer than nodes.
  public let edges: [EdgeID]
  /// What the edges cost, and the prizes of all nodes left out.
  public let cost: Int64
  /// What every tree comes to at least.
  public let lowerBound: Int64
  /// What the work consisted of.
  public let statistics: SteinerStatistics

  /// Whether the tree is proven to be best.
  public var isOptimal: Bool { cost == lowerBound }

  /// (cost − bound) / cost; 0 for a tree that costs nothing.
  public var gap: Double { cost == 0 ? 0 : Double(cost - lowerBound) / Double(cost) }
}
