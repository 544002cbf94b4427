public import NetworkModel

/// The objective value of a plan, and the bound that proves its quality.
public struct ObjectiveResult: Hashable, Sendable {
  /// The units of value and bound.
  public enum Unit: String, Hashable, Sendable {
    /// Euro cents: the cost, the cost plus lost revenue, or the revenue.
    case cents
    /// Addresses or dwellings, depending on the rule `objective.homes`.
    case homes
  }

  /// The objective.
  public let objective: Objective
  /// The unit of value and bound.
  public let unit: Unit
  /// The objective value of the plan: with `all` and a quota its cost, with `profit` its cost plus
  /// the revenue of the homes left out, with a budget the homes or the revenue reached.
  public let value: Int64
  /// A bound on the objective value of every plan.
  public let bound: Int64
  /// The number of homes served, counted by the rule `objective.homes`.
  public let homes: Int64

  /// Whether a larger value is better.
  public var isMaximised: Bool {
    if case .budget = objective { return true }
    return false
  }

  /// The difference between value and bound, divided by the larger one; 0 if both are zero.
  public var gap: Double {
    let greater = max(value, bound)
    return greater == 0 ? 0 : Double(greater - min(value, bound)) / Double(greater)
  }

  /// Whether the bound proves that no plan under the same rules is better.
  public var isOptimal: Bool { value == bound }
}

extension ObjectiveResult {
  /// The bound that is stored with the plan; `nil` if it is the bound on the cost.
  var storedBound: ObjectiveBound? {
    switch (objective, unit) {
    case (.all, _), (.quota, _): nil
    case (.profit, _), (.budget, .cents): .cents(bound)
    case (.budget, .homes): .homes(bound)
    }
  }
}
