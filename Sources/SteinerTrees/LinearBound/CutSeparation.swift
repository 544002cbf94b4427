import Graphs

/// Finds cuts between the root and terminals that a fractional solution crosses less than once.
///
/// Flow is sent to each terminal along shortest ways back to the root; where it ends below one, the
/// nodes on the terminal's side of the bottleneck make one cut, those beyond the root's side another.
/// What a cut lacks is then taken as given, and the same terminal is asked again for cuts nested in
/// the ones found.
///
/// Source: Koch and Martin 1998, "Solving Steiner tree problems in graphs to optimality".
struct CutSeparation {
  private static let unit: Int32 = 1 << 20
  /// A cut is worth its row where the solution lacks so much of it.
  private static let least: Int32 = unit / 50
  private static let nestedLimit = 6

  private let problem: Problem
  private let root: Int32
  /// By arc what may flow over it, in units.
  private var capacities: [Int32]
  private var flow: [Int32]
  private var touched: [Int32] = []
  private var onward: [Int32]
  private var stamp: [Int32]
  private var now: Int32 = 0
  private var queue: [Int32] = []

  init(_ problem: Problem, root: Int32) {
    self.problem = problem
    self.root = root
    capacities = [Int32](repeating: 0, count: problem.graph.edgeCount * 2)
    flow = capacities
    onward = [Int32](repeating: -1, count: problem.graph.nodeCount)
    stamp = [Int32](repeating: 0, count: problem.graph.nodeCount)
  }

  /// The arcs of each cut found.
  ///
  /// - Parameters:
  ///   - values: by arc the solution.
  ///   - start: the place among the terminals to begin at.
  ///   - limit: how many cuts are enough.
  /// - Complexity: O(t · m) in practice.
  mutating func cuts(_ values: [Double], from start: Int, limit: Int) -> [[Int32]] {
    for arc in capacities.indices {
      capacities[arc] = Int32(max(0, min(1, values[arc])) * Double(Self.unit))
    }
    var found: [[Int32]] = []
    var isCovered = [Bool](repeating: false, count: problem.graph.nodeCount)
    for step in problem.terminals.indices where found.count < limit {
      let terminal = problem.terminals[(start + step) % problem.terminals.count]
      if terminal == root || isCovered[Int(terminal)] { continue }
      var nested = 0
      while nested < Self.nestedLimit {
        let sent = send(to: terminal)
        if sent > Self.unit - Self.least {
          reset()
          break
        }
        // What was looked at last are the nodes that still reach the terminal.
        let near = queue
        var cut = arcs(into: near)
        for node in near where problem.isTerminal[Int(node)] { isCovered[Int(node)] = true }
        found.append(cut)
        let other = arcs(into: beyondRoot())
        if other != cut {
          found.append(other)
          cut += other
        }
        reset()
        for arc in cut { capacities[Int(arc)] = Self.unit }
        nested += 1
      }
    }
    return found
  }

  /// Sends as much as one unit from the root to a terminal; the queue ends as the nodes that can
  /// still send to it, where that is less.
  private mutating func send(to terminal: Int32) -> Int32 {
    var sent: Int32 = 0
    while sent <= Self.unit - Self.least {
      guard findWay(to: terminal) else { return sent }
      var most = Self.unit - sent
      var node = root
      while node != terminal {
        let arc = onward[Int(node)]
        most = min(most, room(arc))
        node = problem.tail(of: arc ^ 1)
      }
      node = root
      while node != terminal {
        let arc = onward[Int(node)]
        push(most, over: arc)
        node = problem.tail(of: arc ^ 1)
      }
      sent += most
    }
    return sent
  }

  /// What may still flow over an arc: its own room, and what flows back along the other way.
  @inline(__always)
  private func room(_ arc: Int32) -> Int32 {
    capacities[Int(arc)] - flow[Int(arc)] + flow[Int(arc ^ 1)]
  }

  private mutating func push(_ amount: Int32, over arc: Int32) {
    let back = min(amount, flow[Int(arc ^ 1)])
    flow[Int(arc ^ 1)] -= back
    flow[Int(arc)] += amount - back
    touched.append(arc)
  }

  private mutating func reset() {
    for arc in touched {
      flow[Int(arc)] = 0
      flow[Int(arc ^ 1)] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// Looks back from a terminal for the root; by node the arc that leads on.
  private mutating func findWay(to terminal: Int32) -> Bool {
    now += 1
    queue.removeAll(keepingCapacity: true)
    queue.append(terminal)
    stamp[Int(terminal)] = now
    var place = 0
    while place < queue.count {
      let node = queue[place]
      place += 1
      for index in problem.graph.slotRange(node) {
        let slot = problem.graph.slots[index]
        if stamp[Int(slot.neighbour)] == now { continue }
        let arc = problem.arc(into: node, over: slot.edge)
        guard room(arc) > 0 else { continue }
        stamp[Int(slot.neighbour)] = now
        onward[Int(slot.neighbour)] = arc
        if slot.neighbour == root { return true }
        queue.append(slot.neighbour)
      }
    }
    return false
  }

  /// The nodes that the root can no longer send to.
  private mutating func beyondRoot() -> [Int32] {
    now += 1
    var reached: [Int32] = [root]
    stamp[Int(root)] = now
    var place = 0
    while place < reached.count {
      let node = reached[place]
      place += 1
      for index in problem.graph.slotRange(node) {
        let slot = problem.graph.slots[index]
        if stamp[Int(slot.neighbour)] == now { continue }
        guard room(problem.arc(into: slot.neighbour, over: slot.edge)) > 0 else { continue }
        stamp[Int(slot.neighbour)] = now
        reached.append(slot.neighbour)
      }
    }
    return (0..<Int32(problem.graph.nodeCount)).filter { stamp[Int($0)] != now }
  }

  /// The arcs that lead into a set of nodes, ascending.
  private mutating func arcs(into nodes: [Int32]) -> [Int32] {
    now += 1
    for node in nodes { stamp[Int(node)] = now }
    var cut: [Int32] = []
    for node in nodes {
      for index in problem.graph.slotRange(node) {
        let slot = problem.graph.slots[index]
        if stamp[Int(slot.neighbour)] == now { continue }
        cut.append(problem.arc(into: node, over: slot.edge))
      }
    }
    cut.sort()
    return cut
  }
}
