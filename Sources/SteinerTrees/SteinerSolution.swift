public import Graphs

/// A tree and what is proven about it.
public struct SteinerSolution: Sendable {
  /// The edges of the tree, ascending.
  public let edges: [EdgeID]
  /// What they cost together.
  public let cost: Int64
  /// What every tree costs at least.
  public let lowerBound: Int64
  /// What the work consisted of.
  public let statistics: SteinerStatistics

  /// Whether the tree is proven to be cheapest.
  public var isOptimal: Bool { cost == lowerBound }

  /// (cost − bound) / cost; 0 for a tree that costs nothing.
  public var gap: Double { cost == 0 ? 0 : Double(cost - lowerBound) / Double(cost) }
}

/// What the work on a Steiner tree problem consisted of.
public struct SteinerStatistics: Sendable, Equatable {
  /// Edges found to be in no tree worth having.
  public internal(set) var edgesDeleted = 0
  /// Edges found to be in a best tree.
  public internal(set) var edgesContracted = 0
  /// Edges ruled out or in by all ways in which a best tree may pass a small part of the graph.
  public internal(set) var edgesDecidedByParts = 0
  /// Pairs of edges made one.
  public internal(set) var pathsJoined = 0
  /// Nodes that the reductions have left, before the proof.
  public internal(set) var nodesLeft = 0
  /// Edges that the reductions have left, before the proof.
  public internal(set) var edgesLeft = 0
  /// Rounds of bounding and pruning.
  public internal(set) var rounds = 0
  /// How long the reductions took.
  public internal(set) var reductionTime = Duration.zero

  /// Whether the same work was done, however long it took.
  public static func == (a: SteinerStatistics, b: SteinerStatistics) -> Bool {
    a.counts == b.counts
  }

  private var counts: [Int] {
    [
      edgesDeleted, edgesContracted, edgesDecidedByParts, pathsJoined, nodesLeft, edgesLeft, rounds,
    ]
  }

  mutating func add(_ other: SteinerStatistics) {
    edgesDeleted += other.edgesDeleted
    edgesContracted += other.edgesContracted
    pathsJoined += other.pathsJoined
  }
}
