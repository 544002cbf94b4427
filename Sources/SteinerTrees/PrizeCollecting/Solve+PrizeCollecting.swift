import Graphs

/// Solves a prize-collecting Steiner tree problem: always a tree, and a bound that proves how good it
/// is.
///
/// Reduce, make it a Steiner tree problem with leaves, solve that, and divide what is left unproven;
/// all of it a fixed amount of work. Sources: Uchoa 2006; Ljubić et al. 2006; Johnson, Minkoff and
/// Phillips 2000.
///
/// - Throws: ``SteinerError/unreachable(_:)`` with the terminals that nothing joins to the others;
///   ``SteinerError/tooGreat``.
/// - Complexity: that of the Steiner tree problem with one more terminal for each prize, for every
///   part the problem is divided into.
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
