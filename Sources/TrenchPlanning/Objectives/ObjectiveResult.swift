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
  public let objective: PlanObjective
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

// MARK: Stored form

extension ObjectiveResult {
  /// The objective, and its bound if that is not the bound on the cost: `profit bound=1234`.
  var stored: String {
    switch objective {
    case .all, .quota: objective.description
    case .profit, .budget: "\(objective) bound=\(bound)"
    }
  }
}

extension PlanObjective {
  /// Reads the stored form: the objective, and the bound if there is one.
  static func stored(_ text: String) -> (objective: PlanObjective, bound: Int64?)? {
    let words = text.split(separator: " ").map(String.init)
    guard let first = words.first, let objective = try? PlanObjective(first) else { return nil }
    let bound = words.dropFirst().first { $0.hasPrefix("bound=") }.flatMap {
      Int64($0.dropFirst("bound=".count))
    }
    return (objective, bound)
  }
}
