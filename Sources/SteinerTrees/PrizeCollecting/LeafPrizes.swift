import Graphs

/// A rooted prize-collecting problem as a Steiner tree problem with leaves.
///
/// Each node with a prize gets a new terminal beside it that must be a leaf: it is joined to the node
/// for nothing, or to the root for the prize. So a tree pays the prizes of what it leaves out. A node
/// that is a leaf itself needs none beside it.
/// Source: Ljubić et al. 2006, for directed graphs; the leaves make it hold for undirected ones.
struct LeafPrizes {
  /// The problem.
  let instance: SteinerInstance
  /// By node of the problem, as far as it is not a leaf: its number in the graph given.
  private let nodes: [Int32]
  /// By edge of the problem, as far as it leads to no leaf: its number in the graph given.
  private let edges: [Int32]

  init(_ state: PrizeReduction) {
    let nodes = (0..<Int32(state.graph.nodeCount)).filter { state.isNodeAlive[Int($0)] }
    let edges = (0..<Int32(state.graph.edgeCount)).filter { state.isEdgeAlive[Int($0)] }
    var number = [Int32](repeating: -1, count: state.graph.nodeCount)
    for (index, node) in nodes.enumerated() { number[Int(node)] = Int32(index) }
    var tails = edges.map { number[Int(state.graph.tails[Int($0)])] }
    var heads = edges.map { number[Int(state.graph.heads[Int($0)])] }
    var costs = edges.map { state.costs[Int($0)] }
    let root = state.root.map { number[Int($0)] } ?? 0
    var terminals: [Int32] = []
    var leaves: [Int32] = []
    var count = Int32(nodes.count)
    for (index, node) in nodes.enumerated() {
      let prize = state.prizes[Int(node)]
      var place = Int32(index)
      if state.isTerminal[Int(node)] {
        if state.isLeaf[Int(node)] { leaves.append(place) }
      } else if prize == 0 {
        continue
      } else {
        if !state.isLeaf[Int(node)] {
          tails.append(place)
          heads.append(count)
          costs.append(0)
          place = count
          count += 1
        }
        tails.append(root)
        heads.append(place)
        costs.append(prize)
        leaves.append(place)
      }
      terminals.append(place)
    }
    instance = SteinerInstance(
      graph: Graph(nodeCount: Int(count), tails: tails, heads: heads), costs: costs,
      terminals: terminals.map { NodeID(UInt32($0)) }, leaves: leaves.map { NodeID(UInt32($0)) },
      root: NodeID(UInt32(root)))
    self.nodes = nodes
    self.edges = edges
  }

  /// Nodes and edges of the graph given that a tree of the problem stands for.
  func tree(_ tree: [EdgeID]) -> (nodes: [Int32], edges: [Int32]) {
    let graph = instance.graph
    let inner = tree.filter { Int($0.rawValue) < edges.count }
    var isMember = [Bool](repeating: false, count: nodes.count)
    if let root = instance.root { isMember[Int(root.rawValue)] = true }
    for edge in inner {
      let (a, b) = graph.ends(of: edge)
      isMember[Int(a.rawValue)] = true
      isMember[Int(b.rawValue)] = true
    }
    return (
      nodes.indices.filter { isMember[$0] }.map { nodes[$0] },
      inner.map { edges[Int($0.rawValue)] }
    )
  }
}
