import Graphs

/// Reaches so much weight at least cost: always a tree, and a bound that proves how good it is.
///
/// The bound is Lagrangian, so that a gap may remain where no rate of cost per weight leads to the
/// best tree. Source: Johnson, Minkoff and Phillips 2000.
///
/// - Throws: ``SteinerError/unreachable(_:)`` with the nodes out of reach where the others do not
///   weigh enough; ``SteinerError/tooGreat``.
/// - Complexity: that of at most 16 prize-collecting problems.
public func solve(
  _ instance: CoverageInstance, quota: Int64, options: SteinerOptions = SteinerOptions()
) throws(SteinerError) -> QuotaSolution {
  precondition(quota <= instance.weights.reduce(0, +), "all nodes together reach the quota")
  var search = LagrangianCoverage(instance, options)
  guard search.total >= quota else {
    throw .unreachable(
      instance.weights.indices.filter { instance.weights[$0] > search.instance.weights[$0] }
        .map { NodeID(UInt32($0)) })
  }
  try search.run { $0.weight >= quota }
  func settle(_ tree: inout GrowingTree) {
    while tree.weight < quota, tree.extend(spending: .max, wanting: quota - tree.weight) {}
    while tree.cutEnd(weighing: tree.weight - quota) {}
  }
  let best = search.best(settle) { $0.cost < $1.cost }
  let bound =
    search.bounds.map { rate, value in
      (value - clampedProduct(rate, search.total - quota)).dividedUp(by: search.scale)
    }.max() ?? 0
  let wholeBound = quota == search.total ? search.wholeBound : 0
  return QuotaSolution(tree: best.tree, lowerBound: min(best.cost, max(0, bound, wholeBound)))
}

/// Reaches most weight within a budget: always a tree, and a bound that proves how good it is.
///
/// The bound is Lagrangian, so that a gap may remain where no rate of cost per weight leads to the
/// best tree. Source: Johnson, Minkoff and Phillips 2000.
///
/// - Throws: ``SteinerError/tooGreat``.
/// - Complexity: that of at most 16 prize-collecting problems.
public func solve(
  _ instance: CoverageInstance, budget: Int64, options: SteinerOptions = SteinerOptions()
) throws(SteinerError) -> BudgetSolution {
  precondition(budget >= 0, "a budget is not negative")
  var search = LagrangianCoverage(instance, options)
  try search.run { $0.cost > budget }
  func settle(_ tree: inout GrowingTree) {
    while tree.cost > budget, tree.cutEnd(weighing: .max) {}
    while tree.cutEnd(weighing: 0) {}
    while tree.extend(spending: budget - tree.cost, wanting: .max) {}
  }
  let best = search.best(settle) { ($0.weight, $1.cost) > ($1.weight, $0.cost) }
  let bound =
    search.bounds.map { rate, value in
      search.total - (value - clampedProduct(search.scale, budget)).dividedUp(by: rate)
    }.min() ?? search.total
  return BudgetSolution(tree: best.tree, upperBound: max(best.weight, min(search.total, bound)))
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
