public import Graphs

/// A Steiner tree problem: join the terminals at least cost.
public struct SteinerInstance: Sendable {
  /// The graph.
  public let graph: Graph
  /// The price of each edge, none negative.
  public let costs: [Int64]
  /// The nodes to be joined, ascending, each once.
  public let terminals: [NodeID]
  /// Those terminals that must be leaves of the tree: no path leads through them.
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
    self.terminals = Array(Set(terminals + (root.map { [$0] } ?? []))).sorted()
    self.leaves = Array(Set(leaves)).sorted()
    self.root = root
  }
}

/// How hard to try; work is counted, not timed, so that every machine gives the same answer.
public struct SteinerOptions: Sendable {
  /// How often dual ascent and local search are repeated.
  public var rounds = 3
  /// How many threads may work; the answer does not depend on it.
  public var threads = 1

  /// The usual effort.
  public init() {}
}

/// A tree and what is proven about it.
public struct SteinerSolution: Sendable {
  /// The edges of the tree, ascending.
  public let edges: [EdgeID]
  /// What they cost together.
  public let cost: Int64
  /// What every tree costs at least.
  public let lowerBound: Int64

  /// Whether the tree is proven to be cheapest.
  public var isOptimal: Bool { cost == lowerBound }
}

/// Why there is no answer.
public enum SteinerError: Error, Hashable {
  /// No path leads from the other terminals to these.
  case unreachable([NodeID])
}
