import Graphs

/// A set of nodes without the root that holds a terminal, and the arcs that lead into it.
struct NodeCut: Sendable {
  let nodes: [Int32]
  let arcs: [Int32]
}

/// Finds cuts between the root and terminals that a fractional solution crosses less than once.
///
/// Flow is sent to each terminal along shortest ways. Where it ends below one, a second flow of one
/// unit through each arc runs between what the root still reaches and what still reaches the
/// terminal, so that of all narrowest cuts one of fewest arcs is left: the nodes on the terminal's
/// side of it make one cut, those beyond the root's side another. What these lack is then taken as
/// given, and the same terminal is asked again for cuts nested in the ones found.
///
/// Sources: Koch and Martin 1998, "Solving Steiner tree problems in graphs to optimality"; Dinic 1970
/// for the flows.
struct CutSeparation: Sendable {
  private static let unit: Int32 = 1 << 20
  /// A cut is worth its row where the solution lacks so much of it.
  private static let least: Int32 = unit / 50
  private static let nestedLimit = 2
  /// How many nodes around a terminal's side a cut of few arcs is looked for among.
  private static let vicinitySize = 4_000

  private let problem: Problem
  private let root: Int32
  /// By slot of the graph the arc that leads into the node the slot belongs to.
  private let arcsInto: [Int32]
  /// By arc what may flow over it, in units; −1 for arcs that are closed.
  private var capacities: [Int32]
  /// By arc what may still flow: its own, and what flows back along the other way.
  private var residual: [Int32]
  private var touched: [Int32] = []
  /// By arc how much of the second flow may still go where nothing of the first may.
  private var creep: [Int32]
  private var crept: [Int32] = []
  /// Whether it is the second flow that runs.
  private var isCreeping = false
  /// By node its steps to the terminal's side, where it is marked now.
  private var level: [Int32]
  /// By node the next slot to try.
  private var next: [Int]
  private var stamp: [Int32]
  private var now: Int32 = 0
  /// By node whether the second flow begins there, as it does at all nodes but those looked at.
  private var isSource: [Bool]
  /// The sources that have a way to the terminal's side.
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

  /// Cuts that a solution violates.
  ///
  /// - Parameters:
  ///   - values: by arc the solution; below nothing for arcs that are closed.
  ///   - terminals: none of them the root.
  ///   - limit: how many cuts are enough.
  /// - Returns: no cut twice.
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

  /// The violated cuts between the root and one terminal.
  private mutating func cuts(around terminal: Int32) -> [NodeCut] {
    defer { reset() }
    var sent: Int32 = 0
    var found: [NodeCut] = []
    for _ in 0..<Self.nestedLimit {
      while sent <= Self.unit - Self.least, findLevels(from: [terminal]) {
        sent += sendAlongLevels()
      }
      if sent > Self.unit - Self.least { break }
      // What was looked at last are the nodes that still reach the terminal.
      let side = queue
      let (near, far) = shortestCuts(from: reached(from: [root]), to: side)
      found.append(near)
      if far.arcs != near.arcs { found.append(far) }
      for arc in near.arcs + far.arcs where capacities[Int(arc)] >= 0 {
        residual[Int(arc)] = max(residual[Int(arc)], Self.unit)
        touched.append(arc)
      }
    }
    return found
  }

  /// Of the narrowest cuts between two sides one of fewest arcs among those that lie near the
  /// terminal's side, as near to either side as can be.
  private mutating func shortestCuts(
    from sources: [Int32], to side: [Int32]
  ) -> (near: NodeCut, far: NodeCut) {
    let vicinity = vicinity(of: side)
    for node in vicinity { isSource[Int(node)] = false }
    for node in sources { isSource[Int(node)] = true }
    isCreeping = true
    while findLevels(from: side) { _ = sendAlongLevels() }
    let near = queue
    // Where the vicinity ends short of the root, cuts far from the terminal only follow its rim.
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

  /// The nodes that lie fewest steps away from some, with these.
  private mutating func vicinity(of side: [Int32]) -> [Int32] {
    now += 1
    var found = side
    for node in side { stamp[Int(node)] = now }
    var place = 0
    while place < found.count, found.count < Self.vicinitySize {
      for index in problem.graph.slotRange(found[place]) {
        let neighbour = problem.graph.slots[index].neighbour
        if stamp[Int(neighbour)] == now { continue }
        stamp[Int(neighbour)] = now
        found.append(neighbour)
      }
      place += 1
    }
    return found
  }

  /// Those of some nodes that no source can send to any more.
  private mutating func unreached(_ nodes: [Int32]) -> [Int32] {
    let graph = problem.graph
    now += 1
    var stack = nodes.filter { isSource[Int($0)] }
    for node in nodes where !isSource[Int(node)] {
      for index in graph.slotRange(node)
      where isSource[Int(graph.slots[index].neighbour)] && room(arcsInto[index]) > 0 {
        stack.append(node)
        break
      }
    }
    for node in stack { stamp[Int(node)] = now }
    while let node = stack.popLast() {
      for index in graph.slotRange(node) {
        let neighbour = graph.slots[index].neighbour
        if stamp[Int(neighbour)] == now || isSource[Int(neighbour)] { continue }
        if room(arcsInto[index] ^ 1) <= 0 { continue }
        stamp[Int(neighbour)] = now
        stack.append(neighbour)
      }
    }
    return nodes.filter { stamp[Int($0)] != now }
  }

  /// What may still flow over an arc.
  @inline(__always)
  private func room(_ arc: Int32) -> Int32 {
    let left = residual[Int(arc)]
    if !isCreeping { return left }
    return left > 0 ? Self.unit : creep[Int(arc)]
  }

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

  /// Counts the steps to the terminal's side, back from it as far as the nearest source.
  ///
  /// - Returns: whether there is one; if not, the queue ends as all nodes that reach the side.
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
    var place = 0
    while place < queue.count {
      let node = queue[place]
      place += 1
      if level[Int(node)] >= last { break }
      for index in graph.slotRange(node) {
        let neighbour = graph.slots[index].neighbour
        if stamp[Int(neighbour)] == now || room(arcsInto[index]) <= 0 { continue }
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

  /// Sends what the ways of fewest steps hold, no more than one unit each.
  private mutating func sendAlongLevels() -> Int32 {
    let graph = problem.graph
    var sent: Int32 = 0
    for entry in entries {
      path.removeAll(keepingCapacity: true)
      var node = entry
      while sent < Self.unit {
        if level[Int(node)] == 0 {
          let most = path.reduce(Self.unit - sent) { min($0, room($1)) }
          for arc in path { push(most, over: arc) }
          sent += most
          let kept = path.firstIndex { room($0) <= 0 } ?? 0
          node = problem.tail(of: path[kept])
          path.removeSubrange(kept...)
        }
        let end = graph.slotRange(node).upperBound
        var place = next[Int(node)]
        while place < end {
          let neighbour = graph.slots[place].neighbour
          if stamp[Int(neighbour)] == now, level[Int(neighbour)] == level[Int(node)] - 1,
            room(arcsInto[place] ^ 1) > 0
          {
            break
          }
          place += 1
        }
        next[Int(node)] = place
        if place < end {
          path.append(arcsInto[place] ^ 1)
          node = graph.slots[place].neighbour
        } else {
          guard let arc = path.popLast() else { break }
          node = problem.tail(of: arc)
          next[Int(node)] += 1
        }
      }
    }
    return sent
  }

  private mutating func reset() {
    for arc in touched {
      residual[Int(arc)] = capacities[Int(arc)]
      residual[Int(arc ^ 1)] = capacities[Int(arc ^ 1)]
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// The nodes that some nodes can still send to, with these.
  private mutating func reached(from sources: [Int32]) -> [Int32] {
    let graph = problem.graph
    now += 1
    for node in sources { stamp[Int(node)] = now }
    var reached = sources
    var place = 0
    while place < reached.count {
      let node = reached[place]
      place += 1
      for index in graph.slotRange(node) {
        let neighbour = graph.slots[index].neighbour
        if stamp[Int(neighbour)] == now || room(arcsInto[index] ^ 1) <= 0 { continue }
        stamp[Int(neighbour)] = now
        reached.append(neighbour)
      }
    }
    return reached
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
