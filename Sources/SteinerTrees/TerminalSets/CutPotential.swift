import Graphs

/// A lower bound on the cost of the rest of a tree, derived from the cuts of a bound.
///
/// A label of the terminal set search is a tree that contains a node and a set of terminals. The
/// rest of the tree contains the root, the node and all other terminals. It crosses each cut around
/// one of these, and so it pays the amounts of these cuts; in addition it pays the reduced costs of
/// the path from the root to the node. When a label grows, this bound decreases by no more than the
/// cost of the label increases (the bound is consistent), so that each label is final when it is
/// removed from the queue.
///
/// Source: the potentials of Hougardy, Silvanus and Vygen 2017, with the cuts of Wong 1984 instead
/// of their bounds.
/// their bounds.
struct CutPotential {
  /// The total amount of the cuts that enclose the same set of terminals.
  private var groups: [(inside: TerminalSetSearch.TerminalSet, amount: Int64)] = []
  /// Indexed by node: the index of its first entry.
  ///
  /// The entries of a node are the total amounts of the cuts around it, by the set of terminals
  /// they enclose.
  private var start: [Int32]
  private var entries: [(inside: TerminalSetSearch.TerminalSet, amount: Int64)] = []

  /// - Parameters:
  ///   - problem: the problem that was bounded.
  ///   - ascent: the bound with its cuts.
  ///   - terminals: the terminals other than the root, in the order of their bits.
  /// - Complexity: O(k), where k is the number of nodes inside all cuts, with their edges.
  init(_ problem: Problem, _ ascent: DualAscent, _ terminals: [Int32]) {
    let graph = problem.graph
    var bit = [TerminalSetSearch.TerminalSet](repeating: 0, count: graph.nodeCount)
    for (index, terminal) in terminals.enumerated() { bit[Int(terminal)] = 1 << index }
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
        var position = inside.count
        inside.append(head)
        while position < inside.count {
          let node = inside[position]
          position += 1
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

  /// A lower bound on the cost of a tree that contains the root and all terminals except some.
  func rest(without members: TerminalSetSearch.TerminalSet) -> Int64 {
    var sum: Int64 = 0
    for group in groups where group.inside & ~members != 0 { sum += group.amount }
    return sum
  }

  /// The additional cost for the tree to reach a node, without reduced costs.
  @inline(__always)
  func around(_ node: Int32, within members: TerminalSetSearch.TerminalSet) -> Int64 {
    var sum: Int64 = 0
    for index in Int(start[Int(node)])..<Int(start[Int(node) + 1]) {
      if entries[index].inside & ~members == 0 { sum += entries[index].amount }
    }
    return sum
  }
}
