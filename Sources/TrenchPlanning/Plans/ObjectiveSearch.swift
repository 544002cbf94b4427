import NetworkModel
import Rules
import SteinerTrees

/// Finds the network that serves an objective best, rooms aside, with the bound that proves it.
struct ObjectiveSearch {
  let objective: PlanObjective
  /// By entry what it counts as homes.
  let homes: [Int64]
  /// By entry what it brings in, in euro cents.
  let revenueInCents: [Int64]
  /// What a budget is to reach most of.
  private let aim: ObjectiveRules.Aim
  let options: SteinerOptions

  /// Adds up what the addresses of each entry are worth.
  init(
    _ objective: PlanObjective, _ graph: TrenchGraph, _ inventory: Inventory,
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

  /// What is counted by a budget, by entry.
  private var weights: [Int64] {
    if case .budget = objective, aim == .revenue { return revenueInCents }
    return homes
  }

  /// What is proven of every network over the same edges.
  enum Bound {
    /// What reaching all entries costs at least.
    case cost(Int64)
    /// What cost and revenue given up come to at least.
    case value(Int64)
    /// What reaching some of the entries costs at least.
    case coverage(CoverageBound)
  }

  struct Answer {
    /// The chosen trench edges, ascending.
    let edges: [Int32]
    let bound: Bound
  }

  /// The best network found, and its bound.
  ///
  /// - Parameters:
  ///   - instance: the problem of reaching all entries that can be reached.
  ///   - graph: the trench graph.
  ///   - entries: those entries, by number.
  ///   - extra: how many homes more than a quota are to be reached.
  /// - Returns: the chosen edges, rooms aside.
  /// - Throws: ``PlanningError/quotaOutOfReach(quota:homes:)``; ``PlanningError/hardLimit(_:)`` where
  ///   prices are too high to be summed exactly.
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
      case .all: preconditionFailure("all homes are no choice")
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
      preconditionFailure("entries in reach are not reached: \(nodes)")
    } catch {
      throw .hardLimit(
        "too many homes for one plan, or prices too high to be summed exactly: plan areas by "
          + "themselves with --within.")
    }
  }

  /// What no plan can better, and what every plan costs at least that reaches or earns as much.
  ///
  /// - Parameters:
  ///   - bound: what is proven of the problem without rooms.
  ///   - costInCents: what the plan costs.
  ///   - inReach: the entries that some plan could reach, by number.
  ///   - isServed: for each entry whether the plan reaches it.
  /// - Returns: both.
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
