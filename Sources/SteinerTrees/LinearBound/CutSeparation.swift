import Graphs

/// A set of nodes that contains a terminal but not the root, and the arcs that enter it.
struct NodeCut: Sendable {
  let nodes: [Int32]
  let arcs: [Int32]
}

/// Finds cuts between the root and terminals that a fractional solution violates, that is, whose
/// arcs have a total value below 1.
///
/// The values of the arcs are taken as capacities. By the theorem of Ford and Fulkerson, a minimum
/// cut between the root and a terminal is violated if and only if the maximum flow between them is
/// below 1. The naive version computes one maximum flow for each terminal and adds one minimum cut.
/// Three additions make the cuts more useful:
///
/// - Creep flow: of all minimum cuts, one with the fewest arcs is chosen. To find it, a second flow
///   runs over the saturated arcs with a capacity of one for each arc.
/// - Two cuts: the choice nearest to the terminal and the choice nearest to the root.
/// - Nested cuts: the arcs of the cuts found are given enough capacity, and the same terminal is
///   examined again.
///
/// Sources: Koch and Martin 1998, "Solving Steiner tree problems in graphs to optimality"; Dinic
/// 1970 for the maximum flows.
struct CutSeparation: Sendable {
  /// The integer that represents the value 1.
  private static let unit: Int32 = 1 << 20
  /// A cut is added only if the solution violates it by at least this amount.
  private static let leastViolation: Int32 = unit / 50
  /// The maximum number of rounds of nested cuts for each terminal.
  private static let nestedLimit = 2
  /// The maximum number of nodes near the terminal's side among which a cut with few arcs is
  /// sought.
  private static let vicinitySize = 4_000

  private let problem: Problem
  private let root: Int32
  /// Indexed by slot of the graph: the arc that enters the node that owns the slot.
  private let arcsInto: [Int32]
  /// Indexed by arc: the capacity; −1 for closed arcs.
  private var capacities: [Int32]
  /// Indexed by arc: the residual capacity of the first flow.
  private var residual: [Int32]
  private var touched: [Int32] = []
  /// Indexed by arc: the residual capacity of the creep flow, for arcs that the first flow
  /// saturates.
  private var creep: [Int32]
  private var crept: [Int32] = []
  /// Whether the creep flow is being computed.
  private var isCreeping = false
  /// Indexed by node: the number of arcs to the terminal's side.
  ///
  /// Only valid for nodes with the current stamp.
  private var level: [Int32]
  /// Indexed by node: the next slot to try.
  private var next: [Int]
  private var stamp: [Int32]
  private var now: Int32 = 0
  /// Indexed by node: whether the creep flow starts there.
  ///
  /// It starts at all nodes outside the vicinity of the terminal's side.
  private var isSource: [Bool]
  /// The sources from which the terminal's side can be reached.
  private var entries: [Int32] = []
  private var queue: [Int32] = []
  private var path: [Int32] = []

  init(_ problem: Problem, root: Int32) {
    self.problem = problem
    self.root = root
    let graph = problem.graph
    var arcsInto = [Int32](repeating: 0, count: graph.slots.count)
    for node in 0..<Int32(graph.nodeCount) {
      for index in graph.slotRange(node) {
        arcsInto[index] = problem.arc(into: node, over: graph.slots[index].edge)
      }
    }
    self.arcsInto = arcsInto
    capacities = [Int32](repeating: 0, count: graph.edgeCount * 2)
    residual = capacities
    creep = capacities
    level = [Int32](repeating: 0, count: graph.nodeCount)
    next = [Int](repeating: 0, count: graph.nodeCount)
    stamp = level
    isSource = [Bool](repeating: true, count: graph.nodeCount)
  }

  /// Finds violated cuts.
  ///
  /// - Parameters:
  ///   - values: indexed by arc, the fractional solution; negative for closed arcs.
  ///   - terminals: terminals other than the root.
  ///   - limit: the number of cuts after which the search ends.
  /// - Returns: the cuts, without duplicates.
  /// - Complexity: O(t · m) in practice.
  mutating func cuts(_ values: [Double], around terminals: [Int32], limit: Int) -> [NodeCut] {
    for arc in capacities.indices {
      capacities[arc] = values[arc] < 0 ? -1 : Int32(min(1, values[arc]) * Double(Self.unit))
      residual[arc] = capacities[arc]
      creep[arc] = values[arc] < 0 ? 0 : 1
    }
    var found: [NodeCut] = []
    var known: Set<[Int32]> = []
    for terminal in terminals where found.count < limit {
      for cut in cuts(around: terminal) where known.insert(cut.arcs).inserted {
        found.append(cut)
      }
    }
    return found
  }

  /// Finds violated cuts between the root and one terminal.
  private mutating func cuts(around terminal: Int32) -> [NodeCut] {
    defer { reset() }
    var sent: Int32 = 0
    var found: [NodeCut] = []
    for _ in 0..<Self.nestedLimit {
      while sent <= Self.unit - Self.leastViolation, findLevels(from: [terminal]) {
        sent += sendAlongLevels()
      }
      if sent > Self.unit - Self.leastViolation { break }
      // The last search has found the nodes from which the terminal can still be reached.
      let side = queue
      let (near, far) = cutsWithFewestArcs(from: reached(from: [root]), to: side)
      found.append(near)
      if far.arcs != near.arcs { found.append(far) }
      for arc in near.arcs + far.arcs where capacities[Int(arc)] >= 0 {
        residual[Int(arc)] = max(residual[Int(arc)], Self.unit)
        touched.append(arc)
      }
    }
    return found
  }

  /// Finds minimum cuts with the fewest arcs near the terminal's side, among the minimum cuts
  /// between two sides: the cut nearest to the terminal and the cut nearest to the root.
  private mutating func cutsWithFewestArcs(
    from sources: [Int32], to side: [Int32]
  ) -> (near: NodeCut, far: NodeCut) {
    let vicinity = vicinity(of: side)
    for node in vicinity { isSource[Int(node)] = false }
    for node in sources { isSource[Int(node)] = true }
    isCreeping = true
    while findLevels(from: side) { _ = sendAlongLevels() }
    let near = queue
    // If the vicinity does not extend to the root, the cut nearest to the root would only follow
    // the border of the vicinity.
    let far = vicinity.count < Self.vicinitySize ? unreached(vicinity) : near
    for node in vicinity { isSource[Int(node)] = true }
    for arc in crept {
      creep[Int(arc)] = capacities[Int(arc)] < 0 ? 0 : 1
      creep[Int(arc ^ 1)] = capacities[Int(arc ^ 1)] < 0 ? 0 : 1
    }
    crept.removeAll(keepingCapacity: true)
    isCreeping = false
    return (cut(around: near), cut(around: far))
  }

  /// The nodes nearest to a set of nodes by number of edges, including the set.
  private mutating func vicinity(of side: [Int32]) -> [Int32] {
    now += 1
    var found = side
    for node in side { stamp[Int(node)] = now }
    var index = 0
    while index < found.count, found.count < Self.vicinitySize {
      for slot in problem.graph.slotRange(found[index]) {
        let neighbour = problem.graph.slots[slot].neighbour
        if stamp[Int(neighbour)] == now { continue }
        stamp[Int(neighbour)] = now
        found.append(neighbour)
      }
      index += 1
    }
    return found
  }

  /// The nodes of a list to which no source can send further flow.
  private mutating func unreached(_ nodes: [Int32]) -> [Int32] {
    let graph = problem.graph
    now += 1
    var stack = nodes.filter { isSource[Int($0)] }
    for node in nodes where !isSource[Int(node)] {
      for index in graph.slotRange(node)
      where isSource[Int(graph.slots[index].neighbour)] && residualCapacity(arcsInto[index]) > 0 {
        stack.append(node)
        break
      }
    }
    for node in stack { stamp[Int(node)] = now }
    while let node = stack.popLast() {
      for index in graph.slotRange(node) {
        let neighbour = graph.slots[index].neighbour
        if stamp[Int(neighbour)] == now || isSource[Int(neighbour)] { continue }
        if residualCapacity(arcsInto[index] ^ 1) <= 0 { continue }
        stamp[Int(neighbour)] = now
        stack.append(neighbour)
      }
    }
    return nodes.filter { stamp[Int($0)] != now }
  }

  /// The residual capacity of an arc in the current flow.
  @inline(__always)
  private func residualCapacity(_ arc: Int32) -> Int32 {
    let left = residual[Int(arc)]
    if !isCreeping { return left }
    return left > 0 ? Self.unit : creep[Int(arc)]
  }

  /// Sends flow over an arc.
  private mutating func push(_ amount: Int32, over arc: Int32) {
    if !isCreeping {
      residual[Int(arc)] -= amount
      residual[Int(arc ^ 1)] += amount
      touched.append(arc)
    } else if residual[Int(arc)] <= 0 {
      creep[Int(arc)] -= amount
      creep[Int(arc ^ 1)] += amount
      crept.append(arc)
    }
  }

  /// Breadth-first search backwards from the terminal's side to the nearest source; assigns the
  /// levels of Dinic's algorithm.
  ///
  /// - Returns: whether a source was found. If not, the queue contains all nodes from which the
  ///   side can be reached.
  private mutating func findLevels(from side: [Int32]) -> Bool {
    let graph = problem.graph
    now += 1
    queue.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    for node in side {
      stamp[Int(node)] = now
      level[Int(node)] = 0
      queue.append(node)
    }
    var last = Int32.max
    var position = 0
    while position < queue.count {
      let node = queue[position]
      position += 1
      if level[Int(node)] >= last { break }
      for index in graph.slotRange(node) {
        let neighbour = graph.slots[index].neighbour
        if stamp[Int(neighbour)] == now || residualCapacity(arcsInto[index]) <= 0 { continue }
        stamp[Int(neighbour)] = now
        level[Int(neighbour)] = level[Int(node)] + 1
        next[Int(neighbour)] = graph.slotRange(neighbour).lowerBound
        if isCreeping ? isSource[Int(neighbour)] : neighbour == root {
          last = level[Int(neighbour)]
          entries.append(neighbour)
        } else {
          queue.append(neighbour)
        }
      }
    }
    return !entries.isEmpty
  }

  /// Sends flow along all shortest paths (a blocking flow), up to one unit in total.
  private mutating func sendAlongLevels() -> Int32 {
    let graph = problem.graph
    var sent: Int32 = 0
    for entry in entries {
      path.removeAll(keepingCapacity: true)
      var node = entry
      while sent < Self.unit {
        if level[Int(node)] == 0 {
          let most = path.reduce(Self.unit - sent) { min($0, residualCapacity($1)) }
          for arc in path { push(most, over: arc) }
          sent += most
          let kept = path.firstIndex { residualCapacity($0) <= 0 } ?? 0
          node = problem.tail(of: path[kept])
          path.removeSubrange(kept...)
        }
        let end = graph.slotRange(node).upperBound
        var index = next[Int(node)]
        while index < end {
          let neighbour = graph.slots[index].neighbour
          if stamp[Int(neighbour)] == now, level[Int(neighbour)] == level[Int(node)] - 1,
            residualCapacity(arcsInto[index] ^ 1) > 0
          {
            break
          }
          index += 1
        }
        next[Int(node)] = index
        if index < end {
          path.append(arcsInto[index] ^ 1)
          node = graph.slots[index].neighbour
        } else {
          guard let arc = path.popLast() else { break }
          node = problem.tail(of: arc)
          next[Int(node)] += 1
        }
      }
    }
    return sent
  }

  /// Restores the capacities that the flow for a terminal has changed.
  private mutating func reset() {
    for arc in touched {
      residual[Int(arc)] = capacities[Int(arc)]
      residual[Int(arc ^ 1)] = capacities[Int(arc ^ 1)]
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// The nodes to which some nodes can still send flow, including these nodes.
  private mutating func reached(from sources: [Int32]) -> [Int32] {
    let graph = problem.graph
    now += 1
    for node in sources { stamp[Int(node)] = now }
    var reached = sources
    var position = 0
    while position < reached.count {
      let node = reached[position]
      position += 1
      for index in graph.slotRange(node) {
        let neighbour = graph.slots[index].neighbour
        if stamp[Int(neighbour)] == now || residualCapacity(arcsInto[index] ^ 1) <= 0 { continue }
        stamp[Int(neighbour)] = now
        reached.append(neighbour)
      }
    }
    return reached
  }

  /// The arcs that enter a set of nodes.
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
