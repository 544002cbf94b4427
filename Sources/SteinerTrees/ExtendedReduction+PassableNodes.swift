import Graphs

extension ExtendedReduction {
  /// Finds nodes at which no best tree has degree three or more, with the pairs of their edges that
  /// a best tree may contain.
  ///
  /// No two of the nodes are adjacent.
  ///
  /// Source: the test of non-terminals of degree k of Duin and Volgenant 1989, extended as
  /// described at ``ExtendedReduction``.
  func passableNodes(threads: Int) -> [PassableNode] {
    let graph = problem.graph
    let found = concurrentMap(Self.ranges(of: graph.nodeCount), threads: threads) {
      [self] range in
      var worker = self
      return worker.passableNodes(range)
    }
    // Adjacent nodes may have been found in different ranges.
    var isTaken = [Bool](repeating: false, count: graph.nodeCount)
    return found.joined().filter { passable in
      if isTaken[Int(passable.node)] { return false }
      for index in graph.slotRange(passable.node) {
        isTaken[Int(graph.slots[index].neighbour)] = true
      }
      return true
    }
  }

  private mutating func passableNodes(_ range: Range<Int>) -> [PassableNode] {
    let graph = problem.graph
    var result: [PassableNode] = []
    var isTaken = [Bool](repeating: false, count: graph.nodeCount)
    for node in range.lazy.map({ Int32($0) }) where !problem.isTerminal[Int(node)] {
      if node & 31 == 0, isTimeUp() { break }
      let slots = graph.slotRange(node).map { graph.slots[$0] }.filter { keeps[Int($0.edge)] }
      guard slots.count == 3 || slots.count == 4, !isTaken[Int(node)],
        !slots.contains(where: { takes[Int($0.edge)] }),
        !slots.contains(where: { isTaken[Int($0.neighbour)] }),
        isPassedOnly(node, slots)
      else { continue }
      var pairs: [(Int32, Int32)] = []
      for first in slots.indices {
        for second in slots.indices where second > first {
          begin(at: node)
          add([slots[first].edge, slots[second].edge], to: 0)
          if !isRuledOut() { pairs.append((slots[first].edge, slots[second].edge)) }
          clear()
        }
      }
      // A replacement that adds edges does not pay off.
      if pairs.count > slots.count { continue }
      isTaken[Int(node)] = true
      for slot in slots { isTaken[Int(slot.neighbour)] = true }
      result.append(PassableNode(node: node, pairs: pairs))
    }
    return result
  }

  private mutating func isPassedOnly(_ node: Int32, _ slots: [Graph.Slot]) -> Bool {
    for choice in 1..<(1 << slots.count) where choice.nonzeroBitCount >= 3 {
      begin(at: node)
      add(slots.indices.filter { choice >> $0 & 1 == 1 }.map { slots[$0].edge }, to: 0)
      let isOut = isRuledOut()
      clear()
      if !isOut { return false }
    }
    return true
  }
}

/// A node at which a best tree has degree two at most.
struct PassableNode {
  let node: Int32
  /// The pairs of its edges that a best tree may contain.
  let pairs: [(Int32, Int32)]
}
