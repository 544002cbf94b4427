/// What a plan seeks.
public enum PlanObjective: Hashable, Sendable {
  /// Every home, at least cost.
  case all
  /// Only the homes that bring in what they add: least of cost and revenue given up together.
  case profit
  /// Most homes, or most revenue, for so many euro cents.
  case budget(cents: Int64)
  /// At least so many homes, at least cost.
  case quota(homes: Int64)
}

extension PlanObjective {
  /// What is wrong with an objective as it is written.
  public struct Fault: Error, Hashable, CustomStringConvertible {
    /// What is wrong, and how it is written.
    public let description: String
  }

  /// Reads `all`, `profit`, `budget=EUR` or `quota=N`.
  ///
  /// - Throws: ``Fault`` for another word, or a sum or number that is none.
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

  /// Euro with at most two decimals, in cents.
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
  /// The objective as it is written.
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
