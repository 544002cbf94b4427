import Graphs

/// Solves a prize-collecting Steiner tree problem.
///
/// The result is a tree and a lower bound on the cost of every tree.
///
/// The problem is reduced and transformed to a Steiner tree problem with leaves, which is solved.
/// If a gap remains, the problem is split into subproblems. The amount of work is fixed. Sources:
/// Uchoa 2006; Ljubić et al. 2006; Johnson, Minkoff and Phillips 2000.
///
/// - Throws: ``SteinerError/unreachable(_:)`` with the terminals that cannot be connected to the
///   others; ``SteinerError/tooGreat``.
/// - Complexity: for each subproblem, that of a Steiner tree problem with one more terminal for
///   each prize.
public func solve(
  _ instance: PrizeCollectingInstance, options: SteinerOptions = SteinerOptions()
) throws(SteinerError) -> PrizeCollectingSolution {
  precondition(instance.graph.nodeCount > 0, "a tree holds a node")
  let isLeaf = instance.graph.marked(instance.leaves)
  let root = instance.terminals.first { !isLeaf[Int($0.rawValue)] }.map { Int32($0.rawValue) }
  let isReached = instance.graph.reached(from: root.map { [$0] } ?? [], isLeaf: isLeaf)
  let missing = instance.terminals.filter { !isReached[Int($0.rawValue)] }
  if !missing.isEmpty { throw .unreachable(missing) }
  var search = BranchAndBound(instance, options)
  try search.run()
  return PrizeCollectingSolution(
    nodes: search.best.nodes.sorted().map { NodeID(UInt32($0)) },
    edges: search.best.edges.sorted().map { EdgeID(UInt32($0)) },
    cost: search.bestCost, lowerBound: search.bound, statistics: search.statistics)
}
