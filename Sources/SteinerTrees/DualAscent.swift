import Graphs

/// A lower bound with the reduced costs that prove it.
///
/// Wong's dual ascent on the directed cut formulation: a terminal that the root cannot reach over
/// arcs of reduced cost zero has a cut around the nodes that can reach it; the least reduced cost
/// in that cut is added to the bound and taken off each of its arcs, until the root reaches every
/// terminal. Each terminal keeps its nodes and its cut, so that raising costs only the cut. The
/// smallest cut is raised first; a terminal whose cut swallows another waiting one leaves the field
/// to it, for whoever reaches that one reaches both.
///
/// A terminal that no arc leads away from, each of them costing `Int64.max`, reaches no other; but once
/// all nodes it hangs on are within another's field, every cut around that cuts it off as well, and
/// whoever reaches it reaches both.
///
/// Source: Wong 1984; the order and the lazy scores follow Pajor, Uchoa and Werneck 2018.
struct DualAscent {
  /// What every tree costs at least.
  private(set) var bound: Int64 = 0
  /// By arc: what is left of its cost.
  private(set) var reducedCosts: [Int64]
  /// Each cut that was raised, where that is recorded.
  private(set) var cuts: [Cut] = []

  /// A cut and what it adds to the bound.
  struct Cut {
    let arcs: [Int32]
    let amount: Int64
    /// The terminals that it cuts off from the root, where dual ascent has raised it.
    var terminals: [Int32] = []
  }

  /// What an earlier bound has left of the costs of the arcs.
  struct Start {
    let reducedCosts: [Int64]
    let bound: Int64
    let cuts: [Cut]
  }

  /// - Parameters:
  ///   - problem: what is to be bounded.
  ///   - root: the terminal that is to reach all others.
  ///   - guide: a tree; cuts that it crosses once are raised first.
  ///   - start: what to go on from; the costs of the problem if `nil`.
  ///   - recordsCuts: whether the cuts are kept.
  ///   - ceiling: a bound that is high enough.
  /// - Throws: ``SteinerError/unreachable(_:)`` with numbers of the reduced graph.
  ///
  /// - Complexity: O(r · c) for r raises of cuts of c arcs; memory linear but for overlaps.
  init(
    _ problem: Problem, root: Int32, guide: [Int32] = [],
    from start: Start? = nil, recordsCuts: Bool = false,
    ceiling: Int64 = .max
  ) throws(SteinerError) {
    let graph = problem.graph
    let isGuide = Self.arcs(of: guide, from: root, problem)
    var reduced = start?.reducedCosts ?? []
    if start == nil {
      reduced = [Int64](repeating: 0, count: graph.edgeCount * 2)
      for edge in 0..<graph.edgeCount {
        reduced[2 * edge] = problem.costs[edge]
        reduced[2 * edge + 1] = problem.costs[edge]
      }
    }
    var raised: [Cut]? = recordsCuts ? start?.cuts ?? [] : nil
    var isWaiting = [Bool](repeating: false, count: graph.nodeCount)
    var fields = [Field](repeating: Field(), count: problem.terminals.count)
    var queue = BinaryHeap()
    for (number, terminal) in problem.terminals.enumerated() where terminal != root {
      isWaiting[Int(terminal)] = true
      queue.insert(Int32(number), key: Int64(graph.slotRange(terminal).count))
    }
    var bound: Int64 = start?.bound ?? 0
    while !queue.isEmpty, bound < ceiling {
      let number = Int(queue.removeFirst().node)
      let terminal = problem.terminals[number]
      var field = Field()
      swap(&field, &fields[number])
      if field.isEmpty { field.absorb(terminal, problem, reduced) }
      let limit = queue.first.map { $0.key + $0.key / 4 + 1 } ?? .max
      switch field.grow(
        terminal, problem, root, &reduced, &bound, &raised, isWaiting, isGuide, limit: limit)
      {
      case .joined: isWaiting[Int(terminal)] = false
      case .waits(let score):
        swap(&field, &fields[number])
        queue.insert(Int32(number), key: score)
      case .enclosed: throw .unreachable([NodeID(UInt32(terminal))])
      }
    }
    self.bound = bound
    reducedCosts = reduced
    cuts = raised ?? []
  }

  /// What each further arc of the guiding tree adds to the score of a cut.
  private static let crossing: Int64 = 20

  /// By arc whether a tree leads over it away from the root; nothing for no tree.
  private static func arcs(of tree: [Int32], from root: Int32, _ problem: Problem) -> [Bool] {
    guard !tree.isEmpty else { return [] }
    var isTree = [Bool](repeating: false, count: problem.graph.edgeCount)
    for edge in tree { isTree[Int(edge)] = true }
    var isGuide = [Bool](repeating: false, count: problem.graph.edgeCount * 2)
    var isReached = [Bool](repeating: false, count: problem.graph.nodeCount)
    isReached[Int(root)] = true
    var stack = [root]
    while let node = stack.popLast() {
      for index in problem.graph.slotRange(node) {
        let slot = problem.graph.slots[index]
        guard isTree[Int(slot.edge)], !isReached[Int(slot.neighbour)] else { continue }
        isReached[Int(slot.neighbour)] = true
        isGuide[Int(problem.arc(into: slot.neighbour, over: slot.edge))] = true
        stack.append(slot.neighbour)
      }
    }
    return isGuide
  }

  /// The nodes that reach one terminal over arcs of reduced cost zero, and the arcs into them.
  private struct Field {
    enum Outcome {
      /// The root, or a waiting terminal, reaches the terminal.
      case joined
      /// The cut has grown beyond others: they go first.
      case waits(Int64)
      /// No arc leads in.
      case enclosed
    }

    private var members = NodeSet()
    private var cut: [Int32] = []
    /// The terminals that are cut off by the cut around the nodes.
    private var terminals: [Int32] = []
    /// How many of them are known not to be waiting.
    private var settled = 0
    /// How many of its edges lead here, by terminal that no arc leads away from.
    private var inside: [Int32: Int] = [:]

    var isEmpty: Bool { members.isEmpty }

    /// Takes a node in, with the arcs that lead into it.
    mutating func absorb(_ node: Int32, _ problem: Problem, _ reduced: [Int64]) {
      members.insert(node)
      if problem.isTerminal[Int(node)] { terminals.append(node) }
      for index in problem.graph.slotRange(node) {
        let slot = problem.graph.slots[index]
        if members.contains(slot.neighbour) { continue }
        let arc = problem.arc(into: node, over: slot.edge)
        if reduced[Int(arc)] < .max {
          cut.append(arc)
          continue
        }
        inside[slot.neighbour, default: 0] += 1
        if inside[slot.neighbour] == problem.graph.slotRange(slot.neighbour).count {
          terminals.append(slot.neighbour)
        }
      }
    }

    mutating func grow(
      _ terminal: Int32, _ problem: Problem, _ root: Int32, _ reduced: inout [Int64],
      _ bound: inout Int64, _ raised: inout [Cut]?, _ isWaiting: [Bool], _ isGuide: [Bool],
      limit: Int64
    ) -> Outcome {
      while true {
        var least = Int64.max
        var place = 0
        while place < cut.count {
          let arc = cut[place]
          let left = reduced[Int(arc)]
          let tail = problem.tail(of: arc)
          if members.contains(tail) {
            cut[place] = cut[cut.count - 1]
            cut.removeLast()
          } else if left == 0 {
            if tail == root || (isWaiting[Int(tail)] && tail != terminal) { return .joined }
            cut[place] = cut[cut.count - 1]
            cut.removeLast()
            absorb(tail, problem, reduced)
          } else {
            least = min(least, left)
            place += 1
          }
        }
        while settled < terminals.count {
          let other = terminals[settled]
          if other != terminal && isWaiting[Int(other)] { return .joined }
          settled += 1
        }
        if cut.isEmpty { return .enclosed }
        var score = Int64(cut.count)
        if !isGuide.isEmpty {
          var met = 0
          for arc in cut where isGuide[Int(arc)] { met += 1 }
          score += Int64(max(0, met - 1)) * DualAscent.crossing
        }
        if score > limit { return .waits(score) }
        bound += least
        raised?.append(Cut(arcs: cut, amount: least, terminals: terminals))
        for arc in cut { reduced[Int(arc)] -= least }
      }
    }
  }
}

/// A growing set of nodes: open addressing, at most half full.
private struct NodeSet {
  private var table: [Int32] = []
  private var count = 0

  var isEmpty: Bool { count == 0 }

  @inline(__always)
  private func home(_ node: Int32) -> Int {
    Int(truncatingIfNeeded: (UInt64(UInt32(bitPattern: node)) &* 0x9E37_79B9_7F4A_7C15) >> 32)
      & (table.count - 1)
  }

  func contains(_ node: Int32) -> Bool {
    if table.isEmpty { return false }
    var place = home(node)
    while table[place] >= 0 {
      if table[place] == node { return true }
      place = (place + 1) & (table.count - 1)
    }
    return false
  }

  mutating func insert(_ node: Int32) {
    if 2 * (count + 1) > table.count { enlarge() }
    var place = home(node)
    while table[place] >= 0 {
      if table[place] == node { return }
      place = (place + 1) & (table.count - 1)
    }
    table[place] = node
    count += 1
  }

  private mutating func enlarge() {
    let old = table
    table = [Int32](repeating: -1, count: max(8, old.count * 2))
    count = 0
    for node in old where node >= 0 { insert(node) }
  }
}
