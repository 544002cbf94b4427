import Graphs

/// Solves a Steiner tree problem.
///
/// The result is a tree and a lower bound on the cost of every tree.
///
/// The method builds on three simple ideas:
///
/// 1. Tree: connect one terminal after the other by a shortest path, then improve the tree by local
///    search. This is fast, but does not show how far the tree is from the optimum.
/// 2. Bound: Wong's dual ascent raises a lower bound together with reduced costs. If the reduced
///    costs of a path through an edge exceed the difference between tree and bound, no better tree
///    contains the edge, and the edge is deleted.
/// 3. Repeat: on the smaller graph the bound is higher and trees are easier to find. So each round
///    computes bounds from several roots, builds a tree from the arcs of reduced cost zero,
///    combines the trees found so far, and reduces the graph.
///
/// If ``SteinerOptions/proves`` is set and a gap remains after the rounds, the blocks of the graph
/// are bounded by linear programming and, as a last resort, split into subproblems. Without a time
/// limit the amount of work is fixed.
///
/// Sources: Polzin and Vahdati Daneshmand 2001, 2002; Koch and Martin 1998; Pajor, Uchoa and
/// Werneck 2018.
///
/// - Throws: ``SteinerError/unreachable(_:)`` with the terminals that cannot be connected to the
///   others; ``SteinerError/tooGreat``.
/// - Complexity: O(m log n) for each root and round in practice; O(n + m) memory.
public func solve(
  _ instance: SteinerInstance, options: SteinerOptions = SteinerOptions()
) throws(SteinerError) -> SteinerSolution {
  let missing = instance.unreachableTerminals()
  if !missing.isEmpty { throw .unreachable(missing) }
  guard instance.terminals.count > 1 else {
    return SteinerSolution(edges: [], cost: 0, lowerBound: 0, statistics: SteinerStatistics())
  }
  let surcharge = try LeafSurcharge(instance)
  var search = Search(Problem(instance, costs: surcharge.costs), Effort(options))
  try search.run()
  let tree = surcharge.restoringLeaves(search.best)
  let cost = tree.reduce(0) { $0 + instance.costs[Int($1)] }
  return SteinerSolution(
    edges: tree.map { EdgeID(UInt32($0)) }, cost: cost,
    lowerBound: max(0, min(search.bound - surcharge.total, cost)), statistics: search.statistics)
}

extension Problem {
  /// The problem of an instance, with modified costs.
  init(_ instance: SteinerInstance, costs: [Int64]) {
    var isTerminal = [Bool](repeating: false, count: instance.graph.nodeCount)
    for terminal in instance.terminals { isTerminal[Int(terminal.rawValue)] = true }
    self.init(
      graph: instance.graph, costs: costs, isTerminal: isTerminal,
      terminals: instance.terminals.map { Int32($0.rawValue) },
      root: Int32((instance.root ?? instance.terminals[0]).rawValue))
  }
}
