/// What is proven of cost by weight, and of weight by cost.
///
/// At a rate of cost per weight every tree comes to so much at least, its cost and the weight it
/// misses at that rate together; each rate tried says so much of every tree.
public struct CoverageBound: Sendable {
  /// At each rate, in parts of the scale for a unit of weight, what every tree comes to at least.
  let lines: [(rate: Int64, value: Int64)]
  /// How many parts make one unit of cost.
  let scale: Int64
  /// The weight that can be reached.
  let total: Int64
  /// What reaching everything costs at least.
  let wholeCost: Int64

  /// What every tree costs at least that reaches so much weight.
  public func cost(reaching weight: Int64) -> Int64 {
    let bound =
      lines.map { rate, value in
        (value - clampedProduct(rate, max(0, total - weight))).dividedUp(by: scale)
      }.max() ?? 0
    return max(0, bound, weight >= total ? wholeCost : 0)
  }

  /// What every tree reaches at most that costs no more than a budget.
  public func weight(within budget: Int64) -> Int64 {
    let bound =
      lines.map { rate, value in
        total - (value - clampedProduct(scale, budget)).dividedUp(by: rate)
      }.min() ?? total
    return min(total, bound)
  }
}

/// A product of numbers that are not negative, or half of the greatest number where it is beyond.
private func clampedProduct(_ a: Int64, _ b: Int64) -> Int64 {
  let (product, isBeyond) = a.multipliedReportingOverflow(by: b)
  return isBeyond ? .max / 2 : min(product, .max / 2)
}

extension Int64 {
  /// The quotient, rounded up; the divisor is positive.
  fileprivate func dividedUp(by divisor: Int64) -> Int64 {
    let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
    return rest > 0 ? quotient + 1 : quotient
  }
}
