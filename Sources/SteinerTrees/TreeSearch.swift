import Graphs

/// A randomised search for cheaper trees, which builds many trees and combines the good ones.
///
/// A tree is built from random costs near the true costs, or an existing tree is changed by them;
/// it is then improved with the true costs and combined with trees of the pool. A combination uses
/// costs that favour edges which both trees contain. After each batch, the problem restricted to
/// the edges of all trees in the pool is solved.
///
/// The trees of one batch do not depend on each other, so threads can build them in parallel, and
/// the result does not depend on the number of threads.
///
/// Sources: Pajor, Uchoa and Werneck 2018 (multistart with an elite pool, combination by costs);
/// Ribeiro, Uchoa and Werneck 2002 (perturbation); Polzin and Vahdati Daneshmand 2001 (solving the
/// union of trees).
struct TreeSearch {
  /// The number of trees built before the pool is updated.
  private static let batchSize = 4
  /// The number of consecutive failed attempts to improve a tree of the pool before giving up.
  private static let failureLimit = 10

  private let problem: Problem
  private let effort: Effort
  private(set) var pool: TreePool
  /// The perturbation of a cost is proportional to the cost, up to this cost.
  private let typicalCost: Double
  /// The factor from costs to perturbed costs.
  private let unit: Double
  private var made = 0
  /// Whether the pool has changed since the union of its trees was solved.
  private var isChanged = false

  /// - Complexity: O(m log m).
  init(_ problem: Problem, _ effort: Effort, trees: [[Int32]]) {
    self.problem = problem
    self.effort = effort
    pool = TreePool(capacity: 16)
    let ordered = problem.costs.sorted()
    typicalCost = Double(8 * (ordered.isEmpty ? 1 : ordered[ordered.count / 2]) + 1)
    let sum = ordered.reduce(1.0) { $0 + Double($1) }
    unit = min(1024, 0x1p48 / sum)
    for tree in trees { insert(tree) }
  }

  private mutating func insert(_ tree: [Int32]) {
    if pool.insert(TreePool.Tree(edges: tree, cost: problem.cost(of: tree))) { isChanged = true }
  }

  /// Builds trees until the effort is spent.
  ///
  /// - Complexity: O(m log n) for each tree in practice.
  mutating func run(_ effort: TreeEffort) {
    var left = effort.deadline == nil || effort.count == 0 ? effort.count : .max
    var failures = 0
    uniteAll()
    while left > 0, failures < effort.patience, !self.effort.isTimeUp {
      if let deadline = effort.deadline, ContinuousClock.now >= deadline { break }
      let before = pool.best?.cost ?? .max
      let batch = Array(made..<made + min(left, Self.batchSize))
      let trees = concurrentMap(batch, threads: self.effort.options.threads) { [self] in
        tree($0, until: effort.deadline)
      }
      for tree in trees { if let tree { insert(tree) } }
      made += batch.count
      left -= batch.count
      uniteAll()
      failures = (pool.best?.cost ?? .max) < before ? 0 : failures + 1
    }
  }

  /// Searches for a better tree in the union of all trees of the pool.
  private mutating func uniteAll() {
    guard isChanged, pool.trees.count > 1, !effort.isTimeUp else { return }
    isChanged = false
    if let tree = united(pool.trees) { insert(tree) }
  }

  /// Builds a new tree, or improves a tree of the pool: every second tree is built, the others
  /// start from a tree of the pool.
  ///
  /// Both are perturbed and combined as long as that reduces the cost.
  private func tree(_ number: Int, until deadline: ContinuousClock.Instant?) -> [Int32]? {
    let random = HashedRandom(seed: number + 1)
    func partner(_ attempt: Int) -> [Int32] {
      pool.trees[Int(random.value(at: -3 - attempt, below: Int64(pool.trees.count)))].edges
    }
    let isBuilt = pool.trees.count < 2 || number & 1 == 0
    guard var tree = isBuilt ? built(random) : partner(0) else { return nil }
    var cost = problem.cost(of: tree)
    var failures = 0
    var attempt = 0
    let limit = isBuilt ? 2 : Self.failureLimit
    while !pool.trees.isEmpty, failures < limit, !effort.isTimeUp {
      if let deadline, ContinuousClock.now >= deadline { break }
      attempt += 1
      let random = HashedRandom(seed: 1_000_003 * attempt + number)
      let next =
        isBuilt && attempt & 1 == 1
        ? combined(tree, partner(attempt), random) : improved(tree, by: perturbed(random))
      let nextCost = next.map { problem.cost(of: $0) } ?? .max
      failures = nextCost < cost ? 0 : failures + 1
      // A different tree of equal cost is another starting point.
      if let next, nextCost <= cost { (tree, cost) = (next, nextCost) }
    }
    return tree
  }

  /// The best tree that consists of edges of some trees and is cheaper than all of them; `nil` if
  /// none is found.
  private func united(_ trees: [TreePool.Tree]) -> [Int32]? {
    var keeps = [Bool](repeating: false, count: problem.graph.edgeCount)
    for tree in trees { for edge in tree.edges { keeps[Int(edge)] = true } }
    let (union, edges) = problem.keeping(keeps)
    let cutoff = trees.reduce(Int64.max) { min($0, $1.cost) }
    var search = Search(union, effort.combining(), cutoff: cutoff)
    guard (try? search.run()) != nil, search.bestCost < cutoff else { return nil }
    let tree = search.best.map { edges[Int($0)] }
    return LocalSearch(problem).improve(
      prunedSpanningTree(problem, over: tree), passes: effort.options.localSearchPasses)
  }

  /// A tree built from perturbed costs, and improved.
  private func built(_ random: HashedRandom) -> [Int32]? {
    grown(by: perturbed(random), random)
  }

  private func grown(by perturbed: Problem, _ random: HashedRandom) -> [Int32]? {
    let root = problem.terminals[Int(random.value(at: -2, below: Int64(problem.terminals.count)))]
    var construction = TreeConstruction(problem)
    return construction.grow(perturbed, from: root, costs: perturbed.costs, admits: { _ in true })
      .map { improved($0, by: perturbed) }
  }

  private func perturbed(_ random: HashedRandom) -> Problem {
    perturbed { 0.25 * random.fraction(at: $0) }
  }

  /// The problem with each cost increased by a fraction of it.
  private func perturbed(_ fraction: (Int) -> Double) -> Problem {
    Problem(
      graph: problem.graph,
      costs: problem.costs.indices.map { edge in
        let cost = Double(problem.costs[edge])
        return Int64((cost + fraction(edge) * min(cost, typicalCost)) * unit) + 1
      }, isTerminal: problem.isTerminal, terminals: problem.terminals, root: problem.root)
  }

  private func improved(_ tree: [Int32], by perturbed: Problem) -> [Int32] {
    let first = LocalSearch(perturbed).improve(
      prunedSpanningTree(perturbed, over: tree), passes: 1)
    return LocalSearch(problem).improve(
      prunedSpanningTree(problem, over: first), passes: effort.options.localSearchPasses)
  }

  /// A tree that consists mostly of edges that both or one of two trees contain.
  private func combined(
    _ one: [Int32], _ other: [Int32], _ random: HashedRandom
  ) -> [Int32]? {
    var count = [UInt8](repeating: 0, count: problem.graph.edgeCount)
    for edge in one { count[Int(edge)] += 1 }
    for edge in other { count[Int(edge)] += 1 }
    let perturbed = perturbed { edge in
      switch count[edge] {
      case 2: 0
      case 1: 1 + 4 * random.fraction(at: edge)
      default: 9
      }
    }
    return grown(by: perturbed, random)
  }
}

/// The effort to spend on a randomised search for trees.
struct TreeEffort {
  /// The maximum number of trees.
  ///
  /// With a deadline, only whether it is 0 matters.
  let count: Int
  /// The number of consecutive batches without an improvement after which the search ends.
  var patience = 1
  /// The time at which the search ends.
  var deadline: ContinuousClock.Instant?
}
