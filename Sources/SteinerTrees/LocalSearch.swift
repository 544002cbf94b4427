import Graphs

/// Makes a tree cheaper by exchanging key paths, eliminating key nodes and inserting nodes.
///
/// A key path is taken out and the two halves are joined anew by the shortest path between them; a
/// Steiner node of three or more paths is taken out with all of them, and what falls apart is
/// joined anew by a spanning tree of shortest paths. The shortest paths come from one Voronoi
/// diagram around the tree, whose border edges lie in heaps that are melded from the leaves up;
/// only the regions of the nodes taken out are computed afresh. All gains of one pass are booked
/// together: whatever a gain makes invalid is locked until the next pass.
///
/// Source: Uchoa and Werneck 2012, "Fast local search for the Steiner problem in graphs".
struct LocalSearch {
  private let problem: Problem

  init(_ problem: Problem) { self.problem = problem }

  /// The tree after so many passes, or earlier when none gains.
  ///
  /// - Complexity: O(m log n) a pass in practice.
  func improve(_ tree: [Int32], passes: Int) -> [Int32] {
    var tree = tree
    var cost = problem.cost(of: tree)
    func takes(_ edges: [Int32]?) -> Bool {
      guard let edges else { return false }
      let next = prunedSpanningTree(problem, over: edges)
      let nextCost = problem.cost(of: next)
      guard nextCost < cost, !next.isEmpty else { return false }
      (tree, cost) = (next, nextCost)
      return true
    }
    for _ in 0..<passes where tree.count > 1 {
      while takes(VertexInsertion(problem, tree).run()) {}
      var pass = ExchangePass(problem, tree)
      guard takes(pass.run()) else { break }
    }
    return tree
  }
}
