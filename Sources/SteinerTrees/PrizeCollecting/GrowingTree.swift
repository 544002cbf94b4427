import Graphs

/// A tree from the root that grows by paths and shrinks by leaves.
struct GrowingTree {
  private(set) var cost: Int64 = 0
  private(set) var weight: Int64

  private let instance: CoverageInstance
  private var isMember: [Bool]
  private var isTree: [Bool]
  private var degree: [Int32]

  init(_ instance: CoverageInstance, edges: [EdgeID] = []) {
    self.instance = instance
    isMember = [Bool](repeating: false, count: instance.graph.nodeCount)
    isTree = [Bool](repeating: false, count: instance.graph.edgeCount)
    degree = [Int32](repeating: 0, count: instance.graph.nodeCount)
    isMember[Int(instance.root.rawValue)] = true
    weight = instance.weights[Int(instance.root.rawValue)]
    for edge in edges { add(edge) }
  }

  var nodes: [NodeID] { isMember.indices.filter { isMember[$0] }.map { NodeID(UInt32($0)) } }

  var edges: [EdgeID] { isTree.indices.filter { isTree[$0] }.map { EdgeID(UInt32($0)) } }

  /// The tree as it is answered.
  var tree: CoverageTree { CoverageTree(nodes: nodes, edges: edges, cost: cost, weight: weight) }

  private mutating func add(_ edge: EdgeID) {
    let (a, b) = instance.graph.ends(of: edge)
    isTree[Int(edge.rawValue)] = true
    cost += instance.costs[Int(edge.rawValue)]
    for node in [Int(a.rawValue), Int(b.rawValue)] {
      degree[node] += 1
      if !isMember[node] { weight += instance.weights[node] }
      isMember[node] = true
    }
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
      heap.insert(Int32(node), key: 0)
    }
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      let node = Int(entry.node)
      if entry.key != reach.distance[node] { continue }
      if reach.via[node] >= 0 {
        let before = graph.otherEnd(of: reach.via[node], from: entry.node)
        reach.gain[node] = instance.weights[node] + reach.gain[Int(before)]
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

  private mutating func take(_ node: Int32, _ reach: Reach) {
    var node = node
    while reach.via[Int(node)] >= 0 {
      let edge = reach.via[Int(node)]
      node = instance.graph.otherEnd(of: edge, from: node)
      add(EdgeID(UInt32(edge)))
    }
  }

  /// Adds the path that reaches most weight for its cost.
  ///
  /// - Parameters:
  ///   - limit: what the path may cost at most.
  ///   - wanted: weight beyond this counts nothing.
  /// - Returns: whether there was one.
  /// - Complexity: O(m log n).
  mutating func extend(spending limit: Int64, wanting wanted: Int64) -> Bool {
    let reach = reach(spending: limit)
    var best: (node: Int32, cost: Double, gain: Double)?
    for node in reach.gain.indices where min(reach.gain[node], wanted) > 0 {
      let (cost, gain) = (Double(reach.distance[node]), Double(min(reach.gain[node], wanted)))
      if best.map({ gain * $0.cost > $0.gain * cost }) ?? true { best = (Int32(node), cost, gain) }
    }
    guard let best else { return false }
    take(best.node, reach)
    return true
  }

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
        next.take(Int32(node), reach)
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

  /// Cuts the end that saves most for its weight, among those of no more than some weight.
  ///
  /// An end is a leaf with the path to it as far as nothing else hangs on that or counts.
  ///
  /// - Returns: whether there was one.
  /// - Complexity: O(n + m).
  mutating func cutEnd(weighing limit: Int64) -> Bool {
    var best: (path: [Int32], cost: Double, weight: Double)?
    for leaf in isMember.indices where degree[leaf] == 1 && leaf != instance.root.rawValue {
      if instance.weights[leaf] > limit { continue }
      let path = end(at: Int32(leaf))
      let cost = path.reduce(0) { $0 + Double(instance.costs[Int($1)]) }
      let weight = Double(instance.weights[leaf])
      if best.map({ cost * $0.weight > $0.cost * weight }) ?? true { best = (path, cost, weight) }
    }
    guard let best else { return false }
    for edge in best.path { removeLast(edge) }
    return true
  }

  /// The edges of an end, from the leaf on.
  private func end(at leaf: Int32) -> [Int32] {
    var path: [Int32] = []
    var node = leaf
    repeat {
      let next = instance.graph.slots[instance.graph.slotRange(node)]
        .first { isTree[Int($0.edge)] && $0.edge != path.last }
      guard let next else { break }
      path.append(next.edge)
      node = next.neighbour
    } while degree[Int(node)] == 2 && instance.weights[Int(node)] == 0
      && node != instance.root.rawValue
    return path
  }

  /// Takes an edge out, with whichever of its ends hangs on nothing else.
  private mutating func removeLast(_ edge: Int32) {
    isTree[Int(edge)] = false
    cost -= instance.costs[Int(edge)]
    for node in [instance.graph.tails[Int(edge)], instance.graph.heads[Int(edge)]] {
      degree[Int(node)] -= 1
      if degree[Int(node)] == 0 && node != instance.root.rawValue {
        isMember[Int(node)] = false
        weight -= instance.weights[Int(node)]
      }
    }
  }
}

extension Graph {
  fileprivate func otherEnd(of edge: Int32, from node: Int32) -> Int32 {
    tails[Int(edge)] == node ? heads[Int(edge)] : tails[Int(edge)]
  }
}
