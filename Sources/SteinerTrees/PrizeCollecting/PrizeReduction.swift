import Graphs

/// Reduces a rooted prize-collecting problem without changing the cost of its best tree, and
/// translates trees back.
///
/// Nodes and edges keep their numbers and are only marked as deleted. The rules are in
/// `PrizeReduction+Rules.swift`.
struct PrizeReduction {
  let graph: Graph
  let costs: [Int64]
  var prizes: [Int64]
  var isTerminal: [Bool]
  /// Indexed by node: whether no path may pass through it.
  let isLeaf: [Bool]
  private(set) var isNodeAlive: [Bool]
  private(set) var isEdgeAlive: [Bool]
  private(set) var degree: [Int32]
  /// The cost that every tree pays in addition to the remaining problem: prizes of excluded nodes
  /// and costs of included edges.
  private(set) var fixedCost: Int64 = 0
  /// The nodes merged into a neighbour, in order.
  ///
  /// A tree that contains the neighbour contains them too.
  private var pendants: [Pendant] = []

  private struct Pendant {
    let anchor: Int32
    let node: Int32
    let edge: Int32
  }

  /// - Parameters:
  ///   - instance: the problem to reduce; its own terminals are ignored.
  ///   - terminals: the nodes that must be in the tree, at least one.
  ///   - removed: the nodes that must not be in the tree.
  init(_ instance: PrizeCollectingInstance, terminals: [Int32], removed: [Int32]) {
    let graph = instance.graph
    self.graph = graph
    costs = instance.costs
    prizes = instance.prizes
    isTerminal = [Bool](repeating: false, count: graph.nodeCount)
    isNodeAlive = [Bool](repeating: true, count: graph.nodeCount)
    isEdgeAlive = [Bool](repeating: true, count: graph.edgeCount)
    degree = (0..<Int32(graph.nodeCount)).map { Int32(graph.slotRange($0).count) }
    for node in terminals { isTerminal[Int(node)] = true }
    isLeaf = graph.marked(instance.leaves)
    for edge in 0..<graph.edgeCount {
      let (tail, head) = (Int(graph.tails[edge]), Int(graph.heads[edge]))
      // A best tree that contains a terminal other than these two does not contain an edge between
      // leaves.
      if tail == head || isLeaf[tail] && isLeaf[head] { delete(edge: Int32(edge)) }
    }
    for node in removed { leaveOut(node) }
    for leaf in instance.leaves.map({ Int32($0.rawValue) })
    where prizes[Int(leaf)] == 0 && !isTerminal[Int(leaf)] && isNodeAlive[Int(leaf)] {
      leaveOut(leaf)
    }
  }

  /// The first terminal that is not a leaf.
  var root: Int32? { isTerminal.indices.first { isTerminal[$0] && !isLeaf[$0] }.map { Int32($0) } }

  /// Translates a tree of the reduced problem to a tree of the original problem.
  func expand(nodes: [Int32], edges: [Int32]) -> (nodes: [Int32], edges: [Int32]) {
    var (nodes, edges) = (nodes, edges)
    var isMember = [Bool](repeating: false, count: graph.nodeCount)
    for node in nodes { isMember[Int(node)] = true }
    for pendant in pendants.reversed() where isMember[Int(pendant.anchor)] {
      isMember[Int(pendant.node)] = true
      nodes.append(pendant.node)
      edges.append(pendant.edge)
    }
    return (nodes, edges)
  }

  /// The remaining edges at a node.
  func slots(of node: Int32) -> some Sequence<Graph.Slot> {
    graph.slots[graph.slotRange(node)].lazy.filter { isEdgeAlive[Int($0.edge)] }
  }

  // MARK: Changing

  mutating func delete(edge: Int32) {
    isEdgeAlive[Int(edge)] = false
    degree[Int(graph.tails[Int(edge)])] -= 1
    degree[Int(graph.heads[Int(edge)])] -= 1
  }

  /// Excludes a node from the tree; its prize is lost.
  mutating func leaveOut(_ node: Int32) {
    fixedCost += prizes[Int(node)]
    strike(node)
  }

  /// Merges a node of degree one into its neighbour.
  ///
  /// The tree contains both or neither.
  mutating func fold(_ node: Int32, into anchor: Int32, over edge: Int32) {
    fixedCost += costs[Int(edge)]
    prizes[Int(anchor)] += prizes[Int(node)] - costs[Int(edge)]
    pendants.append(Pendant(anchor: anchor, node: node, edge: edge))
    strike(node)
  }

  private mutating func strike(_ node: Int32) {
    isNodeAlive[Int(node)] = false
    for index in graph.slotRange(node) {
      let edge = graph.slots[index].edge
      if isEdgeAlive[Int(edge)] { delete(edge: edge) }
    }
  }
}
