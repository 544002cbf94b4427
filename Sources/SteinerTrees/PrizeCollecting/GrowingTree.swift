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

  /// Adds the path that reaches most weight for its cost.
  ///
  /// - Parameters:
  ///   - spending: what the path may cost at most.
  ///   - wanting: weight beyond this counts nothing.
  /// - Returns: whether there was one.
  /// - Complexity: O(m log n).
  mutating func extend(spending: Int64, wanting: Int64) -> Bool {
    let graph = instance.graph
    var distance = [Int64](repeating: .max, count: graph.nodeCount)
    var via = [Int32](repeating: -1, count: graph.nodeCount)
    var gained = [Int64](repeating: 0, count: graph.nodeCount)
    var heap = BinaryHeap()
    for node in isMember.indices where isMember[node] {
      distance[node] = 0
      heap.insert(Int32(node), key: 0)
    }
    var best: (node: Int32, cost: Double, gain: Double)?
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      let node = Int(entry.node)
      if entry.key != distance[node] || gained[node] > 0 { continue }
      if via[node] >= 0 {
        let before = graph.tails[Int(via[node])] ^ graph.heads[Int(via[node])] ^ entry.node
        gained[node] = instance.weights[node] + gained[Int(before)]
      }
      let (cost, gain) = (Double(entry.key), Double(min(gained[node], wanting)))
      if gain > 0, best.map({ gain * $0.cost > $0.gain * cost }) ?? true {
        best = (entry.node, cost, gain)
      }
      for index in graph.slotRange(entry.node) {
        let slot = graph.slots[index]
        let length = entry.key + instance.costs[Int(slot.edge)]
        guard length < distance[Int(slot.neighbour)], length <= spending else { continue }
        distance[Int(slot.neighbour)] = length
        via[Int(slot.neighbour)] = slot.edge
        heap.insert(slot.neighbour, key: length)
      }
    }
    guard var node = best?.node else { return false }
    while via[Int(node)] >= 0 {
      let edge = via[Int(node)]
      node ^= graph.tails[Int(edge)] ^ graph.heads[Int(edge)]
      add(EdgeID(UInt32(edge)))
    }
    return true
  }

  /// Cuts the leaf whose edge saves most for its weight, among those of no more than some weight.
  ///
  /// - Returns: whether there was one.
  /// - Complexity: O(n + m).
  mutating func cutLeaf(weighing limit: Int64) -> Bool {
    var best: (edge: Int, leaf: Int, cost: Double, weight: Double)?
    for edge in isTree.indices where isTree[edge] {
      let (a, b) = instance.graph.ends(of: EdgeID(UInt32(edge)))
      for leaf in [a, b] where degree[Int(leaf.rawValue)] == 1 && leaf != instance.root {
        let weight = instance.weights[Int(leaf.rawValue)]
        if weight > limit { continue }
        let cost = Double(instance.costs[edge])
        if best.map({ cost * $0.weight > $0.cost * Double(weight) }) ?? true {
          best = (edge, Int(leaf.rawValue), cost, Double(weight))
        }
      }
    }
    guard let best else { return false }
    let (a, b) = instance.graph.ends(of: EdgeID(UInt32(best.edge)))
    isTree[best.edge] = false
    isMember[best.leaf] = false
    degree[Int(a.rawValue)] -= 1
    degree[Int(b.rawValue)] -= 1
    cost -= instance.costs[best.edge]
    weight -= instance.weights[best.leaf]
    return true
  }
}
