import Graphs

/// Solves a Steiner tree problem: always a tree, and a bound that proves how good it is.
///
/// Reduce, bound by dual ascent from several roots, build over the arcs that dual ascent has paid
/// for, improve by local search, combine the trees found, drop what the bound rules out, and begin
/// again on what is left; where it is to be proven, bound by linear programming and split. All of it
/// is a fixed amount of work unless the time is limited. Sources: Polzin and Vahdati Daneshmand 2001,
/// 2002; Koch and Martin 1998; Pajor, Uchoa and Werneck 2018.
///
/// - Throws: ``SteinerError/unreachable(_:)`` with the terminals that nothing joins to the others;
///   ``SteinerError/tooGreat``.
/// - Complexity: O(m log n) for each root and round in practice; memory O(n + m).
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
  let tree = surcharge.proper(search.best)
  let cost = tree.reduce(0) { $0 + instance.costs[Int($1)] }
  return SteinerSolution(
    edges: tree.map { EdgeID(UInt32($0)) }, cost: cost,
    lowerBound: max(0, min(search.bound - surcharge.total, cost)), statistics: search.statistics)
}

extension Problem {
  init(_ instance: SteinerInstance, costs: [Int64]) {
    var isTerminal = [Bool](repeating: false, count: instance.graph.nodeCount)
    for terminal in instance.terminals { isTerminal[Int(terminal.rawValue)] = true }
    self.init(
      graph: instance.graph, costs: costs, isTerminal: isTerminal,
      terminals: instance.terminals.map { Int32($0.rawValue) },
      root: Int32((instance.root ?? instance.terminals[0]).rawValue))
  }
}
