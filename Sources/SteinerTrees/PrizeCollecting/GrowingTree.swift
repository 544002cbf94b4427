import Graphs

/// A tree that hangs on the root, grows by paths and shrinks by branches.
struct GrowingTree {
  private(set) var cost: Int64 = 0
  private(set) var weight: Int64

  private let instance: CoverageInstance
  /// Which nodes no path may lead through.
  private let isLeaf: [Bool]
  private var isMember: [Bool]
  /// The edge that each node hangs on; −1 for the root and what is not in the tree.
  private var via: [Int32]

  /// The tree of the root alone.
  init(_ instance: CoverageInstance) {
    self.instance = instance
    isLeaf = instance.graph.marked(instance.leaves)
    isMember = [Bool](repeating: false, count: instance.graph.nodeCount)
    via = [Int32](repeating: -1, count: instance.graph.nodeCount)
    isMember[Int(instance.root.rawValue)] = true
    weight = instance.weights[Int(instance.root.rawValue)]
  }

  /// The tree of some edges.
  init(_ instance: CoverageInstance, edges: [Int32]) {
    self.init(instance)
    var isTree = [Bool](repeating: false, count: instance.graph.edgeCount)
    for edge in edges { isTree[Int(edge)] = true }
    var stack = [Int32(instance.root.rawValue)]
    while let node = stack.popLast() {
      for index in instance.graph.slotRange(node) {
        let slot = instance.graph.slots[index]
        guard isTree[Int(slot.edge)], !isMember[Int(slot.neighbour)] else { continue }
        add(slot.neighbour, over: slot.edge)
        stack.append(slot.neighbour)
      }
    }
  }

  /// The tree as it is answered.
  var tree: CoverageTree {
    let nodes = isMember.indices.filter { isMember[$0] }
    return CoverageTree(
      nodes: nodes.map { NodeID(UInt32($0)) },
      edges: nodes.compactMap { via[$0] >= 0 ? EdgeID(UInt32(via[$0])) : nil }.sorted(),
      cost: cost, weight: weight)
  }

  private mutating func add(_ node: Int32, over edge: Int32) {
    isMember[Int(node)] = true
    via[Int(node)] = edge
    cost += instance.costs[Int(edge)]
    weight += instance.weights[Int(node)]
  }

  private func parent(of node: Int32) -> Int32 {
    instance.graph.otherEnd(of: via[Int(node)], from: node)
  }

  // MARK: Growing

  /// Shortest paths from the tree, and the weight on each.
  private struct Reach {
    var distance: [Int64]
    var via: [Int32]
    var gain: [Int64]
  }

  /// - Complexity: O(m log n).
  private func reach(spending limit: Int64) -> Reach {
    let graph = instance.graph
    var reach = Reach(
      distance: [Int64](repeating: .max, count: graph.nodeCount),
      via: [Int32](repeating: -1, count: graph.nodeCount),
      gain: [Int64](repeating: 0, count: graph.nodeCount))
    var heap = BinaryHeap()
    for node in isMember.indices where isMember[node] {
      reach.distance[node] = 0
      if !isLeaf[node] { heap.insert(Int32(node), key: 0) }
    }
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      let node = Int(entry.node)
      if entry.key != reach.distance[node] { continue }
      if reach.via[node] >= 0 {
        let before = graph.otherEnd(of: reach.via[node], from: entry.node)
        reach.gain[node] = instance.weights[node] + reach.gain[Int(before)]
        if isLeaf[node] { continue }
      }
      for index in graph.slotRange(entry.node) {
        let slot = graph.slots[index]
        let length = entry.key + instance.costs[Int(slot.edge)]
        guard length < reach.distance[Int(slot.neighbour)], length <= limit else { continue }
        reach.distance[Int(slot.neighbour)] = length
        reach.via[Int(slot.neighbour)] = slot.edge
        heap.insert(slot.neighbour, key: length)
      }
    }
    return reach
  }

  /// Adds the path to a node, unless it costs more than a limit by now.
  ///
  /// - Returns: whether it was added.
  private mutating func take(_ node: Int32, _ reach: Reach, spending limit: Int64) -> Bool {
    var path: [(node: Int32, edge: Int32)] = []
    var price: Int64 = 0
    var node = node
    while !isMember[Int(node)] {
      let edge = reach.via[Int(node)]
      path.append((node, edge))
      price += instance.costs[Int(edge)]
      node = instance.graph.otherEnd(of: edge, from: node)
    }
    guard price <= limit else { return false }
    for (node, edge) in path.reversed() { add(node, over: edge) }
    return true
  }

  /// Adds paths that reach most weight for their cost, the best first.
  ///
  /// - Parameters:
  ///   - budget: what the tree may cost at most.
  ///   - quota: weight beyond this counts nothing.
  /// - Complexity: O(m log n) for every so many paths.
  mutating func extend(spending budget: Int64, upTo quota: Int64) {
    while weight < quota {
      let reach = reach(spending: budget - cost)
      let wanted = quota - weight
      let ends = reach.gain.indices.filter { reach.gain[$0] > 0 && instance.weights[$0] > 0 }
        .map { node in
          let gain = Double(min(reach.gain[node], wanted))
          return (rate: Double(reach.distance[node]) / gain, node: Int32(node))
        }.sorted { ($0.rate, $0.node) < ($1.rate, $1.node) }
      var isStuck = true
      for (_, node) in ends.prefix(Self.pathsAtOnce) where weight < quota && !isMember[Int(node)] {
        if take(node, reach, spending: budget - cost) { isStuck = false }
      }
      if isStuck { return }
    }
  }

  /// How many paths are added before the others are looked for anew.
  private static let pathsAtOnce = 24

  /// Adds one node with a weight after the other, settles the tree anew, and keeps it where it is
  /// better; until none helps, or so many trials are over.
  func exchanged(
    trials: Int, settle: (inout GrowingTree) -> Void,
    isBetter: (GrowingTree, GrowingTree) -> Bool
  ) -> GrowingTree {
    var best = self
    var trials = trials
    var hasImproved = true
    while hasImproved {
      hasImproved = false
      let reach = best.reach(spending: .max)
      for node in reach.gain.indices where instance.weights[node] > 0 && reach.gain[node] > 0 {
        if trials == 0 { return best }
        trials -= 1
        var next = best
        _ = next.take(Int32(node), reach, spending: .max)
        settle(&next)
        guard isBetter(next, best) else { continue }
        best = next
        hasImproved = true
        break
      }
    }
    return best
  }

  // MARK: Shrinking

  /// A part of the tree that hangs on one edge, with the path to it that serves nothing else.
  private struct Branch {
    let top: Int32
    let cost: Int64
    let weight: Int64

    /// What is lost for each unit saved.
    var rate: Double { Double(weight) / Double(max(1, cost)) }
  }

  /// Cuts branches, those first that save most for their weight, until enough is cut or none is left
  /// that may be.
  ///
  /// - Parameters:
  ///   - isEnough: whether no more is to be cut.
  ///   - admits: whether a branch of some cost and weight may be cut from the tree as it is.
  /// - Complexity: O(n log n) for every set of branches that do not hang on each other.
  mutating func cut(
    until isEnough: (GrowingTree) -> Bool,
    where admits: (GrowingTree, _ cost: Int64, _ weight: Int64) -> Bool
  ) {
    while !isEnough(self) {
      let order = outwards()
      let branches = branches(order).filter { admits(self, $0.cost, $0.weight) }
        .sorted { ($0.rate, $0.top) < ($1.rate, $1.top) }
      if branches.isEmpty { return }
      // A node that has lost a branch is no longer what it was held for.
      var isChanged = [Bool](repeating: false, count: isMember.count)
      for branch in branches {
        guard isMember[Int(branch.top)], !isChanged[Int(branch.top)], !isEnough(self),
          admits(self, branch.cost, branch.weight)
        else { continue }
        var node = branch.top
        while node != instance.root.rawValue {
          isChanged[Int(node)] = true
          node = parent(of: node)
        }
        remove(branch.top)
      }
    }
  }

  /// The tree less every branch that costs more than its weight at a rate: at the rate where that is
  /// just not enough, and at the one where it just is.
  ///
  /// Source: Johnson, Minkoff and Phillips 2000, "strong pruning".
  /// - Complexity: O(n) for each rate tried, a fixed number of them.
  func prunedNeighbours(
    isEnough: (GrowingTree) -> Bool
  ) -> (low: GrowingTree, high: GrowingTree) {
    let order = outwards()
    var (low, high) = (GrowingTree(instance), self)
    var rates = (low: 0.0, high: 64 * Double(cost) / Double(max(1, weight)))
    for _ in 0..<Self.rateTrials {
      let rate = (rates.low + rates.high) / 2
      let pruned = pruned(at: rate, order)
      if isEnough(pruned) {
        (high, rates.high) = (pruned, rate)
      } else {
        (low, rates.low) = (pruned, rate)
      }
    }
    return (low, high)
  }

  private static let rateTrials = 24

  private func pruned(at rate: Double, _ order: [Int32]) -> GrowingTree {
    var gain = [Double](repeating: 0, count: isMember.count)
    var keeps = [Bool](repeating: true, count: isMember.count)
    for node in order.reversed() where via[Int(node)] >= 0 {
      let net =
        gain[Int(node)] + rate * Double(instance.weights[Int(node)])
        - Double(instance.costs[Int(via[Int(node)])])
      keeps[Int(node)] = net > 0
      if net > 0 { gain[Int(parent(of: node))] += net }
    }
    var tree = GrowingTree(instance)
    for node in order where via[Int(node)] >= 0 && keeps[Int(node)] {
      if tree.isMember[Int(parent(of: node))] { tree.add(node, over: via[Int(node)]) }
    }
    return tree
  }

  /// The nodes of the tree, each after the one it hangs on.
  private func outwards() -> [Int32] {
    var order = [Int32(instance.root.rawValue)]
    var place = 0
    while place < order.count {
      forEachChild(of: order[place]) { order.append($0) }
      place += 1
    }
    return order
  }

  private func forEachChild(of node: Int32, _ body: (Int32) -> Void) {
    for index in instance.graph.slotRange(node) {
      let slot = instance.graph.slots[index]
      if slot.neighbour != node, via[Int(slot.neighbour)] == slot.edge, slot.edge != via[Int(node)]
      {
        body(slot.neighbour)
      }
    }
  }

  private func branches(_ order: [Int32]) -> [Branch] {
    var below = [(cost: Int64, weight: Int64, children: Int32)](
      repeating: (0, 0, 0), count: isMember.count)
    for node in order.reversed() {
      below[Int(node)].weight += instance.weights[Int(node)]
      guard via[Int(node)] >= 0 else { continue }
      below[Int(node)].cost += instance.costs[Int(via[Int(node)])]
      let parent = Int(parent(of: node))
      below[parent].cost += below[Int(node)].cost
      below[parent].weight += below[Int(node)].weight
      below[parent].children += 1
    }
    return order.dropFirst().compactMap { node in
      let parent = parent(of: node)
      let isPassed =
        below[Int(parent)].children == 1 && instance.weights[Int(parent)] == 0
        && parent != instance.root.rawValue
      return isPassed
        ? nil : Branch(top: node, cost: below[Int(node)].cost, weight: below[Int(node)].weight)
    }
  }

  /// Takes a node out with all that hangs on it.
  private mutating func remove(_ top: Int32) {
    var stack = [top]
    while let node = stack.popLast() {
      forEachChild(of: node) { stack.append($0) }
      isMember[Int(node)] = false
      cost -= instance.costs[Int(via[Int(node)])]
      weight -= instance.weights[Int(node)]
      via[Int(node)] = -1
    }
  }
}

extension Graph {
  fileprivate func otherEnd(of edge: Int32, from node: Int32) -> Int32 {
    tails[Int(edge)] == node ? heads[Int(edge)] : tails[Int(edge)]
  }
}
