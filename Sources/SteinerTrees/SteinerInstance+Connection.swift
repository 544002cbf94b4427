import Graphs

extension SteinerInstance {
  /// The terminals that no tree can connect to the others, because a path must not pass through a
  /// leaf.
  ///
  /// If all terminals are leaves, the component adjacent to most of them is taken as the one to
  /// reach.
  ///
  /// - Complexity: O(n + m).
  func unreachableTerminals() -> [NodeID] {
    guard terminals.count > 1 else { return [] }
    let isLeaf = graph.marked(leaves)
    if terminals.count == 2, isLeaf[Int(terminals[0].rawValue)],
      graph.slots(of: terminals[0]).contains(where: { $0.neighbour == terminals[1].rawValue })
    {
      return []
    }
    let isReached = graph.reached(from: [nonLeafRoot()], isLeaf: isLeaf)
    return terminals.filter { !isReached[Int($0.rawValue)] }
  }

  /// The root, or else any terminal that is not a leaf, or else a node of the component that is
  /// adjacent to most leaves.
  ///
  /// - Complexity: O(n + m).
  func nonLeafRoot() -> Int32 {
    let isLeaf = graph.marked(leaves)
    if let anchor = root ?? terminals.first(where: { !isLeaf[Int($0.rawValue)] }) {
      return Int32(anchor.rawValue)
    }
    let component = graph.components { edge in
      !isLeaf[Int(graph.tails[Int(edge)])] && !isLeaf[Int(graph.heads[Int(edge)])]
    }.of
    let best = componentAdjacentToMostLeaves(component, isLeaf)
    return Int32(component.indices.first { component[$0] == best && !isLeaf[$0] } ?? 0)
  }

  /// The component of the graph without leaves that is adjacent to most leaves.
  private func componentAdjacentToMostLeaves(_ component: [Int32], _ isLeaf: [Bool]) -> Int32 {
    var leafCount = [Int32](repeating: 0, count: graph.nodeCount)
    var lastLeaf = [Int](repeating: -1, count: graph.nodeCount)
    var best: Int32 = 0
    for (number, leaf) in leaves.enumerated() {
      for slot in graph.slots(of: leaf) where !isLeaf[Int(slot.neighbour)] {
        let adjacent = component[Int(slot.neighbour)]
        if lastLeaf[Int(adjacent)] == number { continue }
        lastLeaf[Int(adjacent)] = number
        leafCount[Int(adjacent)] += 1
        let (count, most) = (leafCount[Int(adjacent)], leafCount[Int(best)])
        if count > most || count == most && adjacent < best { best = adjacent }
      }
    }
    return best
  }
}
