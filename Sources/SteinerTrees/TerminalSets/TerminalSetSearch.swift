import Graphs

/// An exact algorithm for few terminals.
///
/// The dynamic program of Dreyfus and Wagner computes, for each node and each set of terminals, the
/// cheapest tree that contains both. Such a tree either consists of a tree for a neighbour and an
/// edge, or of two trees at the same node for disjoint sets. The naive version computes all of
/// these, in order of increasing size of the sets, which takes time exponential in the number of
/// terminals.
///
/// Here the trees, called labels, are computed in order of increasing cost plus a lower bound on
/// the cost of the rest (``CutPotential``), as in A* search. The first label removed from the queue
/// that contains the root and all terminals is an optimal tree. A label is discarded in two cases:
/// its cost and the bound together reach the cost of the best tree known; or its terminals can be
/// connected to each other and to another terminal for less.
///
/// Sources: Dreyfus and Wagner 1971; Erickson, Monma and Veinott 1987; Hougardy, Silvanus and Vygen
/// 2017, "Dijkstra meets Steiner".
struct TerminalSetSearch {
  /// The maximum number of terminals, including the root.
  private static let terminalLimit = 128
  /// The maximum number of distances between nodes and terminals.
  private static let distanceLimit = 5_000_000
  /// The maximum number of pairs of labels examined, for each label allowed.
  private static let mergesPerLabel = 400
  /// The number of final labels after which the interruption and the progress are checked.
  private static let checkInterval = 1024
  /// The fraction of the work after which the search is given up if there is too little progress.
  private static let trialWork = 0.125
  /// The least progress: the fraction of the gap between bound and best tree that must be closed
  /// by then.
  private static let trialProgress = 0.15

  /// Whether a problem has few enough terminals.
  static func suits(_ problem: Problem) -> Bool {
    problem.terminals.count <= terminalLimit
      && problem.graph.nodeCount * problem.terminals.count <= distanceLimit
  }

  enum Outcome {
    /// The cheapest tree.
    case best([Int32])
    /// No tree is cheaper than the best one known.
    case noneBetter
    /// The limit on the work was reached. The bound holds for every tree cheaper than the best one
    /// known.
    case unfinished(bound: Int64)
  }

  /// A set of terminals, as bits by their index among the terminals other than the root.
  ///
  /// The root has the last bit.
  typealias TerminalSet = UInt128
  private static let rootBit: TerminalSet = 1 << 127

  /// How a label arose.
  private enum Origin {
    /// It is a terminal.
    case start
    /// Another label was extended along an edge.
    case grown(from: Int32, edge: Int32)
    /// Two labels were merged.
    case merged(Int32, Int32)
  }
  private let problem: Problem
  private let costs: ReducedCosts
  private let potential: CutPotential
  /// Labels whose cost and remaining cost add up to at least this are discarded.
  private let ceiling: Int64
  private let scale: Int64
  /// Indexed by node and rank: the terminals in order of increasing distance.
  private let nearest: [UInt8]
  /// Indexed by node and terminal: the distance between them.
  private let distance: [Int64]
  /// The terminals other than the root, in the order of their bits.
  private let others: [Int32]

  // Indexed by set number: the terminals of the set; a lower bound on the rest of the tree, for any
  // node; the least known cost of connecting the terminals of the set to each other and to further
  // terminals; and these further terminals.
  private var sets: [TerminalSet] = []
  private var restCost: [Int64] = []
  private var exitCost: [Int64] = []
  private var exitTerminals: [TerminalSet] = []
  private var numberOfSet: [TerminalSet: Int32] = [:]

  // Indexed by label.
  private var node: [Int32] = []
  private var set: [Int32] = []
  private var cost: [Int64] = []
  private var rest: [Int64] = []
  private var isFinal: [Bool] = []
  /// How the label arose.
  private var origins: [Origin] = []
  private var table = LabelTable()
  private var heap = BinaryHeap()
  /// Indexed by node: its final labels with their terminals.
  private var finals: [[(members: TerminalSet, label: Int32)]]

  /// - Parameters:
  ///   - problem: a problem with few terminals.
  ///   - ascent: a bound with its cuts, with scaled costs.
  ///   - costs: the reduced costs of the bound, with the slack to the best tree known.
  ///   - scale: the factor by which the costs of the bound were multiplied.
  /// - Complexity: O(k · m log n) for k terminals.
  init(_ problem: Problem, _ ascent: DualAscent, _ costs: ReducedCosts, scale: Int64) {
    precondition(Self.suits(problem), "few terminals")
    self.problem = problem
    self.costs = costs
    self.scale = scale
    others = problem.terminals.filter { $0 != problem.root }
    potential = CutPotential(problem, ascent, others)
    ceiling = ascent.bound + costs.slack
    finals = Array(repeating: [], count: problem.graph.nodeCount)
    let all = others + [problem.root]
    var distance = [Int64](repeating: .max, count: problem.graph.nodeCount * all.count)
    var search = ShortestPathSearch(problem.graph, weights: problem.costs.map { $0 * scale })
    for (index, terminal) in all.enumerated() {
      search.start(from: [NodeID(UInt32(terminal))])
      while let node = search.settle() {
        distance[Int(node.rawValue) * all.count + index] = search.distance(to: node) ?? .max
      }
    }
    var nearest = [UInt8](repeating: 0, count: distance.count)
    for node in 0..<problem.graph.nodeCount {
      let start = node * all.count
      let order = all.indices.sorted { (distance[start + $0], $0) < (distance[start + $1], $1) }
      for (rank, index) in order.enumerated() { nearest[start + rank] = UInt8(index) }
    }
    self.nearest = nearest
    self.distance = distance
  }

  /// Searches until the problem is solved or the limit on the work is reached.
  ///
  /// The search gives up early if the bound increases so slowly that the problem would not be
  /// solved within the limit.
  ///
  /// - Parameters:
  ///   - labelLimit: the maximum number of labels. For each of them, a few hundred pairs of labels
  ///     may be examined.
  ///   - isOver: called at intervals; returns whether to give up.
  /// - Returns: the cheapest tree, or the bound that was proven.
  /// - Complexity: O(l · (d log l + p)) for l labels, nodes of degree d and p labels at a node.
  mutating func run(labelLimit: Int, isOver: () -> Bool) -> Outcome {
    let mergeLimit = Self.mergesPerLabel * min(labelLimit, 1 << 40)
    let start = ceiling - costs.slack
    let whole: TerminalSet = others.count == 127 ? ~Self.rootBit : (1 << others.count) - 1
    for (index, terminal) in others.enumerated() {
      reach(terminal, number(of: 1 << index), cost: 0, from: .start)
    }
    var merges = 0
    var steps = 0
    var partners: [Int32] = []
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      let label = Int(entry.node)
      if isFinal[label] || entry.key != cost[label] + rest[label] { continue }
      let here = node[label]
      let setNumber = Int(set[label])
      let members = sets[setNumber]
      if here == problem.root && members == whole { return .best(tree(Int32(label))) }
      if cost[label] > exitCost[setNumber] { continue }
      isFinal[label] = true
      steps += 1
      let work = max(Double(node.count) / Double(labelLimit), Double(merges) / Double(mergeLimit))
      if steps % Self.checkInterval == 0 || work > 1 {
        let isHopeless =
          work > Self.trialWork
          && Double(entry.key - start) < Self.trialProgress * Double(costs.slack)
        if isOver() || work > 1 || isHopeless {
          return .unfinished(bound: (entry.key + scale - 1) / scale)
        }
      }
      recordExit(label, here, setNumber)
      growAlongEdges(label, here, setNumber)
      // Merge the label with labels of the same node that have no terminal in common with it.
      partners.removeAll(keepingCapacity: true)
      for other in finals[Int(here)] where other.members & members == 0 {
        partners.append(other.label)
      }
      merges += finals[Int(here)].count
      for other in partners { merge(label, Int(other), here) }
      finals[Int(here)].append((members, Int32(label)))
    }
    return .noneBetter
  }

  /// Extends a label along the edges of its node.
  private mutating func growAlongEdges(_ label: Int, _ here: Int32, _ setNumber: Int) {
    if here == problem.root { return }
    for index in problem.graph.slotRange(here) {
      let slot = problem.graph.slots[index]
      guard costs.admits(problem.arc(into: here, over: slot.edge), problem) else { continue }
      let grown = cost[label] + problem.costs[Int(slot.edge)] * scale
      if grown > exitCost[setNumber] { continue }
      reach(
        slot.neighbour, Int32(setNumber), cost: grown,
        from: .grown(from: Int32(label), edge: slot.edge))
    }
  }

  /// Merges two labels of a node.
  private mutating func merge(_ a: Int, _ b: Int, _ here: Int32) {
    let (first, second) = (Int(set[a]), Int(set[b]))
    let sum = cost[a] + cost[b]
    // Both sets can be connected to a terminal outside their union, unless each exit only leads to
    // the other set.
    let (toFirst, toSecond) = (exitTerminals[first], exitTerminals[second])
    let members = sets[first] | sets[second]
    let hasExit = toFirst & sets[second] == 0 || toSecond & sets[first] == 0
    let out = hasExit ? exitCost[first] + exitCost[second] : .max
    if sum > out { return }
    let union = number(of: members)
    if out < exitCost[Int(union)] {
      exitCost[Int(union)] = out
      exitTerminals[Int(union)] = (toFirst | toSecond) & ~members
    }
    if sum > exitCost[Int(union)] { return }
    reach(here, union, cost: sum, from: .merged(Int32(a), Int32(b)))
  }

  /// Records the cost of connecting the terminals of a set to each other and to one more terminal.
  private mutating func recordExit(_ label: Int, _ here: Int32, _ setNumber: Int) {
    let width = others.count + 1
    let start = Int(here) * width
    for rank in start..<start + width {
      let index = Int(nearest[rank])
      let bit = index == others.count ? Self.rootBit : 1 << TerminalSet(index)
      if sets[setNumber] & bit != 0 { continue }
      let length = cost[label] + distance[start + index]
      if length < exitCost[setNumber] {
        exitCost[setNumber] = length
        exitTerminals[setNumber] = bit
      }
      return
    }
  }

  /// Records that a tree with a node and a set of terminals exists at a given cost.
  private mutating func reach(
    _ here: Int32, _ setNumber: Int32, cost reached: Int64, from origin: Origin
  ) {
    let before = costs.fromRoot[Int(here)]
    guard before != .max else { return }
    let known = restCost[Int(setNumber)] + before
    if reached + known >= ceiling { return }
    if let label = table.label(of: here, setNumber) {
      guard reached < cost[Int(label)] else { return }
      cost[Int(label)] = reached
      origins[Int(label)] = origin
      heap.insert(label, key: reached + rest[Int(label)])
      return
    }
    let remainder = known + potential.around(here, within: sets[Int(setNumber)])
    if reached + remainder >= ceiling { return }
    let label = Int32(node.count)
    table.insert(label, of: here, setNumber)
    node.append(here)
    set.append(setNumber)
    cost.append(reached)
    rest.append(remainder)
    isFinal.append(false)
    origins.append(origin)
    heap.insert(label, key: reached + remainder)
  }

  /// The number of a set.
  ///
  /// A new set is assigned the next number.
  private mutating func number(of members: TerminalSet) -> Int32 {
    if let number = numberOfSet[members] { return number }
    let number = Int32(sets.count)
    numberOfSet[members] = number
    sets.append(members)
    restCost.append(potential.rest(without: members))
    exitCost.append(.max)
    exitTerminals.append(0)
    return number
  }

  /// The edges of the tree of a label.
  private func tree(_ label: Int32) -> [Int32] {
    var edges: [Int32] = []
    var stack = [label]
    while let label = stack.popLast() {
      switch origins[Int(label)] {
      case .start: break
      case .grown(let from, let edge):
        edges.append(edge)
        stack.append(from)
      case .merged(let a, let b):
        stack.append(a)
        stack.append(b)
      }
    }
    return edges
  }
}

/// Finds the label of a node and a set: a hash table with open addressing that is at most half
/// full.
private struct LabelTable {
  private var keys = [UInt64](repeating: .max, count: 1 << 12)
  private var labels = [Int32](repeating: -1, count: 1 << 12)
  private var count = 0

  /// The label of a node and a set; `nil` if there is none.
  func label(of node: Int32, _ set: Int32) -> Int32? {
    let label = labels[slot(of: Self.key(node, set))]
    return label >= 0 ? label : nil
  }

  /// Enters the label of a node and a set that has none.
  mutating func insert(_ label: Int32, of node: Int32, _ set: Int32) {
    if 2 * (count + 1) > keys.count { enlarge() }
    let key = Self.key(node, set)
    let slot = slot(of: key)
    keys[slot] = key
    labels[slot] = label
    count += 1
  }

  private static func key(_ node: Int32, _ set: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: set))
  }

  /// The slot of a key, or the empty slot for it.
  private func slot(of key: UInt64) -> Int {
    let mixed = (key ^ (key >> 29)) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: mixed >> 32) & (keys.count - 1)
    while keys[slot] != .max, keys[slot] != key { slot = (slot + 1) & (keys.count - 1) }
    return slot
  }

  private mutating func enlarge() {
    let (oldKeys, oldLabels) = (keys, labels)
    keys = [UInt64](repeating: .max, count: oldKeys.count * 2)
    labels = [Int32](repeating: -1, count: oldKeys.count * 2)
    for (key, label) in zip(oldKeys, oldLabels) where key != .max {
      let slot = slot(of: key)
      keys[slot] = key
      labels[slot] = label
    }
  }
}
