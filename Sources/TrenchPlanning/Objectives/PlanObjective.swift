/// The objective of a plan.
public enum PlanObjective: Hashable, Sendable {
  /// Serve every home at the lowest cost.
  case all
  /// Serve only homes with a revenue higher than the cost that they add: minimise cost plus lost
  /// revenue.
  case profit
  /// Serve as many homes, or as much revenue, as possible within a budget.
  case budget(cents: Int64)
  /// Serve at least a number of homes at the lowest cost.
  case quota(homes: Int64)
}

extension PlanObjective {
  /// A fault in the text of an objective.
  public struct Fault: Error, Hashable, CustomStringConvertible {
    /// The fault, and the correct form.
    public let description: String
  }

  /// Reads `all`, `profit`, `budget=EUR` or `quota=N`.
  ///
  /// - Throws: ``Fault`` for another word, or if the sum or number is invalid.
  public init(_ text: String) throws(Fault) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value = parts.count == 2 ? String(parts[1]) : nil
    switch (String(parts[0]), value) {
    case ("all", nil): self = .all
    case ("profit", nil): self = .profit
    case ("budget", let value?):
      guard let cents = Self.cents(value) else {
        throw Fault(
          description: "budget=\(value): write a sum in euro, such as budget=250000 or "
            + "budget=1999.50, not below 0")
      }
      self = .budget(cents: cents)
    case ("quota", let value?):
      guard let homes = Int64(value), homes >= 0 else {
        throw Fault(description: "quota=\(value): write a whole number of homes, such as quota=500")
      }
      self = .quota(homes: homes)
    case ("budget", nil): throw Fault(description: "budget needs a sum: budget=EUR")
    case ("quota", nil): throw Fault(description: "quota needs a number: quota=N")
    default:
      throw Fault(
        description: "\(text) is unknown: choose all, profit, budget=EUR or quota=N")
    }
  }

  /// Reads an amount in euro with at most two decimals, and returns it in cents.
  private static func cents(_ text: String) -> Int64? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? String(parts[1]) : "00"
    guard (1...2).contains(fraction.count), (1...15).contains(parts[0].count),
      (parts[0] + fraction).utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int64(parts[0] + fraction + (fraction.count == 1 ? "0" : ""))
  }
}

extension PlanObjective: CustomStringConvertible {
  /// The objective in the form that the initialiser reads.
  public var description: String {
    switch self {
    case .all: "all"
    case .profit: "profit"
    case .budget(let cents):
      "budget=\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
    case .quota(let homes): "quota=\(homes)"
    }
  }

  /// The objective without its number.
  public var kind: String {
    switch self {
    case .all: "all"
    case .profit: "profit"
    case .budget: "budget"
    case .quota: "quota"
    }
  }
}
