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
    let (part, isLeaf) = partsPastLeaves()
    func touches(_ leaf: NodeID, _ home: Int32) -> Bool {
      graph.slots(of: leaf).contains {
        part[Int($0.neighbour)] == home && !isLeaf[Int($0.neighbour)]
      }
    }
    if terminals.count == 2, isLeaf[Int(terminals[0].rawValue)],
      graph.slots(of: terminals[0]).contains(where: { $0.neighbour == terminals[1].rawValue })
    {
      return []
    }
    let home = part[Int(rootPastLeaves(part, isLeaf))]
    return terminals.filter {
      isLeaf[Int($0.rawValue)] ? !touches($0, home) : part[Int($0.rawValue)] != home
    }
  }

  /// The root, or another terminal that is no leaf, or else a node of the part that touches most leaves.
  ///
  /// - Complexity: O(n + m).
  func rootPastLeaves() -> Int32 {
    let (part, isLeaf) = partsPastLeaves()
    return rootPastLeaves(part, isLeaf)
  }

  private func rootPastLeaves(_ part: [Int32], _ isLeaf: [Bool]) -> Int32 {
    if let anchor = root ?? terminals.first(where: { !isLeaf[Int($0.rawValue)] }) {
      return Int32(anchor.rawValue)
    }
    let home = partTouchedMost(part, isLeaf)
    return Int32(part.indices.first { part[$0] == home && !isLeaf[$0] } ?? 0)
  }

  /// By node the part of the graph it lies in where no way leads through a leaf, and whether it is one.
  private func partsPastLeaves() -> (part: [Int32], isLeaf: [Bool]) {
    var isLeaf = [Bool](repeating: false, count: graph.nodeCount)
    for leaf in leaves { isLeaf[Int(leaf.rawValue)] = true }
    let part = graph.components { edge in
      !isLeaf[Int(graph.tails[Int(edge)])] && !isLeaf[Int(graph.heads[Int(edge)])]
    }.of
    return (part, isLeaf)
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
