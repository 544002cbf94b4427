import Graphs

/// Rules edges out, or into the tree, by all ways in which a best tree may pass a small part of the
/// graph.
///
/// What a best tree has in a part is a forest: it spans the terminals inside, and each of its
/// components meets the border, the nodes that have edges both inside and outside. How it joins border
/// nodes is all that matters outside, so of all forests that join them alike only the cheapest can be
/// in a best tree. The part grows node by node, and with it a table of the cheapest forests. A forest goes
/// where another, with links at their special distances, does at less cost for whatever lies outside. An
/// edge in none of the forests left is in no best tree, an edge in all of them is in each. All comparisons
/// are strict.
///
/// Sources: Polzin and Vahdati Daneshmand 2006, "Practical partitioning-based methods for the Steiner
/// problem", for the border; Duin and Volgenant 1989 for the links.
struct LocalEnumeration {
  /// How many edges a part has at most.
  private static let edgeLimit = 64

  /// How large parts may grow: the smaller the graph, the more work each of them is worth.
  private struct Limits {
    /// How many nodes the border has at most between two steps.
    let border: Int
    /// How many forests are kept at most.
    let forests: Int
    /// How many ways to join the border are looked at in one comparison at most.
    let joinings: Int

    init(edgeCount: Int) {
      switch edgeCount {
      case ..<4_000: (border, forests, joinings) = (8, 300, 1_000)
      case ..<15_000: (border, forests, joinings) = (8, 120, 300)
      default: (border, forests, joinings) = (5, 120, 300)
      }
    }
  }

  private let limits: Limits
  private let problem: Problem
  private let isTimeUp: @Sendable () -> Bool
  private var distances: SpecialDistances
  /// Which edges are still there.
  private(set) var keeps: [Bool]
  /// Which edges are in each best tree.
  private(set) var takes: [Bool]
  /// How many edges have been ruled out or in.
  private var decided = 0

  // The part: its edges, its border by lane, and which nodes have all their edges inside.
  private var edges: [Int32] = []
  private var border = [Int32](repeating: -1, count: Joining.laneCount)
  private var isInner: [Bool]
  private var inner: [Int32] = []
  /// By node whether it is in the border.
  private var isBorder: [Bool]
  private var terminalsOutside = 0
  private var forests = ForestTable()
  private var search = JoiningSearch()

  /// - Parameters:
  ///   - problem: with costs by which hardly any two trees are equally cheap.
  ///   - keeps: which of its edges are still there.
  ///   - distances: special distances of it.
  ///   - isTimeUp: whether no further part is to be grown.
  init(
    _ problem: Problem, keeps: [Bool], distances: SpecialDistances,
    isTimeUp: @escaping @Sendable () -> Bool
  ) {
    self.problem = problem
    self.keeps = keeps
    limits = Limits(edgeCount: keeps.count { $0 })
    self.distances = distances
    self.isTimeUp = isTimeUp
    takes = [Bool](repeating: false, count: keeps.count)
    isInner = [Bool](repeating: false, count: problem.graph.nodeCount)
    isBorder = isInner
  }

  /// Grows parts from some nodes, until each of them has been inside one or it is seen to be of no use.
  ///
  /// - Complexity: O(1) for each node, as the size of a part and of its table are bounded.
  mutating func run(_ share: Range<Int>) {
    var isDone = [Bool](repeating: false, count: share.count)
    var grown = 0
    for node in share where !isDone[node - share.lowerBound] {
      // Some graphs are too dense for parts with a small border.
      if isTimeUp() || grown > 100 && decided < grown / 2 { return }
      grow(from: Int32(node))
      grown += 1
      for other in inner where share.contains(Int(other)) {
        isDone[Int(other) - share.lowerBound] = true
      }
      clear()
    }
  }

  private mutating func clear() {
    for node in inner { isInner[Int(node)] = false }
    for node in border where node >= 0 { isBorder[Int(node)] = false }
    inner.removeAll(keepingCapacity: true)
    edges.removeAll(keepingCapacity: true)
    for lane in border.indices { border[lane] = -1 }
  }

  // MARK: The part

  private mutating func grow(from start: Int32) {
    forests.begin()
    terminalsOutside = problem.terminals.count
    var next: Int32? = start
    while let node = next {
      guard absorb(node) else { return }
      dropSurpassed()
      conclude()
      if forests.entries.isEmpty { return }
      next = nextNode()
    }
  }

  /// The edges that a node of the border would bring in.
  private func outerEdges(at node: Int32) -> [Graph.Slot] {
    problem.graph.slotRange(node).lazy.map { problem.graph.slots[$0] }.filter {
      keeps[Int($0.edge)] && $0.neighbour != node && !isInner[Int($0.neighbour)]
    }
  }

  /// The node of the border that brings in the fewest nodes; `nil` where each makes the part too large.
  private func nextNode() -> Int32? {
    let size = border.count { $0 >= 0 }
    var best: Int32?
    var fewest = Int.max
    for node in border where node >= 0 {
      let outer = outerEdges(at: node)
      let added = Set(outer.lazy.map(\.neighbour).filter { !isBorder[Int($0)] }).count
      let left = size - 1 + added
      guard left > 0, left <= limits.border, size + added <= Joining.laneCount,
        edges.count + outer.count <= Self.edgeLimit
      else { continue }
      if (added, node) < (fewest, best ?? .max) { (best, fewest) = (node, added) }
    }
    return best
  }

  /// Takes a node in with all its edges.
  ///
  /// - Returns: whether the part and the table are small enough, and a terminal is left that the
  ///   forests have to reach over the border.
  private mutating func absorb(_ node: Int32) -> Bool {
    guard let lane = lane(of: node) else { return false }
    let outer = outerEdges(at: node)
    guard edges.count + outer.count <= Self.edgeLimit else { return false }
    for slot in outer {
      guard let other = self.lane(of: slot.neighbour) else { return false }
      let bit = UInt64(1) << UInt64(edges.count)
      edges.append(slot.edge)
      forests.extend(lane, other, cost: problem.costs[Int(slot.edge)], bit: bit)
      guard forests.entries.count <= limits.forests else { return false }
    }
    forests.replace { $1.forgetting(lane) }
    border[lane] = -1
    isBorder[Int(node)] = false
    isInner[Int(node)] = true
    inner.append(node)
    if problem.isTerminal[Int(node)] { terminalsOutside -= 1 }
    return terminalsOutside > 0
  }

  /// The lane of a node in the border, a new one where it has none; `nil` where none is free.
  private mutating func lane(of node: Int32) -> Int? {
    if isBorder[Int(node)] { return border.firstIndex(of: node) }
    guard let lane = border.firstIndex(of: -1) else { return nil }
    border[lane] = node
    isBorder[Int(node)] = true
    if problem.isTerminal[Int(node)] { forests.replace { $1.touching(lane) } }
    return lane
  }

  // MARK: Ruling out

  /// Drops the forests that do worse than another with links.
  private mutating func dropSurpassed() {
    guard forests.entries.count > 1 else { return }
    // The dearest last: once it is surpassed, dearer ways to join the border are of no use.
    var open = forests.entries.indices.sorted {
      (forests.entries[$0].cost, $0) < (forests.entries[$1].cost, $1)
    }
    let range = forests.entries[open[open.count - 1]].cost - forests.entries[open[0]].cost
    let lanes = border.indices.filter { border[$0] >= 0 }
    var links: [(a: Int, b: Int, length: Int64)] = []
    for a in lanes {
      for b in lanes where a < b {
        let length = distances.between(border[a], border[b], below: range)
        if length < range { links.append((a, b, length)) }
      }
    }
    let isFixed = lanes.map { problem.isTerminal[Int(border[$0])] }
    search.begin(forests.entries)
    var budget = limits.joinings
    while budget > 0, let (joining, cost) = search.next() {
      budget -= 1
      while let last = open.last, search.cost(of: last) < forests.entries[last].cost {
        open.removeLast()
      }
      guard let most = open.last.map({ forests.entries[$0].cost }), cost < most else { break }
      for link in links where cost + link.length < most {
        if let joined = joining.touching(link.a).touching(link.b).joined(link.a, link.b) {
          search.lower(joined, to: cost + link.length)
        }
      }
      for (place, lane) in lanes.enumerated() {
        if joining.label(lane) == 0 {
          search.lower(joining.touching(lane), to: cost)
        } else if !isFixed[place], let rest = joining.forgetting(lane) {
          search.lower(rest, to: cost)
        }
      }
      for first in lanes {
        let all = joining.companions(of: first)
        var choice = all
        while choice > 0 {
          search.lower(joining.splitting(choice), to: cost)
          choice = (choice - 1) & all
        }
      }
    }
    let entries = forests.entries
    forests.replace { search.cost(of: $0) == entries[$0].cost ? $1 : nil }
  }

  /// Draws the conclusions from the forests that are left.
  private mutating func conclude() {
    var used: UInt64 = 0
    var always = UInt64.max
    for forest in forests.entries {
      used |= forest.used
      always &= forest.always
    }
    for (place, edge) in edges.enumerated() {
      let isUsed = used >> UInt64(place) & 1 == 1
      let isAlways = isUsed && always >> UInt64(place) & 1 == 1
      guard isUsed ? isAlways && !takes[Int(edge)] : keeps[Int(edge)] else { continue }
      if isUsed { takes[Int(edge)] = true } else { keeps[Int(edge)] = false }
      decided += 1
    }
  }
}

/// How a forest joins the nodes of the border: four bits for each lane, 0 where it does not touch the
/// node, and else one more than the first lane that its component touches.
private struct Joining: Equatable {
  /// How many nodes the border has at most at any time.
  static let laneCount = 12
  /// The lowest bit of each lane.
  private static let units: UInt64 = 0x1111_1111_1111

  private(set) var labels: UInt64 = 0

  @inline(__always)
  private static func bit(_ lane: Int) -> UInt64 { 1 << UInt64(4 * lane) }

  @inline(__always)
  func label(_ lane: Int) -> UInt64 { labels >> UInt64(4 * lane) & 15 }

  /// The lanes of a label, as their lowest bits.
  @inline(__always)
  private func lanes(of label: UInt64) -> UInt64 {
    let other = labels ^ (label * Self.units)
    return ~(other | other >> 1 | other >> 2 | other >> 3) & Self.units
  }

  @inline(__always)
  private mutating func set(_ lanes: UInt64, _ label: UInt64) {
    labels = labels & ~(15 * lanes) | label * lanes
  }

  func touching(_ lane: Int) -> Joining {
    var result = self
    if label(lane) == 0 { result.set(Self.bit(lane), UInt64(lane + 1)) }
    return result
  }

  /// With an edge between two lanes; `nil` where that closes a cycle.
  func joined(_ a: Int, _ b: Int) -> Joining? {
    var result = touching(a).touching(b)
    let (one, other) = (result.label(a), result.label(b))
    if one == other { return nil }
    result.set(result.lanes(of: max(one, other)), min(one, other))
    return result
  }

  /// With a lane no longer touched; `nil` where nothing else touches its component.
  func forgetting(_ lane: Int) -> Joining? {
    let label = label(lane)
    if label == 0 { return self }
    var result = self
    result.set(Self.bit(lane), 0)
    let rest = result.lanes(of: label)
    if rest == 0 { return nil }
    result.set(rest, UInt64(rest.trailingZeroBitCount / 4 + 1))
    return result
  }

  /// The other lanes of the component that a lane is the first of, as their lowest bits.
  func companions(of first: Int) -> UInt64 {
    label(first) == UInt64(first + 1) ? lanes(of: UInt64(first + 1)) & ~Self.bit(first) : 0
  }

  /// With some lanes of a component, not its first, a component by themselves.
  func splitting(_ lanes: UInt64) -> Joining {
    var result = self
    result.set(lanes, UInt64(lanes.trailingZeroBitCount / 4 + 1))
    return result
  }
}

/// One of the cheapest forests of a part.
private struct Forest {
  var joining: Joining
  var cost: Int64
  /// Which edges of the part are in one of the cheapest.
  var used: UInt64
  /// Which are in all of the cheapest.
  var always: UInt64
}

/// Numbers ways to join the border in the order in which they first appear.
private struct JoiningIndex {
  private(set) var joinings: [Joining] = []
  /// Open addressing, at most half full: the numbers, −1 for none.
  private var table = [Int32](repeating: -1, count: 1 << 10)

  private func home(_ joining: Joining) -> Int {
    Int((joining.labels &* 0x9E37_79B9_7F4A_7C15) >> 40) & (table.count - 1)
  }

  /// The number of a way; a new one where it has none.
  mutating func number(_ joining: Joining) -> Int {
    var place = home(joining)
    while table[place] >= 0 {
      if joinings[Int(table[place])] == joining { return Int(table[place]) }
      place = (place + 1) & (table.count - 1)
    }
    table[place] = Int32(joinings.count)
    joinings.append(joining)
    if 2 * joinings.count > table.count { enlarge() }
    return joinings.count - 1
  }

  private mutating func enlarge() {
    table = [Int32](repeating: -1, count: 2 * table.count)
    for (number, joining) in joinings.enumerated() {
      var place = home(joining)
      while table[place] >= 0 { place = (place + 1) & (table.count - 1) }
      table[place] = Int32(number)
    }
  }

  mutating func removeAll() {
    for place in joinings.map({ home($0) }) {
      var place = place
      while table[place] >= 0 {
        table[place] = -1
        place = (place + 1) & (table.count - 1)
      }
    }
    joinings.removeAll(keepingCapacity: true)
  }
}

/// The cheapest forests by how they join the border.
private struct ForestTable {
  private(set) var entries: [Forest] = []
  private var old: [Forest] = []
  private var index = JoiningIndex()

  mutating func begin() {
    entries.removeAll(keepingCapacity: true)
    index.removeAll()
    insert(Forest(joining: Joining(), cost: 0, used: 0, always: 0))
  }

  private mutating func insert(_ forest: Forest) {
    let number = index.number(forest.joining)
    if number == entries.count {
      entries.append(forest)
    } else if forest.cost < entries[number].cost {
      entries[number] = forest
    } else if forest.cost == entries[number].cost {
      entries[number].used |= forest.used
      entries[number].always &= forest.always
    }
  }

  /// Adds to each forest one with an edge more between two lanes, where that closes no cycle.
  mutating func extend(_ a: Int, _ b: Int, cost: Int64, bit: UInt64) {
    // Forests that join the two already give way only to others that do.
    for place in entries.indices {
      var forest = entries[place]
      guard let joining = forest.joining.joined(a, b) else { continue }
      forest.joining = joining
      forest.cost += cost
      forest.used |= bit
      forest.always |= bit
      insert(forest)
    }
  }

  /// Changes how each forest joins the border; drops it where there is no such way.
  mutating func replace(_ change: (Int, Joining) -> Joining?) {
    swap(&old, &entries)
    entries.removeAll(keepingCapacity: true)
    index.removeAll()
    for place in old.indices {
      var forest = old[place]
      guard let joining = change(place, forest.joining) else { continue }
      forest.joining = joining
      insert(forest)
    }
  }
}

/// What it costs at least to join the border in some way, by forests and links.
private struct JoiningSearch {
  private var index = JoiningIndex()
  private var costs: [Int64] = []
  private var isDone: [Bool] = []
  private var heap = BinaryHeap()

  /// Begins anew with some forests, numbered in their order.
  mutating func begin(_ forests: [Forest]) {
    index.removeAll()
    costs.removeAll(keepingCapacity: true)
    isDone.removeAll(keepingCapacity: true)
    heap.removeAll()
    for forest in forests { lower(forest.joining, to: forest.cost) }
  }

  func cost(of forest: Int) -> Int64 { costs[forest] }

  mutating func lower(_ joining: Joining, to cost: Int64) {
    let number = index.number(joining)
    if number == costs.count {
      costs.append(cost)
      isDone.append(false)
    } else if costs[number] <= cost {
      return
    }
    costs[number] = cost
    heap.insert(Int32(number), key: cost)
  }

  /// The cheapest way to join the border that has not been looked at.
  mutating func next() -> (joining: Joining, cost: Int64)? {
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      if isDone[Int(entry.node)] { continue }
      isDone[Int(entry.node)] = true
      return (index.joinings[Int(entry.node)], entry.key)
    }
    return nil
  }
}
