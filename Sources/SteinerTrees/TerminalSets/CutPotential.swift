import Graphs

/// What the rest of a tree costs at least, out of the cuts of a bound.
///
/// A tree from the root to a node and some terminals crosses each cut around any of these, and pays its
/// amount; on the way to the node it pays the reduced costs as well. Given for the rest of a label's tree
/// this falls by no more than the label's cost rises, so that a search in its order ends each label once.
///
/// Source: the potentials of Hougardy, Silvanus and Vygen 2017, with the cuts of Wong 1984 in place of
/// their bounds.
struct CutPotential {
  /// Cuts with the same terminals inside, as one.
  private var groups: [(inside: TerminalSetSearch.TerminalSet, amount: Int64)] = []
  /// By node where its entries start; those are what the cuts around the node with the same terminals
  /// inside amount to.
  private var start: [Int32]
  private var entries: [(inside: TerminalSetSearch.TerminalSet, amount: Int64)] = []

  /// - Parameters:
  ///   - problem: what was bounded.
  ///   - ascent: the bound with its cuts.
  ///   - terminals: those other than the root, in the order of their bits.
  /// - Complexity: O(the nodes inside of all cuts, with their edges).
  init(_ problem: Problem, _ ascent: DualAscent, _ terminals: [Int32]) {
    let graph = problem.graph
    var bit = [TerminalSetSearch.TerminalSet](repeating: 0, count: graph.nodeCount)
    for (place, terminal) in terminals.enumerated() { bit[Int(terminal)] = 1 << place }
    var numberOfGroup: [TerminalSetSearch.TerminalSet: Int32] = [:]
    var at: [[(group: Int32, amount: Int64)]] = Array(repeating: [], count: graph.nodeCount)
    var stamp = [Int32](repeating: -1, count: graph.nodeCount)
    var isCrossing = [Bool](repeating: false, count: graph.edgeCount)
    for (number, cut) in ascent.cuts.enumerated() where cut.amount > 0 {
      for arc in cut.arcs { isCrossing[Int(arc >> 1)] = true }
      var inside: [Int32] = []
      var members: TerminalSetSearch.TerminalSet = 0
      for arc in cut.arcs {
        let head = problem.tail(of: arc ^ 1)
        if stamp[Int(head)] == Int32(number) { continue }
        stamp[Int(head)] = Int32(number)
        var place = inside.count
        inside.append(head)
        while place < inside.count {
          let node = inside[place]
          place += 1
          members |= bit[Int(node)]
          for index in graph.slotRange(node) {
            let slot = graph.slots[index]
            if isCrossing[Int(slot.edge)] || stamp[Int(slot.neighbour)] == Int32(number) {
              continue
            }
            stamp[Int(slot.neighbour)] = Int32(number)
            inside.append(slot.neighbour)
          }
        }
      }
      for arc in cut.arcs { isCrossing[Int(arc >> 1)] = false }
      let group = numberOfGroup[members] ?? Int32(groups.count)
      if group == Int32(groups.count) {
        numberOfGroup[members] = group
        groups.append((members, 0))
      }
      groups[Int(group)].amount += cut.amount
      for node in inside {
        let last = at[Int(node)].count - 1
        if last >= 0, at[Int(node)][last].group == group {
          at[Int(node)][last].amount += cut.amount
        } else {
          at[Int(node)].append((group, cut.amount))
        }
      }
    }
    start = [0]
    for node in at {
      var amounts: [Int32: Int64] = [:]
      for entry in node { amounts[entry.group, default: 0] += entry.amount }
      entries += amounts.sorted { $0.key < $1.key }.map { (groups[Int($0.key)].inside, $0.value) }
      start.append(Int32(entries.count))
    }
  }

  /// What a tree pays at least that joins the root and all terminals but some.
  func rest(without members: TerminalSetSearch.TerminalSet) -> Int64 {
    var sum: Int64 = 0
    for group in groups where group.inside & ~members != 0 { sum += group.amount }
    return sum
  }

  /// What it pays on top to come to a node, reduced costs aside.
  @inline(__always)
  func around(_ node: Int32, within members: TerminalSetSearch.TerminalSet) -> Int64 {
    var sum: Int64 = 0
    for index in Int(start[Int(node)])..<Int(start[Int(node) + 1]) {
      if entries[index].inside & ~members == 0 { sum += entries[index].amount }
    }
    return sum
  }
}
