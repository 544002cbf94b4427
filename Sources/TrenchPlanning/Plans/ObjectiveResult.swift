/// How near a plan comes to what was sought, and the bound that proves it.
public struct ObjectiveResult: Hashable, Sendable {
  /// What is counted.
  public enum Unit: String, Hashable, Sendable {
    /// Euro cents: cost alone, with revenue given up, or revenue.
    case cents
    /// Addresses or dwellings, as the rule `objective.homes` says.
    case homes
  }

  /// What was sought.
  public let objective: PlanObjective
  /// What is counted.
  public let unit: Unit
  /// What the plan comes to: with `all` and a quota its cost, with `profit` its cost and the revenue
  /// given up, with a budget the homes or the revenue reached.
  public let value: Int64
  /// What no plan can better.
  public let bound: Int64
  /// How many homes are reached, as the rule `objective.homes` counts them.
  public let homes: Int64

  /// Whether more is better.
  public var isMaximised: Bool {
    if case .budget = objective { return true }
    return false
  }

  /// The distance of value and bound in parts of the greater one; 0 for two zeros.
  public var gap: Double {
    let greater = max(value, bound)
    return greater == 0 ? 0 : Double(greater - min(value, bound)) / Double(greater)
  }

  /// Whether no plan under the same rules is better.
  public var isOptimal: Bool { value == bound }
}

// MARK: As stored with a plan

extension ObjectiveResult {
  /// The objective, and its bound where the cost's says less: `profit bound=1234`.
  var stored: String {
    switch objective {
    case .all, .quota: objective.description
    case .profit, .budget: "\(objective) bound=\(bound)"
    }
  }
}

extension PlanObjective {
  /// Reads what is stored with a plan: the objective and the bound beside it.
  static func stored(_ text: String) -> (objective: PlanObjective, bound: Int64?)? {
    let words = text.split(separator: " ").map(String.init)
    guard let first = words.first, let objective = try? PlanObjective(first) else { return nil }
    let bound = words.dropFirst().first { $0.hasPrefix("bound=") }.flatMap {
      Int64($0.dropFirst("bound=".count))
    }
    return (objective, bound)
  }
}
