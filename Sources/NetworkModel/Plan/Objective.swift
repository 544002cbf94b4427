/// The objective of a plan.
public enum Objective: Hashable, Sendable {
  /// Serve every home at the lowest cost.
  case all
  /// Serve only homes with a revenue higher than the cost that they add: minimise cost plus lost
  /// revenue.
  case profit
  /// Serve as many homes, or as much revenue, as possible within a budget.
  case budget(cents: Int64)
  /// Serve at least a number of homes at the lowest cost.
  case quota(homes: Int64)

  /// An objective without its number.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case all, profit, budget, quota
  }

  /// The objective without its number.
  public var kind: Kind {
    switch self {
    case .all: .all
    case .profit: .profit
    case .budget: .budget
    case .quota: .quota
    }
  }
}

/// A bound on the objective value of every plan, where that value is not the cost.
public enum ObjectiveBound: Hashable, Sendable {
  /// Euro cents: the least cost plus lost revenue of a plan for profit, or the greatest revenue
  /// within a budget.
  case cents(Int64)
  /// The greatest number of homes within a budget.
  case homes(Int64)
}
