public import Graphs

/// A tree that contains the root, with its cost and weight.
public struct CoverageTree: Sendable {
  /// The nodes of the tree, including the root, in ascending order.
  public let nodes: [NodeID]
  /// The edges of the tree in ascending order; one less than nodes.
  public let edges: [EdgeID]
  /// The total cost of the edges.
  public let cost: Int64
  /// The total weight of the nodes.
  public let weight: Int64
}

/// A tree that reaches a quota, and the bound proven for it.
public struct QuotaSolution: Sendable {
  /// The tree.
  public let tree: CoverageTree
  /// A lower bound on the cost of every tree that reaches the quota.
  public let lowerBound: Int64
  /// The bounds for other quotas.
  public let bound: CoverageBound

  /// Whether the tree is proven to be the cheapest.
  public var isOptimal: Bool { tree.cost == lowerBound }

  /// The relative gap, (cost − bound) / cost; 0 for a tree that costs nothing.
  public var gap: Double {
    tree.cost == 0 ? 0 : Double(tree.cost - lowerBound) / Double(tree.cost)
  }
}

/// A tree within a budget, and the bound proven for it.
public struct BudgetSolution: Sendable {
  /// The tree.
  public let tree: CoverageTree
  /// An upper bound on the weight of every tree within the budget.
  public let upperBound: Int64
  /// The bounds for other budgets.
  public let bound: CoverageBound

  /// Whether the tree is proven to reach the greatest weight.
  public var isOptimal: Bool { tree.weight == upperBound }

  /// The relative gap, (bound − weight) / bound; 0 if no weight can be reached.
  public var gap: Double {
    upperBound == 0 ? 0 : Double(upperBound - tree.weight) / Double(upperBound)
  }
}
