import Graphs

extension SteinerInstance {
  /// The terminals that no tree can join to the others, given that no path leads through a leaf.
  ///
  /// Where only leaves are to be joined, the part of the graph that touches most of them is taken
  /// for theirs.
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
    let isReached = graph.reached(from: [rootPastLeaves()], isLeaf: isLeaf)
    return terminals.filter { !isReached[Int($0.rawValue)] }
  }

  /// The root, or another terminal that is no leaf, or else a node of the part that touches most leaves.
  ///
  /// - Complexity: O(n + m).
  func rootPastLeaves() -> Int32 {
    let isLeaf = graph.marked(leaves)
    if let anchor = root ?? terminals.first(where: { !isLeaf[Int($0.rawValue)] }) {
      return Int32(anchor.rawValue)
    }
    let part = graph.components { edge in
      !isLeaf[Int(graph.tails[Int(edge)])] && !isLeaf[Int(graph.heads[Int(edge)])]
    }.of
    let home = partTouchedMost(part, isLeaf)
    return Int32(part.indices.first { part[$0] == home && !isLeaf[$0] } ?? 0)
  }

  private func partTouchedMost(_ part: [Int32], _ isLeaf: [Bool]) -> Int32 {
    var touching = [Int32](repeating: 0, count: graph.nodeCount)
    var lastLeaf = [Int](repeating: -1, count: graph.nodeCount)
    var best: Int32 = 0
    for (number, leaf) in leaves.enumerated() {
      for slot in graph.slots(of: leaf) where !isLeaf[Int(slot.neighbour)] {
        let home = part[Int(slot.neighbour)]
        if lastLeaf[Int(home)] == number { continue }
        lastLeaf[Int(home)] = number
        touching[Int(home)] += 1
        let (count, most) = (touching[Int(home)], touching[Int(best)])
        if count > most || count == most && home < best { best = home }
      }
    }
    return best
  }
}
