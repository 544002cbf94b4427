/// Disjoint sets of nodes, with union by size and path halving.
///
/// Source: Tarjan and van Leeuwen 1984.
package struct UnionFind: Sendable {
  private var parent: [Int32]
  private var size: [Int32]

  package init(count: Int) {
    parent = [Int32](0..<Int32(count))
    size = [Int32](repeating: 1, count: count)
  }

  /// The representative of the set that contains a node.
  package mutating func find(_ node: Int32) -> Int32 {
    var node = node
    while parent[Int(node)] != node {
      parent[Int(node)] = parent[Int(parent[Int(node)])]
      node = parent[Int(node)]
    }
    return node
  }

  /// Merges the sets that contain two nodes.
  ///
  /// - Returns: whether the sets were different.
  package mutating func join(_ a: Int32, _ b: Int32) -> Bool {
    var a = find(a)
    var b = find(b)
    if a == b { return false }
    if size[Int(a)] < size[Int(b)] { swap(&a, &b) }
    parent[Int(b)] = a
    size[Int(a)] += size[Int(b)]
    return true
  }
}
