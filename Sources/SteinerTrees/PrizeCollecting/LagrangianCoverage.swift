import Graphs

/// Quota and budget problems by way of prize-collecting ones.
///
/// At a rate of cost per weight each weight becomes a prize. What the best tree comes to then bounds
/// the cost of every tree by its weight, and the other way round. The rate sought is the one at
/// which a tree that reaches too little and one that reaches more than enough come to the same; it
/// is found by going from one such pair of trees to the next. Source: Everett 1963, "Generalized
/// Lagrange multiplier method".
struct LagrangianCoverage {
  /// The problem without the weights that no path reaches.
  let instance: CoverageInstance
  /// The weight that can be reached.
  let total: Int64
  /// Trees found on the way.
  private(set) var trees: [GrowingTree]
  /// At each rate tried, the least that cost and weight missed come to.
  private(set) var bounds: [(rate: Int64, value: Int64)] = []
  /// How many units of cost at most a whole rate counts: rates are whole numbers of parts of it.
  let scale: Int64

  private let options: SteinerOptions
  private let deadline: ContinuousClock.Instant?

  init(_ instance: CoverageInstance, _ options: SteinerOptions) {
    let part = instance.graph.components().of
    let home = part[Int(instance.root.rawValue)]
    let weights = instance.weights.indices.map { part[$0] == home ? instance.weights[$0] : 0 }
    self.instance = CoverageInstance(
      graph: instance.graph, costs: instance.costs, weights: weights, root: instance.root)
    self.options = options
    total = weights.reduce(0, +)
    deadline = options.timeLimit.map { ContinuousClock().now + $0 }
    trees = [GrowingTree(self.instance)]
    let leaves = Double(weights.count { $0 > 0 }) + 2
    // The surcharge of leaves multiplies all costs by the number of leaves, twice over.
    let room = 0x1p61 / ((Double(instance.costs.reduce(1, +)) + 1) * leaves * leaves)
    scale = room > 0x1p20 ? 1 << 20 : max(1, Int64(room))
  }

  /// Tries rates until the trees on both sides are neighbours.
  ///
  /// - Parameter isEnough: whether a tree reaches the quota, or breaks the budget.
  /// - Throws: ``SteinerError/unreachable(_:)`` where the graph is not connected.
  mutating func run(isEnough: (GrowingTree) -> Bool) throws(SteinerError) {
    var low = trees[0]
    var high = try wholeTree()
    trees.append(high)
    guard isEnough(high), !isEnough(low) else { return }
    for _ in 0..<Self.stepLimit where high.weight > low.weight && high.cost > low.cost {
      if let deadline, ContinuousClock().now >= deadline { return }
      let (rise, run) = (high.cost - low.cost, high.weight - low.weight)
      let rate = max(1, Int64(Double(scale) * Double(rise) / Double(run)))
      if bounds.contains(where: { $0.rate == rate }) { return }
      let tree = try best(at: rate)
      trees.append(tree)
      guard low.weight < tree.weight, tree.weight < high.weight else { return }
      if isEnough(tree) { high = tree } else { low = tree }
    }
  }

  private static let stepLimit = 16

  /// A tree that reaches everything.
  private func wholeTree() throws(SteinerError) -> GrowingTree {
    let weighty = instance.weights.indices.filter { instance.weights[$0] > 0 }
    let all = SteinerInstance(
      graph: instance.graph, costs: instance.costs,
      terminals: weighty.map { NodeID(UInt32($0)) }, root: instance.root)
    return GrowingTree(instance, edges: try solve(all, options: remaining).edges)
  }

  /// The best tree at a rate, in parts of the scale.
  private mutating func best(at rate: Int64) throws(SteinerError) -> GrowingTree {
    let costs = instance.costs.map { $0 * scale }
    // A prize above the cost of everything says no more.
    let ceiling = costs.reduce(1, +)
    let prizes = instance.weights.map { weight in
      let (prize, isBeyond) = weight.multipliedReportingOverflow(by: rate)
      return isBeyond ? ceiling : min(prize, ceiling)
    }
    let solution = try solve(
      PrizeCollectingInstance(
        graph: instance.graph, costs: costs, prizes: prizes, terminals: [instance.root]),
      options: remaining)
    bounds.append((rate, solution.lowerBound))
    return GrowingTree(instance, edges: solution.edges)
  }

  private var remaining: SteinerOptions {
    var options = options
    options.timeLimit = deadline.map { max(.zero, $0 - ContinuousClock().now) }
    return options
  }
}
