/// The best trees known that differ, no more than so many.
struct TreePool {
  private(set) var trees: [Tree] = []
  private let capacity: Int

  /// A tree and what it costs.
  struct Tree {
    /// Ascending.
    let edges: [Int32]
    let cost: Int64
  }

  /// - Parameter capacity: how many trees are kept.
  init(capacity: Int) { self.capacity = capacity }

  /// The cheapest tree.
  var best: Tree? { trees.first }

  /// Takes a tree in unless it is known or dearer than a full pool's worst; of those that are no
  /// cheaper, the one most like it makes room.
  ///
  /// Source: the elite pool of Pajor, Uchoa and Werneck 2018.
  ///
  /// - Returns: whether the tree was taken.
  /// - Complexity: O(t) for each tree of t edges.
  mutating func insert(_ tree: Tree) -> Bool {
    let place = trees.firstIndex { tree.cost <= $0.cost } ?? trees.count
    if trees[place...].prefix(while: { $0.cost == tree.cost }).contains(where: {
      $0.edges == tree.edges
    }) {
      return false
    }
    if trees.count == capacity {
      guard place < trees.count else { return false }
      var nearest = place
      var fewest = Int.max
      for other in place..<trees.count {
        let difference = Self.difference(trees[other].edges, tree.edges)
        if difference <= fewest { (nearest, fewest) = (other, difference) }
      }
      trees.remove(at: nearest)
    }
    trees.insert(tree, at: place)
    return true
  }

  /// How many edges are in one of two trees alone.
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
