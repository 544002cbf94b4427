import Graphs

/// A lower bound on the cost of every tree, with the reduced costs that prove it.
///
/// The bound belongs to the directed cut formulation: each tree, directed away from the root,
/// enters each set of nodes that contains a terminal but not the root. So if an amount is
/// subtracted from the cost of each arc that enters such a set, every tree becomes cheaper by at
/// least this amount. The amount is added to the bound. The naive version repeats this with any set
/// and the least cost of its entering arcs, as long as there is a set whose entering arcs all have
/// positive cost.
///
/// Wong's dual ascent chooses the sets as follows. The component of a terminal consists of the
/// nodes from which it can be reached over arcs of reduced cost zero. A terminal is active while
/// the root is not in its component. In each step the cut around the component of an active
/// terminal is raised by the least reduced cost of its arcs. If a terminal's component contains
/// another active terminal, the first one is deactivated: once the root reaches the other one, it
/// reaches both. Each active terminal keeps its component and its cut, so a step only examines the
/// arcs of one cut. Terminals with small cuts are raised first.
///
/// A leaf that no path may pass through is expressed by arcs of cost `Int64.max` that lead away
/// from it. If all neighbours of such a terminal are in the component of another terminal, each cut
/// around that component separates the leaf from the root as well.
///
/// Source: Wong 1984. The order of the cuts and the delayed update of their scores follow Pajor,
/// Uchoa and Werneck 2018.
struct DualAscent {
  /// The lower bound.
  private(set) var bound: Int64 = 0
  /// Indexed by arc: the reduced cost.
  private(set) var reducedCosts: [Int64]
  /// The cuts that were raised; empty unless `recordsCuts` was set.
  private(set) var cuts: [Cut] = []

  /// A cut and the amount by which it was raised.
  struct Cut {
    let arcs: [Int32]
    let amount: Int64
    /// The terminals that the cut separates from the root; only known for cuts raised by dual
    /// ascent.
    var terminals: [Int32] = []
  }

  /// The bound and the reduced costs from which an ascent continues.
  struct Start {
    let reducedCosts: [Int64]
    let bound: Int64
    let cuts: [Cut]
  }

  /// - Parameters:
  ///   - problem: the problem to bound.
  ///   - root: the terminal from which all others must be reached.
  ///   - guide: a tree; cuts that it crosses only once are raised first.
  ///   - start: the state from which to continue; the costs of the problem if `nil`.
  ///   - recordsCuts: whether to record the cuts.
  ///   - ceiling: the ascent ends when the bound reaches this value.
  /// - Throws: ``SteinerError/unreachable(_:)`` with node numbers of the reduced graph.
  /// - Complexity: O(r · c) for r raised cuts of c arcs. Memory is linear in the graph, plus the
  ///   overlaps of the components.
  init(
    _ problem: Problem, root: Int32, guide: [Int32] = [],
    from start: Start? = nil, recordsCuts: Bool = false,
    ceiling: Int64 = .max
  ) throws(SteinerError) {
    let graph = problem.graph
    var state = State(
      problem: problem, root: root, isGuide: Self.arcs(of: guide, from: root, problem),
      reducedCosts: start?.reducedCosts ?? [], bound: start?.bound ?? 0,
      cuts: recordsCuts ? start?.cuts ?? [] : nil,
      isActive: [Bool](repeating: false, count: graph.nodeCount))
    if start == nil {
      state.reducedCosts = [Int64](repeating: 0, count: graph.edgeCount * 2)
      for edge in 0..<graph.edgeCount {
        state.reducedCosts[2 * edge] = problem.costs[edge]
        state.reducedCosts[2 * edge + 1] = problem.costs[edge]
      }
    }
    var components = [Component](repeating: Component(), count: problem.terminals.count)
    var queue = BinaryHeap()
    for (number, terminal) in problem.terminals.enumerated() where terminal != root {
      state.isActive[Int(terminal)] = true
      queue.insert(Int32(number), key: Int64(graph.slotRange(terminal).count))
    }
    while !queue.isEmpty, state.bound < ceiling {
      let number = Int(queue.removeFirst().node)
      let terminal = problem.terminals[number]
      var component = Component()
      swap(&component, &components[number])
      if component.isEmpty { component.absorb(terminal, problem, state.reducedCosts) }
      // A terminal continues until its score exceeds that of the next one by a quarter.
      let limit = queue.first.map { $0.key + $0.key / 4 + 1 } ?? .max
      switch component.grow(around: terminal, &state, limit: limit) {
      case .reached: state.isActive[Int(terminal)] = false
      case .deferred(let score):
        swap(&component, &components[number])
        queue.insert(Int32(number), key: score)
      case .unreachable: throw .unreachable([NodeID(UInt32(terminal))])
      }
    }
    bound = state.bound
    reducedCosts = state.reducedCosts
    cuts = state.cuts ?? []
  }

  /// The amount added to the score of a cut for each further arc of the guiding tree that crosses
  /// it.
  private static let crossingPenalty: Int64 = 20

  /// Indexed by arc: whether the tree, directed away from the root, contains it.
  ///
  /// Empty for an empty tree.
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

  /// The state shared by all components during an ascent.
  private struct State {
    let problem: Problem
    let root: Int32
    /// Indexed by arc: whether the guiding tree contains it; empty without a guiding tree.
    let isGuide: [Bool]
    var reducedCosts: [Int64]
    var bound: Int64
    /// The cuts raised so far; `nil` if they are not recorded.
    var cuts: [Cut]?
    /// Indexed by node: whether it is an active terminal.
    var isActive: [Bool]
  }

  /// The component of a terminal: the nodes from which it can be reached over arcs of reduced cost
  /// zero, and the arcs that enter this set.
  private struct Component {
    enum Outcome {
      /// The root, or another active terminal, is in the component.
      case reached
      /// The score of the cut now exceeds the limit, so other terminals are processed first.
      case deferred(Int64)
      /// No arc enters the component.
      case unreachable
    }

    private var members = NodeSet()
    private var cut: [Int32] = []
    /// The terminals that the cut around the component separates from the root.
    private var terminals: [Int32] = []
    /// The number of terminals at the start of the list that are known not to be active.
    private var checkedCount = 0
    /// For each leaf outside: the number of its edges that lead into the component.
    private var edgesFromLeaf: [Int32: Int] = [:]
    var isEmpty: Bool { members.isEmpty }

    /// Adds a node to the component, and the arcs that enter it to the cut.
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
        edgesFromLeaf[slot.neighbour, default: 0] += 1
        if edgesFromLeaf[slot.neighbour] == problem.graph.slotRange(slot.neighbour).count {
          terminals.append(slot.neighbour)
        }
      }
    }

    /// Raises the cut around the component until the terminal is reached or its score exceeds the
    /// limit.
    mutating func grow(around terminal: Int32, _ state: inout State, limit: Int64) -> Outcome {
      while true {
        var least = Int64.max
        var index = 0
        while index < cut.count {
          let arc = cut[index]
          let reducedCost = state.reducedCosts[Int(arc)]
          let tail = state.problem.tail(of: arc)
          if members.contains(tail) {
            cut[index] = cut[cut.count - 1]
            cut.removeLast()
          } else if reducedCost == 0 {
            if tail == state.root || (state.isActive[Int(tail)] && tail != terminal) {
              return .reached
            }
            cut[index] = cut[cut.count - 1]
            cut.removeLast()
            absorb(tail, state.problem, state.reducedCosts)
          } else {
            least = min(least, reducedCost)
            index += 1
          }
        }
        while checkedCount < terminals.count {
          let other = terminals[checkedCount]
          if other != terminal && state.isActive[Int(other)] { return .reached }
          checkedCount += 1
        }
        if cut.isEmpty { return .unreachable }
        let score = score(state.isGuide)
        if score > limit { return .deferred(score) }
        state.bound += least
        state.cuts?.append(Cut(arcs: cut, amount: least, terminals: terminals))
        for arc in cut { state.reducedCosts[Int(arc)] -= least }
      }
    }

    /// The number of arcs in the cut, plus a penalty for each crossing of the guiding tree after
    /// the first.
    private func score(_ isGuide: [Bool]) -> Int64 {
      guard !isGuide.isEmpty else { return Int64(cut.count) }
      let crossings = cut.count { isGuide[Int($0)] }
      return Int64(cut.count) + Int64(max(0, crossings - 1)) * DualAscent.crossingPenalty
    }
  }
}

/// A growing set of nodes: a hash table with open addressing that is at most half full.
private struct NodeSet {
  private var table: [Int32] = []
  private var count = 0

  var isEmpty: Bool { count == 0 }

  @inline(__always)
  private func firstSlot(_ node: Int32) -> Int {
    Int(truncatingIfNeeded: (UInt64(UInt32(bitPattern: node)) &* 0x9E37_79B9_7F4A_7C15) >> 32)
      & (table.count - 1)
  }

  func contains(_ node: Int32) -> Bool {
    if table.isEmpty { return false }
    var slot = firstSlot(node)
    while table[slot] >= 0 {
      if table[slot] == node { return true }
      slot = (slot + 1) & (table.count - 1)
    }
    return false
  }

  mutating func insert(_ node: Int32) {
    if 2 * (count + 1) > table.count { enlarge() }
    var slot = firstSlot(node)
    while table[slot] >= 0 {
      if table[slot] == node { return }
      slot = (slot + 1) & (table.count - 1)
    }
    table[slot] = node
    count += 1
  }

  private mutating func enlarge() {
    let old = table
    table = [Int32](repeating: -1, count: max(8, old.count * 2))
    count = 0
    for node in old where node >= 0 { insert(node) }
  }
}
