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
  try search.run(needsAll: quota == search.total) { $0.weight >= quota }
  func settle(_ tree: inout GrowingTree) {
    tree.extend(spending: .max, upTo: quota)
    tree.cut(until: { _ in false }) { tree, cost, weight in
      cost > 0 && weight <= tree.weight - quota
    }
  }
  let best = search.best(settle) { $0.cost < $1.cost }
  let bound = search.bound
  return QuotaSolution(
    tree: best.tree, lowerBound: min(best.cost, bound.cost(reaching: quota)), bound: bound)
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
    // Small branches first: a great one would save more than has to be saved.
    var excess = tree.cost - budget
    while tree.cost > budget {
      tree.cut(until: { $0.cost <= budget }) { _, cost, _ in cost > 0 && cost <= excess }
      excess = excess > .max / 2 ? .max : excess * 2
    }
    tree.cut(until: { _ in false }) { _, cost, weight in cost > 0 && weight == 0 }
    tree.extend(spending: budget, upTo: .max)
  }
  let best = search.best(settle) { ($0.weight, $1.cost) > ($1.weight, $0.cost) }
  let bound = search.bound
  return BudgetSolution(
    tree: best.tree, upperBound: max(best.weight, bound.weight(within: budget)), bound: bound)
}
