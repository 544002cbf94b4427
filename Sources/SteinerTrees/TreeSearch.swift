import Graphs

/// A search for ever cheaper trees: many are built by chance, and the good ones are combined.
///
/// Each tree is built, or a tree of the pool changed, by costs that chance has bent a little, and then
/// improved by the true ones; it is combined with one of the pool by costs that draw towards the
/// edges both have. After each batch what the edges of the whole pool make up is solved. Trees of one
/// batch know nothing of one another, so that threads work on them side by side and any number of
/// them finds the same.
///
/// Sources: Pajor, Uchoa and Werneck 2018 (multistart with an elite pool, combination by costs);
/// Ribeiro, Uchoa and Werneck 2002 (perturbation); Polzin and Vahdati Daneshmand 2001 (solving the
/// union of trees).
struct TreeSearch {
  /// How many trees are made before the pool is asked again.
  private static let batchSize = 4
  /// How many attempts at changing a tree of the pool may fail one after the other.
  private static let failureLimit = 10

  private let problem: Problem
  private let effort: Effort
  private(set) var pool: TreePool
  /// Perturbations are in proportion to an edge's cost up to this one.
  private let typicalCost: Double
  /// What one unit of cost is in bent costs.
  private let unit: Double
  private var made = 0
  /// Whether the pool has changed since what it makes up was solved.
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

  /// Makes trees as long as the effort is worth it.
  ///
  /// - Complexity: O(m log n) for each tree in practice.
  mutating func run(_ worth: TreeEffort) {
    var left = worth.deadline == nil || worth.count == 0 ? worth.count : .max
    var failures = 0
    uniteAll()
    while left > 0, failures < worth.patience, !effort.isTimeUp {
      if let deadline = worth.deadline, ContinuousClock.now >= deadline { break }
      let before = pool.best?.cost ?? .max
      let batch = Array(made..<made + min(left, Self.batchSize))
      let trees = concurrentMap(batch, threads: effort.options.threads) { [self] in
        tree($0, until: worth.deadline)
      }
      for tree in trees { if let tree { insert(tree) } }
      made += batch.count
      left -= batch.count
      uniteAll()
      failures = (pool.best?.cost ?? .max) < before ? 0 : failures + 1
    }
  }

  /// Looks for a better tree in what all trees of the pool make up.
  private mutating func uniteAll() {
    guard isChanged, pool.trees.count > 1, !effort.isTimeUp else { return }
    isChanged = false
    if let tree = united(pool.trees) { insert(tree) }
  }

  /// A new tree: every other one is built, the others come of one of the pool; both are bent and
  /// combined as long as that gains.
  private func tree(_ number: Int, until deadline: ContinuousClock.Instant?) -> [Int32]? {
    let chance = MixedNumbers(seed: number + 1)
    func partner(_ attempt: Int) -> [Int32] {
      pool.trees[Int(chance.number(of: -3 - attempt, below: Int64(pool.trees.count)))].edges
    }
    let isBuilt = pool.trees.count < 2 || number & 1 == 0
    guard var tree = isBuilt ? built(chance) : partner(0) else { return nil }
    var cost = problem.cost(of: tree)
    var failures = 0
    var attempt = 0
    let limit = isBuilt ? 2 : Self.failureLimit
    while !pool.trees.isEmpty, failures < limit, !effort.isTimeUp {
      if let deadline, ContinuousClock.now >= deadline { break }
      attempt += 1
      let chance = MixedNumbers(seed: 1_000_003 * attempt + number)
      let next =
        isBuilt && attempt & 1 == 1
        ? combined(tree, partner(attempt), chance) : improved(tree, by: bent(chance))
      let nextCost = next.map { problem.cost(of: $0) } ?? .max
      failures = nextCost < cost ? 0 : failures + 1
      // A tree that costs the same is another place to go on from.
      if let next, nextCost <= cost { (tree, cost) = (next, nextCost) }
    }
    return tree
  }

  /// The best tree of those cheaper than the best of some trees and made of their edges; `nil` where
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

  /// A tree by bent costs, improved.
  private func built(_ chance: MixedNumbers) -> [Int32]? {
    grown(by: bent(chance), chance)
  }

  private func grown(by bent: Problem, _ chance: MixedNumbers) -> [Int32]? {
    let root = problem.terminals[Int(chance.number(of: -2, below: Int64(problem.terminals.count)))]
    var construction = TreeConstruction(problem)
    return construction.grow(bent, from: root, costs: bent.costs, admits: { _ in true })
      .map { improved($0, by: bent) }
  }

  private func bent(_ chance: MixedNumbers) -> Problem {
    bent { 0.25 * chance.share(of: $0) }
  }

  /// The problem with costs raised by a share of them.
  private func bent(_ share: (Int) -> Double) -> Problem {
    Problem(
      graph: problem.graph,
      costs: problem.costs.indices.map { edge in
        let cost = Double(problem.costs[edge])
        return Int64((cost + share(edge) * min(cost, typicalCost)) * unit) + 1
      }, isTerminal: problem.isTerminal, terminals: problem.terminals, root: problem.root)
  }

  private func improved(_ tree: [Int32], by bent: Problem) -> [Int32] {
    let first = LocalSearch(bent).improve(prunedSpanningTree(bent, over: tree), passes: 1)
    return LocalSearch(problem).improve(
      prunedSpanningTree(problem, over: first), passes: effort.options.localSearchPasses)
  }

  /// A tree mostly of edges that one or both of two trees have.
  private func combined(_ one: [Int32], _ other: [Int32], _ chance: MixedNumbers) -> [Int32]? {
    var count = [UInt8](repeating: 0, count: problem.graph.edgeCount)
    for edge in one { count[Int(edge)] += 1 }
    for edge in other { count[Int(edge)] += 1 }
    let bent = bent { edge in
      switch count[edge] {
      case 2: 0
      case 1: 1 + 4 * chance.share(of: edge)
      default: 9
      }
    }
    return grown(by: bent, chance)
  }
}

/// How much looking for trees is worth.
struct TreeEffort {
  /// How many trees are made at most; with a deadline it tells only whether any are.
  let count: Int
  /// After how many batches one after the other without a gain to give up.
  var patience = 1
  /// When to end.
  var deadline: ContinuousClock.Instant?
}
