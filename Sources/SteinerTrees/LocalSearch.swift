import Graphs

/// Improves a tree by three kinds of moves: key-path exchange, key-node elimination and insertion
/// of a Steiner node.
///
/// The naive version of the first move removes one path of the tree and reconnects the two
/// remaining subtrees by the shortest path between them. Doing this for each path with one run of
/// Dijkstra's algorithm each would be quadratic. Here one Voronoi diagram around all nodes of the
/// tree serves all moves: each edge between two regions is a candidate for a path between their
/// bases. The candidates are kept in mergeable heaps, one for each subtree, which are merged from
/// the leaves of the tree upwards. Only the regions of removed nodes are computed again.
///
/// - Key-path exchange removes a path between two key nodes (terminals, and nodes of degree three
///   or more) and reconnects the two subtrees.
/// - Key-node elimination removes a Steiner node of degree three or more with all its key paths,
///   and reconnects the subtrees by a minimum spanning tree of shortest paths.
/// - Insertion is described at ``VertexInsertion``.
///
/// All improvements of one pass are applied together. Key paths that an improvement changes are
/// locked until the next pass.
///
/// Source: Uchoa and Werneck 2012, "Fast local search for the Steiner problem in graphs".
struct LocalSearch {
  private let problem: Problem

  init(_ problem: Problem) { self.problem = problem }

  /// The tree after at most the given number of passes.
  ///
  /// Stops early if a pass finds no improvement.
  ///
  /// - Complexity: O(m log n) a pass in practice.
  func improve(_ tree: [Int32], passes: Int) -> [Int32] {
    var tree = tree
    var cost = problem.cost(of: tree)
    func accepts(_ edges: [Int32]?) -> Bool {
      guard let edges else { return false }
      let next = prunedSpanningTree(problem, over: edges)
      let nextCost = problem.cost(of: next)
      guard nextCost < cost, !next.isEmpty else { return false }
      (tree, cost) = (next, nextCost)
      return true
    }
    for _ in 0..<passes where tree.count > 1 {
      while accepts(VertexInsertion(problem, tree).run()) {}
      var pass = ExchangePass(problem, tree)
      guard accepts(pass.run()) else { break }
    }
    return tree
  }
}
