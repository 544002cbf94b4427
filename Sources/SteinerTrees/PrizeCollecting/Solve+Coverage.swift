import Graphs

/// Solves a quota problem: finds a tree that reaches a given weight, and a lower bound on the cost
/// of every such tree.
///
/// The bound is Lagrangian (see ``CoverageBound``). A gap remains if the best tree is not optimal
/// for any rate of cost per weight. Source: Johnson, Minkoff and Phillips 2000.
///
/// - Throws: ``SteinerError/unreachable(_:)`` with the nodes that cannot be reached, if the other
///   nodes do not reach the quota; ``SteinerError/tooGreat``.
/// - Complexity: that of at most 16 prize-collecting problems for each of two levels of effort.
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

/// Solves a budget problem: finds a tree of the greatest weight within a budget, and an upper bound
/// on the weight of every such tree.
///
/// The bound is Lagrangian (see ``CoverageBound``). A gap remains if the best tree is not optimal
/// for any rate of cost per weight. Source: Johnson, Minkoff and Phillips 2000.
///
/// - Throws: ``SteinerError/tooGreat``.
/// - Complexity: that of at most 16 prize-collecting problems for each of two levels of effort.
public func solve(
  _ instance: CoverageInstance, budget: Int64, options: SteinerOptions = SteinerOptions()
) throws(SteinerError) -> BudgetSolution {
  precondition(budget >= 0, "a budget is not negative")
  var search = LagrangianCoverage(instance, options)
  try search.run { $0.cost > budget }
  func settle(_ tree: inout GrowingTree) {
    // Small subtrees are removed first, since a large one could save more than necessary.
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
