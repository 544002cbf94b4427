public import Graphs

/// A tree that reaches some weight from the root.
public struct CoverageTree: Sendable {
  /// The nodes of the tree, ascending; the root is one.
  public let nodes: [NodeID]
  /// The edges of the tree, ascending; one fewer than nodes.
  public let edges: [EdgeID]
  /// What the edges cost.
  public let cost: Int64
  /// The weight of the nodes.
  public let weight: Int64
}

/// A tree that reaches a quota, and what is proven about it.
public struct QuotaSolution: Sendable {
  /// The tree.
  public let tree: CoverageTree
  /// What every tree that reaches the quota costs at least.
  public let lowerBound: Int64
  /// What is proven of other quotas.
  public let bound: CoverageBound

  /// Whether the tree is proven to be cheapest.
  public var isOptimal: Bool { tree.cost == lowerBound }

  /// (cost − bound) / cost; 0 for a tree that costs nothing.
  public var gap: Double {
    tree.cost == 0 ? 0 : Double(tree.cost - lowerBound) / Double(tree.cost)
  }
}

/// A tree that keeps a budget, and what is proven about it.
public struct BudgetSolution: Sendable {
  /// The tree.
  public let tree: CoverageTree
  /// What every tree that keeps the budget reaches at most.
  public let upperBound: Int64
  /// What is proven of other budgets.
  public let bound: CoverageBound

  /// Whether the tree is proven to reach most.
  public var isOptimal: Bool { tree.weight == upperBound }

  /// (bound − weight) / bound; 0 where nothing can be reached.
  public var gap: Double {
    upperBound == 0 ? 0 : Double(upperBound - tree.weight) / Double(upperBound)
  }
}
