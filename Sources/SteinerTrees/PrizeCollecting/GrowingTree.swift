import Graphs

/// A tree that contains the root, to which paths can be added and from which subtrees can be
/// removed.
struct GrowingTree {
  private(set) var cost: Int64 = 0
  private(set) var weight: Int64

  private let instance: CoverageInstance
  /// Indexed by node: whether no path may pass through it.
  private let isLeaf: [Bool]
  private var isMember: [Bool]
  /// Indexed by node: the edge to its parent; −1 for the root and for nodes outside the tree.
  private var via: [Int32]

  /// The tree that consists of the root.
  init(_ instance: CoverageInstance) {
    self.instance = instance
    isLeaf = instance.graph.marked(instance.leaves)
    isMember = [Bool](repeating: false, count: instance.graph.nodeCount)
    via = [Int32](repeating: -1, count: instance.graph.nodeCount)
    isMember[Int(instance.root.rawValue)] = true
    weight = instance.weights[Int(instance.root.rawValue)]
  }

  /// The tree that consists of some edges.
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

  /// The tree as part of a solution.
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

  /// Shortest paths from the tree, and the weight of the nodes on each path.
  ///
  /// All arrays are indexed by node.
  private struct Reach {
    var distance: [Int64]
    var via: [Int32]
    var gain: [Int64]
  }

  /// Finds shortest paths from the tree that cost no more than a limit.
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

  /// Adds the path to a node, unless its cost now exceeds a limit.
  ///
  /// - Returns: whether the path was added.
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

  /// Adds the paths with the best ratio of weight to cost, until the quota is reached or no path is
  /// within the budget.
  ///
  /// - Parameters:
  ///   - budget: the maximum cost of the tree.
  ///   - quota: the weight to reach; further weight has no value.
  /// - Complexity: O(m log n) for each batch of paths.
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

  /// The number of paths added before shortest paths are computed again.
  private static let pathsAtOnce = 24

  /// Improves the tree by adding a path to one node at a time, settling the tree again, and keeping
  /// the result if it is better.
  ///
  /// Ends if no node gives an improvement, or after a number of trials.
  func improved(
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

  /// A subtree, together with the path to it that serves no other purpose.
  private struct Subtree {
    let top: Int32
    let cost: Int64
    let weight: Int64

    /// The weight lost for each unit of cost saved.
    var rate: Double { Double(weight) / Double(max(1, cost)) }
  }

  /// Removes subtrees, starting with the least weight for the cost saved, until enough is removed
  /// or no subtree may be removed.
  ///
  /// - Parameters:
  ///   - isEnough: whether to stop.
  ///   - admits: whether a subtree of a given cost and weight may be removed from the current tree.
  /// - Complexity: O(n log n) for each batch of disjoint subtrees.
  mutating func cut(
    until isEnough: (GrowingTree) -> Bool,
    where admits: (GrowingTree, _ cost: Int64, _ weight: Int64) -> Bool
  ) {
    while !isEnough(self) {
      let order = outwards()
      let subtrees = subtrees(order).filter { admits(self, $0.cost, $0.weight) }
        .sorted { ($0.rate, $0.top) < ($1.rate, $1.top) }
      if subtrees.isEmpty { return }
      // The cost and weight of a node's subtree are out of date once a part of it was removed.
      var isChanged = [Bool](repeating: false, count: isMember.count)
      for subtree in subtrees {
        guard isMember[Int(subtree.top)], !isChanged[Int(subtree.top)], !isEnough(self),
          admits(self, subtree.cost, subtree.weight)
        else { continue }
        var node = subtree.top
        while node != instance.root.rawValue {
          isChanged[Int(node)] = true
          node = parent(of: node)
        }
        remove(subtree.top)
      }
    }
  }

  /// The results of strong pruning at two nearly equal rates of cost per weight: at the lower one
  /// the tree is not enough, at the higher one it is.
  ///
  /// Strong pruning removes each subtree that costs more than its weight at the rate. Source:
  /// Johnson, Minkoff and Phillips 2000.
  ///
  /// - Complexity: O(n) for each of a fixed number of rates.
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

  /// The nodes of the tree, each after its parent.
  private func outwards() -> [Int32] {
    var order = [Int32(instance.root.rawValue)]
    var index = 0
    while index < order.count {
      forEachChild(of: order[index]) { order.append($0) }
      index += 1
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

  /// The subtrees that can be removed.
  ///
  /// A subtree below a node without weight and without other children is not listed, because
  /// removing that node saves more.
  private func subtrees(_ order: [Int32]) -> [Subtree] {
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
        ? nil : Subtree(top: node, cost: below[Int(node)].cost, weight: below[Int(node)].weight)
    }
  }

  /// Removes a node and its subtree.
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
