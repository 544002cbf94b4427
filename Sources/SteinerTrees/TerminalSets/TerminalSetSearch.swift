import Graphs

/// An exact answer for few terminals: cheapest trees over a node and a set of terminals, from small
/// ones to the whole, in the order of Dijkstra's search and drawn towards the root.
///
/// A label is a node with a set of terminals, and the cheapest tree known over both. It grows along an
/// edge, or together with another label of the same node whose set has nothing in common with its
/// own. The label that comes to least with what the rest costs at least (``CutPotential``) is final; once
/// that is the root with all terminals, its tree is the best. Labels are dropped where a tree no dearer
/// than the best one known cannot hold them: where they come to as much with the rest, and where
/// their terminals can be joined to each other and to one further terminal for less.
///
/// Sources: Dreyfus and Wagner 1971; Erickson, Monma and Veinott 1987; Hougardy, Silvanus and Vygen
/// 2017, "Dijkstra meets Steiner".
struct TerminalSetSearch {
  /// How many terminals there may be, the root among them.
  private static let terminalLimit = 128
  /// How many distances between nodes and terminals there may be.
  private static let distanceLimit = 5_000_000

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
    /// The work allowed did not suffice; every tree cheaper than the best one known costs at least so much.
    case unfinished(bound: Int64)
  }

  /// A set of terminals by their place among those other than the root; the root has the last bit.
  typealias TerminalSet = UInt128
  private static let rootBit: TerminalSet = 1 << 127

  private let problem: Problem
  private let costs: ReducedCosts
  private let potential: CutPotential
  /// Labels that come to as much or more are of no use.
  private let ceiling: Int64
  private let parts: Int64
  /// By node the terminals from the nearest to the farthest, all one after the other.
  private let nearest: [UInt8]
  /// By node and terminal their distance.
  private let distance: [Int64]
  /// The terminals other than the root, in the order of their bits.
  private let others: [Int32]

  // By set: its members, what the rest costs at least whatever node it is joined to, and the cheapest
  // way known to join its members to each other and to further terminals, and those.
  private var sets: [TerminalSet] = []
  private var restCost: [Int64] = []
  private var leaveCost: [Int64] = []
  private var leaveTo: [TerminalSet] = []
  private var numberOfSet: [TerminalSet: Int32] = [:]

  // By label.
  private var node: [Int32] = []
  private var set: [Int32] = []
  private var cost: [Int64] = []
  private var rest: [Int64] = []
  private var isFinal: [Bool] = []
  /// The label it grew from, and the edge it grew along below −1, the label it was merged with, or −1.
  private var grownFrom: [(Int32, Int32)] = []
  private var table = LabelTable()
  private var heap = BinaryHeap()
  /// By node its final labels with their members.
  private var finals: [[(members: TerminalSet, label: Int32)]]

  /// - Parameters:
  ///   - problem: one that suits.
  ///   - ascent: a bound with its cuts, in parts of a unit.
  ///   - costs: what the bound leaves, with the slack to the best tree known.
  ///   - parts: how many parts make a unit of cost.
  ///
  /// - Complexity: O(k · m log n) for k terminals.
  init(_ problem: Problem, _ ascent: DualAscent, _ costs: ReducedCosts, parts: Int64) {
    precondition(Self.suits(problem), "few terminals")
    self.problem = problem
    self.costs = costs
    self.parts = parts
    others = problem.terminals.filter { $0 != problem.root }
    potential = CutPotential(problem, ascent, others)
    ceiling = ascent.bound + costs.slack
    finals = Array(repeating: [], count: problem.graph.nodeCount)
    let all = others + [problem.root]
    var distance = [Int64](repeating: .max, count: problem.graph.nodeCount * all.count)
    var search = ShortestPathSearch(problem.graph, weights: problem.costs.map { $0 * parts })
    for (place, terminal) in all.enumerated() {
      search.start(from: [NodeID(UInt32(terminal))])
      while let node = search.settle() {
        distance[Int(node.rawValue) * all.count + place] = search.distance(to: node) ?? .max
      }
    }
    var nearest = [UInt8](repeating: 0, count: distance.count)
    for node in 0..<problem.graph.nodeCount {
      let start = node * all.count
      let order = all.indices.sorted { (distance[start + $0], $0) < (distance[start + $1], $1) }
      for (rank, place) in order.enumerated() { nearest[start + rank] = UInt8(place) }
    }
    self.nearest = nearest
    self.distance = distance
  }

  /// Searches until all is known or the work is done.
  ///
  /// Where little of the way from the bound to the best tree known is made by an eighth of the work, the rest
  /// would not do either.
  ///
  /// - Parameters:
  ///   - labelLimit: how many labels there may be; a few hundred pairs of them are looked at for each.
  ///   - isOver: asked now and then whether to give up.
  /// - Returns: the answer, or what is proven of it.
  /// - Complexity: O(l · (d log l + p)) for l labels, nodes of d edges and p labels at a node.
  mutating func run(labelLimit: Int, isOver: () -> Bool) -> Outcome {
    let mergeLimit = 400 * min(labelLimit, 1 << 40)
    let start = ceiling - costs.slack
    let whole: TerminalSet = others.count == 127 ? ~Self.rootBit : (1 << others.count) - 1
    for (place, terminal) in others.enumerated() {
      reach(terminal, number(of: 1 << place), cost: 0, from: (-1, -1))
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
      if cost[label] > leaveCost[setNumber] { continue }
      isFinal[label] = true
      steps += 1
      let share = max(Double(node.count) / Double(labelLimit), Double(merges) / Double(mergeLimit))
      if steps % 1024 == 0 || share > 1 {
        let isHopeless = share > 0.125 && Double(entry.key - start) < 0.15 * Double(costs.slack)
        if isOver() || share > 1 || isHopeless {
          return .unfinished(bound: (entry.key + parts - 1) / parts)
        }
      }
      noteWayOut(label, here, setNumber)
      // Along the edges.
      if here != problem.root {
        for index in problem.graph.slotRange(here) {
          let slot = problem.graph.slots[index]
          guard costs.admits(problem.arc(into: here, over: slot.edge), problem) else { continue }
          let grown = cost[label] + problem.costs[Int(slot.edge)] * parts
          if grown > leaveCost[setNumber] { continue }
          reach(slot.neighbour, Int32(setNumber), cost: grown, from: (Int32(label), -2 - slot.edge))
        }
      }
      // Together with others.
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

  /// Joins two labels of a node.
  private mutating func merge(_ a: Int, _ b: Int, _ here: Int32) {
    let (first, second) = (Int(set[a]), Int(set[b]))
    let sum = cost[a] + cost[b]
    // Both may leave, unless each only to the other.
    let (toFirst, toSecond) = (leaveTo[first], leaveTo[second])
    let members = sets[first] | sets[second]
    let leaves = toFirst & sets[second] == 0 || toSecond & sets[first] == 0
    let out = leaves ? leaveCost[first] + leaveCost[second] : .max
    if sum > out { return }
    let union = number(of: members)
    if out < leaveCost[Int(union)] {
      leaveCost[Int(union)] = out
      leaveTo[Int(union)] = (toFirst | toSecond) & ~members
    }
    if sum > leaveCost[Int(union)] { return }
    reach(here, union, cost: sum, from: (Int32(a), Int32(b)))
  }

  /// Takes note of how the members of a set can be joined to each other and to one more terminal.
  private mutating func noteWayOut(_ label: Int, _ here: Int32, _ setNumber: Int) {
    let width = others.count + 1
    let start = Int(here) * width
    for rank in start..<start + width {
      let place = Int(nearest[rank])
      let bit = place == others.count ? Self.rootBit : 1 << TerminalSet(place)
      if sets[setNumber] & bit != 0 { continue }
      let way = cost[label] + distance[start + place]
      if way < leaveCost[setNumber] {
        leaveCost[setNumber] = way
        leaveTo[setNumber] = bit
      }
      return
    }
  }

  /// Notes that a tree over a node and a set costs no more than so much.
  private mutating func reach(
    _ place: Int32, _ setNumber: Int32, cost reached: Int64, from origin: (Int32, Int32)
  ) {
    let before = costs.fromRoot[Int(place)]
    guard before != .max else { return }
    let known = restCost[Int(setNumber)] + before
    if reached + known >= ceiling { return }
    if let label = table.label(of: place, setNumber) {
      guard reached < cost[Int(label)] else { return }
      cost[Int(label)] = reached
      grownFrom[Int(label)] = origin
      heap.insert(label, key: reached + rest[Int(label)])
      return
    }
    let remainder = known + potential.around(place, within: sets[Int(setNumber)])
    if reached + remainder >= ceiling { return }
    let label = Int32(node.count)
    table.insert(label, of: place, setNumber)
    node.append(place)
    set.append(setNumber)
    cost.append(reached)
    rest.append(remainder)
    isFinal.append(false)
    grownFrom.append(origin)
    heap.insert(label, key: reached + remainder)
  }

  private mutating func number(of members: TerminalSet) -> Int32 {
    if let number = numberOfSet[members] { return number }
    let number = Int32(sets.count)
    numberOfSet[members] = number
    sets.append(members)
    restCost.append(potential.rest(without: members))
    leaveCost.append(.max)
    leaveTo.append(0)
    return number
  }

  /// The edges of a label's tree.
  private func tree(_ label: Int32) -> [Int32] {
    var edges: [Int32] = []
    var stack = [label]
    while let label = stack.popLast() {
      let (from, over) = grownFrom[Int(label)]
      if from < 0 { continue }
      stack.append(from)
      if over >= 0 { stack.append(over) } else { edges.append(-2 - over) }
    }
    return edges
  }
}

/// Finds labels by node and set: open addressing, at most half full.
private struct LabelTable {
  private var keys = [UInt64](repeating: .max, count: 1 << 12)
  private var labels = [Int32](repeating: -1, count: 1 << 12)
  private var count = 0

  /// The label of a node and a set; `nil` where there is none.
  func label(of node: Int32, _ set: Int32) -> Int32? {
    let label = labels[place(of: Self.key(node, set))]
    return label >= 0 ? label : nil
  }

  /// Keeps the label of a node and a set that has none.
  mutating func insert(_ label: Int32, of node: Int32, _ set: Int32) {
    if 2 * (count + 1) > keys.count { enlarge() }
    let key = Self.key(node, set)
    let place = place(of: key)
    keys[place] = key
    labels[place] = label
    count += 1
  }

  private static func key(_ node: Int32, _ set: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: set))
  }

  /// Where a key stands, or would.
  private func place(of key: UInt64) -> Int {
    let mixed = (key ^ (key >> 29)) &* 0x9E37_79B9_7F4A_7C15
    var place = Int(truncatingIfNeeded: mixed >> 32) & (keys.count - 1)
    while keys[place] != .max, keys[place] != key { place = (place + 1) & (keys.count - 1) }
    return place
  }

  private mutating func enlarge() {
    let (oldKeys, oldLabels) = (keys, labels)
    keys = [UInt64](repeating: .max, count: oldKeys.count * 2)
    labels = [Int32](repeating: -1, count: oldKeys.count * 2)
    for (key, label) in zip(oldKeys, oldLabels) where key != .max {
      let place = place(of: key)
      keys[place] = key
      labels[place] = label
    }
  }
}
