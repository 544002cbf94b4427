public import NetworkModel

extension Objective {
  /// Why a text is not an objective.
  public enum Fault: Error, Hashable, Sendable {
    /// The word is unknown.
    case unknown(String)
    /// The budget has no sum, or one that is not a sum in euro.
    case invalidSum(String?)
    /// The quota has no number, or one that is not a whole number.
    case invalidNumber(String?)
  }

  /// Parses `all`, `profit`, `budget=EUR` or `quota=N`.
  ///
  /// - Throws: ``Fault``.
  public init(_ text: String) throws(Fault) {
    let pair = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let value = pair.count == 2 ? String(pair[1]) : nil
    switch (String(pair[0]), value) {
    case ("all", nil): self = .all
    case ("profit", nil): self = .profit
    case ("budget", let value):
      guard let cents = value.flatMap(Self.cents) else { throw .invalidSum(value) }
      self = .budget(cents: cents)
    case ("quota", let value):
      guard let homes = value.flatMap({ Int64($0) }), homes >= 0 else {
        throw .invalidNumber(value)
      }
      self = .quota(homes: homes)
    default: throw .unknown(text)
    }
  }

  /// Parses an amount in euro with at most two decimals, and returns it in cents.
  private static func cents(_ text: String) -> Int64? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? String(parts[1]) : "00"
    guard (1...2).contains(fraction.count), (1...15).contains(parts[0].count),
      (parts[0] + fraction).utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    return Int64(parts[0] + fraction + (fraction.count == 1 ? "0" : ""))
  }
}
