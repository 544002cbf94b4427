import Graphs

/// A set of nodes without the root that holds a terminal, and the arcs that lead into it.
struct NodeCut {
  let nodes: [Int32]
  let arcs: [Int32]
}

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
  private static let trickle: Int32 = 1
  private static let nestedLimit = 2

  private let problem: Problem
  private let root: Int32
  /// By arc what may flow over it, in units.
  private var capacities: [Int32]
  private var flow: [Int32]
  private var touched: [Int32] = []
  private var raised: [(arc: Int32, capacity: Int32)] = []
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

  /// Cuts that a solution violates.
  ///
  /// - Parameters:
  ///   - values: by arc the solution; below nothing for arcs that are closed.
  ///   - start: the place among the terminals to begin at.
  ///   - limit: how many cuts are enough.
  /// - Returns: no cut twice.
  /// - Complexity: O(t · m) in practice.
  mutating func cuts(_ values: [Double], from start: Int, limit: Int) -> [NodeCut] {
    for arc in capacities.indices {
      // A trickle over unused arcs makes cuts of few arcs the narrowest.
      capacities[arc] =
        values[arc] < 0 ? 0 : Int32(min(1, values[arc]) * Double(Self.unit)) + Self.trickle
    }
    var found: [NodeCut] = []
    var known: Set<[Int32]> = []
    func book(_ cut: NodeCut) {
      if known.insert(cut.arcs).inserted { found.append(cut) }
    }
    for step in problem.terminals.indices where found.count < limit {
      let terminal = problem.terminals[(start + step) % problem.terminals.count]
      if terminal == root { continue }
      defer { lower() }
      for _ in 0..<Self.nestedLimit {
        if send(to: terminal) > Self.unit - Self.least {
          reset()
          break
        }
        // What was looked at last are the nodes that still reach the terminal.
        let near = cut(around: queue)
        let far = cut(around: beyondRoot())
        reset()
        book(near)
        book(far)
        for arc in near.arcs + far.arcs { raise(arc) }
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

  /// Takes an arc as given while one terminal is looked at.
  private mutating func raise(_ arc: Int32) {
    raised.append((arc, capacities[Int(arc)]))
    capacities[Int(arc)] = Self.unit
  }

  private mutating func lower() {
    for (arc, capacity) in raised.reversed() { capacities[Int(arc)] = capacity }
    raised.removeAll(keepingCapacity: true)
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

  /// The cut around some nodes.
  mutating func cut(around nodes: [Int32]) -> NodeCut {
    now += 1
    for node in nodes { stamp[Int(node)] = now }
    var arcs: [Int32] = []
    for node in nodes {
      for index in problem.graph.slotRange(node) {
        let slot = problem.graph.slots[index]
        if stamp[Int(slot.neighbour)] == now { continue }
        arcs.append(problem.arc(into: node, over: slot.edge))
      }
    }
    arcs.sort()
    return NodeCut(nodes: nodes, arcs: arcs)
  }
}
