extension Graph {
  /// For each node the number of the connected part it lies in; parts are numbered by their least
  /// node.
  ///
  /// - Complexity: O(n + m).
  public func components() -> (of: [Int32], count: Int) {
    components { _ in true }
  }

  /// The same over those edges only that a condition admits.
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
