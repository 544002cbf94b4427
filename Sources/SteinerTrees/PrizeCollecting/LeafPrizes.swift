import Graphs

/// Transforms a rooted prize-collecting problem to a Steiner tree problem with leaves.
///
/// Each node with a prize gets an artificial terminal that must be a leaf. Two edges lead to the
/// terminal: one from the node, at no cost, and one from the root, at the cost of the prize. So a
/// tree that does not contain the node pays its prize. A node that is itself a leaf becomes the
/// terminal, and needs no artificial one.
///
/// Source: Ljubić et al. 2006, for directed graphs. The condition on leaves makes the
/// transformation valid for undirected graphs.
struct LeafPrizes {
  /// The Steiner tree problem.
  let instance: SteinerInstance
  /// Indexed by node of the Steiner tree problem, without artificial terminals: its number in the
  /// original graph.
  private let nodes: [Int32]
  /// Indexed by edge of the Steiner tree problem, without edges to artificial terminals: its number
  /// in the original graph.
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
      var terminal = Int32(index)
      if state.isTerminal[Int(node)] {
        if state.isLeaf[Int(node)] { leaves.append(terminal) }
      } else if prize == 0 {
        continue
      } else {
        if !state.isLeaf[Int(node)] {
          tails.append(terminal)
          heads.append(count)
          costs.append(0)
          terminal = count
          count += 1
        }
        tails.append(root)
        heads.append(terminal)
        costs.append(prize)
        leaves.append(terminal)
      }
      terminals.append(terminal)
    }
    instance = SteinerInstance(
      graph: Graph(nodeCount: Int(count), tails: tails, heads: heads), costs: costs,
      terminals: terminals.map { NodeID(UInt32($0)) }, leaves: leaves.map { NodeID(UInt32($0)) },
      root: NodeID(UInt32(root)))
    self.nodes = nodes
    self.edges = edges
  }

  /// The nodes and edges of the original graph that a tree of the Steiner tree problem represents.
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
