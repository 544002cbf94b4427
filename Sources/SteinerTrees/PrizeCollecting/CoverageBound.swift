/// Bounds on the cost of reaching a given weight, and on the weight that can be reached at a given
/// cost.
///
/// Each rate of cost per weight gives a Lagrangian bound: for every tree, its cost plus the rate
/// times the weight it misses is at least a certain value.
public struct CoverageBound: Sendable {
  /// For each rate: the scaled cost of a unit of weight, and the least scaled sum of cost and
  /// missed weight.
  let lines: [(rate: Int64, value: Int64)]
  /// The factor by which costs were multiplied.
  let scale: Int64
  /// The total weight that can be reached.
  let total: Int64
  /// A lower bound on the cost of reaching all of it.
  let wholeCost: Int64

  /// A lower bound on the cost of every tree that reaches a given weight.
  public func cost(reaching weight: Int64) -> Int64 {
    let bound =
      lines.map { rate, value in
        (value - clampedProduct(rate, max(0, total - weight))).dividedUp(by: scale)
      }.max() ?? 0
    return max(0, bound, weight >= total ? wholeCost : 0)
  }

  /// An upper bound on the weight of every tree whose cost is within a budget.
  public func weight(within budget: Int64) -> Int64 {
    let bound =
      lines.map { rate, value in
        total - (value - clampedProduct(scale, budget)).dividedUp(by: rate)
      }.min() ?? total
    return min(total, bound)
  }
}

/// The product of two non-negative numbers, limited to half of the largest integer.
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
