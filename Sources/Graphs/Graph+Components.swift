extension Graph {
  /// The connected component of each node, and the number of components.
  ///
  /// Components are numbered in the order of their lowest node.
  ///
  /// - Complexity: O(n + m).
  public func components() -> (of: [Int32], count: Int) {
    components { _ in true }
  }

  /// The connected components of the subgraph of those edges that satisfy a condition.
  ///
  /// - Complexity: O(n + m).
  package func components(where admits: (Int32) -> Bool) -> (of: [Int32], count: Int) {
    var component = [Int32](repeating: -1, count: nodeCount)
    var count: Int32 = 0
    var stack: [Int32] = []
    for start in 0..<nodeCount where component[start] < 0 {
      component[start] = count
      stack.append(Int32(start))
      while let node = stack.popLast() {
        for index in slotRange(node) {
          let slot = slots[index]
          guard component[Int(slot.neighbour)] < 0, admits(slot.edge) else { continue }
          component[Int(slot.neighbour)] = count
          stack.append(slot.neighbour)
        }
      }
      count += 1
    }
    return (component, Int(count))
  }
}
