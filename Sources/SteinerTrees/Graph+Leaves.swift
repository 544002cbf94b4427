import Graphs

extension Graph {
  /// Indexed by node: whether the node is in a list.
  func marked(_ nodes: [NodeID]) -> [Bool] {
    var isMarked = [Bool](repeating: false, count: nodeCount)
    for node in nodes { isMarked[Int(node.rawValue)] = true }
    return isMarked
  }

  /// Indexed by node: whether it can be reached from one of some nodes by a path that does not pass
  /// through a leaf and uses only open edges.
  ///
  /// - Complexity: O(n + m).
  func reached(
    from starts: [Int32], isLeaf: [Bool], over isOpen: (Int32) -> Bool = { _ in true }
  ) -> [Bool] {
    var isReached = [Bool](repeating: false, count: nodeCount)
    var stack = starts
    for node in stack { isReached[Int(node)] = true }
    while let node = stack.popLast() {
      if isLeaf[Int(node)] { continue }
      for index in slotRange(node) {
        let slot = slots[index]
        guard isOpen(slot.edge), !isReached[Int(slot.neighbour)] else { continue }
        isReached[Int(slot.neighbour)] = true
        stack.append(slot.neighbour)
      }
    }
    return isReached
  }
}
