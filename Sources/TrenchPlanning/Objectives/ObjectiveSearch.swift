import NetworkModel
import Rules
import SteinerTrees

/// Finds the best network for an objective without regard to capacities, and a bound that proves
/// it.
struct ObjectiveSearch {
  let objective: Objective
  /// For each entry, the number of homes.
  let homes: [Int64]
  /// For each entry, its revenue in euro cents.
  let revenueInCents: [Int64]
  /// The quantity that a budget maximises.
  private let aim: ObjectiveRules.Aim
  let options: SteinerOptions

  /// Computes homes and revenue of each entry from those of its addresses.
  init(
    _ objective: Objective, _ graph: TrenchGraph, _ inventory: Inventory,
    _ rules: PlanningRules, _ options: SteinerOptions
  ) throws(PlanningError) {
    self.objective = objective
    self.options = options
    aim = rules.objective.budgetSeeks
    let values = try HomeValues(inventory, rules)
    homes = graph.entries.map { $0.addresses.reduce(0) { $0 + values.homes[Int($1)] } }
    revenueInCents = graph.entries.map {
      $0.addresses.reduce(0) { $0 + values.revenueInCents[Int($1)] }
    }
  }

  /// For each entry, the quantity that a budget maximises.
  private var weights: [Int64] {
    if case .budget = objective, aim == .revenue { return revenueInCents }
    return homes
  }

  /// A bound on every network that consists of the same edges.
  enum Bound {
    /// A lower bound on the cost of reaching all entries.
    case cost(Int64)
    /// A lower bound on cost plus lost revenue.
    case value(Int64)
    /// A lower bound on the cost of reaching some of the entries.
    case coverage(CoverageBound)
  }

  struct Answer {
    /// The chosen edges of the trench graph, ascending.
    let edges: [Int32]
    let bound: Bound
  }

  /// The best network found, and its bound.
  ///
  /// - Parameters:
  ///   - instance: the problem of reaching all entries that can be reached.
  ///   - graph: the trench graph.
  ///   - entries: the numbers of those entries.
  ///   - extra: the number of homes to be reached in addition to a quota.
  /// - Returns: the chosen edges without regard to capacities, and the bound.
  /// - Throws: ``PlanningError/quotaOutOfReach(quota:homes:)``; ``PlanningError/problemTooLarge``
  ///   if prices are too large to be added exactly.
  func answer(
    _ instance: NetworkInstance, _ graph: TrenchGraph, entries: [Int], extra: Int64 = 0
  ) throws(PlanningError) -> Answer {
    do {
      guard objective != .all, let root = instance.instance.root else {
        let answer = try instance.solve(options)
        return Answer(edges: answer.edges, bound: .cost(answer.lowerBoundInCents))
      }
      func byNode(_ values: [Int64]) -> [Int32: Int64] {
        Dictionary(uniqueKeysWithValues: entries.map { (graph.entries[$0].node, values[$0]) })
      }
      switch objective {
      case .all: preconditionFailure("all homes are not a choice")
      case .profit:
        let problem = instance.collecting(byNode(revenueInCents), from: root)
        let solution = try solve(problem, options: options)
        return Answer(
          edges: instance.trenchEdges(solution.edges), bound: .value(solution.lowerBound))
      case .budget(let cents):
        let problem = instance.covering(byNode(weights), from: root)
        let solution = try solve(problem, budget: cents, options: options)
        return Answer(
          edges: instance.trenchEdges(solution.tree.edges), bound: .coverage(solution.bound))
      case .quota(let quota):
        let within = entries.reduce(0) { $0 + homes[$1] }
        guard quota + extra <= within else {
          throw PlanningError.quotaOutOfReach(quota: quota, homes: within - extra)
        }
        let problem = instance.covering(byNode(weights), from: root)
        let solution = try solve(problem, quota: quota + extra, options: options)
        return Answer(
          edges: instance.trenchEdges(solution.tree.edges), bound: .coverage(solution.bound))
      }
    } catch let error as PlanningError {
      throw error
    } catch SteinerError.unreachable(let nodes) {
      preconditionFailure("reachable entries were not reached: \(nodes)")
    } catch {
      throw .problemTooLarge
    }
  }

  /// The objective value with its bound, and a lower bound on the cost of every plan with the same
  /// objective value.
  ///
  /// - Parameters:
  ///   - bound: the bound of the problem without capacities.
  ///   - costInCents: the cost of the plan.
  ///   - inReach: the numbers of the entries that a plan could reach.
  ///   - isServed: for each entry, whether the plan serves it.
  /// - Returns: the result and the lower bound.
  func result(
    _ bound: Bound, costInCents: Int64, inReach: [Int], isServed: [Bool]
  ) -> (result: ObjectiveResult, lowerBoundInCents: Int64) {
    func sum(_ values: [Int64], where isMeant: (Int) -> Bool) -> Int64 {
      inReach.reduce(0) { isMeant($1) ? $0 + values[$1] : $0 }
    }
    let reached = sum(homes) { isServed[$0] }
    func result(_ unit: ObjectiveResult.Unit, _ value: Int64, _ bound: Int64) -> ObjectiveResult {
      ObjectiveResult(
        objective: objective, unit: unit, value: value, bound: bound, homes: reached)
    }
    switch (objective, bound) {
    case (_, .cost(let bound)):
      let least = min(bound, costInCents)
      return (result(.cents, costInCents, least), least)
    case (_, .value(let bound)):
      let value = costInCents + sum(revenueInCents) { !isServed[$0] }
      let least = min(bound, value)
      return (result(.cents, value, least), max(0, costInCents - (value - least)))
    case (.budget(let cents), .coverage(let bound)):
      let weight = sum(weights) { isServed[$0] }
      return (
        result(
          aim == .revenue ? .cents : .homes, weight, max(weight, bound.weight(within: cents))),
        min(costInCents, bound.cost(reaching: weight))
      )
    case (_, .coverage(let bound)):
      var quota: Int64 = 0
      if case .quota(let homes) = objective { quota = homes }
      let least = min(costInCents, bound.cost(reaching: quota))
      return (result(.cents, costInCents, least), least)
    }
  }
}
