/// The cheapest distinct trees found so far, up to a capacity.
struct TreePool {
  private(set) var trees: [Tree] = []
  private let capacity: Int

  /// A tree and its cost.
  struct Tree {
    /// The edges in ascending order.
    let edges: [Int32]
    let cost: Int64
  }

  /// - Parameter capacity: the maximum number of trees.
  init(capacity: Int) { self.capacity = capacity }

  /// The cheapest tree.
  var best: Tree? { trees.first }

  /// Adds a tree, unless it is already in the pool, or the pool is full and all its trees are
  /// cheaper.
  ///
  /// If the pool is full, the new tree replaces the tree that differs from it in the fewest edges,
  /// among the trees that are at least as expensive. This keeps the trees diverse.
  ///
  /// Source: the elite pool of Pajor, Uchoa and Werneck 2018.
  ///
  /// - Returns: whether the tree was added.
  /// - Complexity: O(t) for each tree of t edges.
  mutating func insert(_ tree: Tree) -> Bool {
    let position = trees.firstIndex { tree.cost <= $0.cost } ?? trees.count
    if trees[position...].prefix(while: { $0.cost == tree.cost }).contains(where: {
      $0.edges == tree.edges
    }) {
      return false
    }
    if trees.count == capacity {
      guard position < trees.count else { return false }
      var nearest = position
      var fewest = Int.max
      for other in position..<trees.count {
        let difference = Self.difference(trees[other].edges, tree.edges)
        if difference <= fewest { (nearest, fewest) = (other, difference) }
      }
      trees.remove(at: nearest)
    }
    trees.insert(tree, at: position)
    return true
  }

  /// The number of edges that are in exactly one of two trees.
  private static func difference(_ one: [Int32], _ other: [Int32]) -> Int {
    var (a, b, shared) = (0, 0, 0)
    while a < one.count, b < other.count {
      if one[a] == other[b] { shared += 1 }
      let isBehind = one[a] <= other[b]
      if one[a] >= other[b] { b += 1 }
      if isBehind { a += 1 }
    }
    return one.count + other.count - 2 * shared
  }
}
