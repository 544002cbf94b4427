public import Graphs

/// A tree and the lower bound proven for it.
public struct SteinerSolution: Sendable {
  /// The edges of the tree, ascending.
  public let edges: [EdgeID]
  /// The total cost of the edges.
  public let cost: Int64
  /// A lower bound on the cost of every tree.
  public let lowerBound: Int64
  /// Counts of the work that was done.
  public let statistics: SteinerStatistics

  /// Whether the tree is proven to be the cheapest.
  public var isOptimal: Bool { cost == lowerBound }

  /// The relative gap, (cost − bound) / cost; 0 for a tree that costs nothing.
  public var gap: Double { cost == 0 ? 0 : Double(cost - lowerBound) / Double(cost) }
}

/// Counts of the work done to solve a Steiner tree problem.
public struct SteinerStatistics: Sendable, Equatable {
  /// The number of edges deleted because no tree cheaper than the best one known contains them.
  public internal(set) var edgesDeleted = 0
  /// The number of edges contracted because some best tree contains them.
  public internal(set) var edgesContracted = 0
  /// The number of edges that the enumeration of local forests has excluded or included.
  public internal(set) var edgesDecidedLocally = 0
  /// The number of pairs of consecutive edges replaced by a single edge.
  public internal(set) var pathsJoined = 0
  /// The number of nodes left by the reductions, before the proof begins.
  public internal(set) var nodesLeft = 0
  /// The number of edges left by the reductions, before the proof begins.
  public internal(set) var edgesLeft = 0
  /// The number of rounds of bounding and reducing.
  public internal(set) var rounds = 0
  /// The time spent on reductions.
  public internal(set) var reductionTime = Duration.zero

  /// Whether the counts are equal; the times are not compared.
  public static func == (a: SteinerStatistics, b: SteinerStatistics) -> Bool {
    a.counts == b.counts
  }

  private var counts: [Int] {
    [
      edgesDeleted, edgesContracted, edgesDecidedLocally, pathsJoined, nodesLeft, edgesLeft, rounds,
    ]
  }

  mutating func add(_ other: SteinerStatistics) {
    edgesDeleted += other.edgesDeleted
    edgesContracted += other.edgesContracted
    pathsJoined += other.pathsJoined
  }
}
