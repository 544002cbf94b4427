import Geospatial
import Graphs
import NetworkModel
import SteinerTrees

/// The trench graph as a Steiner tree problem, and the conversion of its solution.
///
/// The problem has one node more than the graph: the network, connected to every root at no cost,
/// so that a home may be connected to any PoP. Each entry is a terminal and a leaf, because a
/// trench does not pass through one building to reach another.
struct NetworkInstance {
  let instance: SteinerInstance
  /// For each edge of the instance, the edge of the trench graph, or −1 for the edge of a root.
  let trenchEdges: [Int32]
  /// For each node of the trench graph, its number in the instance.
  private let number: [UInt32]

  /// A solution in terms of the trench graph.
  struct Answer {
    /// The chosen edges of the trench graph, ascending.
    let edges: [Int32]
    let costInCents: Int64
    let lowerBoundInCents: Int64
  }

  /// Creates the problem.
  ///
  /// - Parameters:
  ///   - graph: the trench graph.
  ///   - costs: the cost of each edge; negative for an edge that may not be chosen.
  ///   - entries: the nodes of the entries to be reached. All of them must be reachable.
  ///   - joints: further nodes to be reached. Paths may pass through them.
  ///   - roots: the nodes from which the network starts. Without roots the entries are connected to
  ///     each other.
  init(
    _ graph: TrenchGraph, costs: [Int64], entries: [Int32], joints: [Int32] = [], roots: [Int32]
  ) {
    let number = Self.numbersAlongHilbertCurve(graph)
    func node(_ node: Int32) -> NodeID { NodeID(number[Int(node)]) }
    let usable = graph.edges.indices.filter { costs[$0] >= 0 }
    let order = usable.map { edge in
      let (a, b) = (number[Int(graph.edges[edge].from)], number[Int(graph.edges[edge].to)])
      return (near: min(a, b), far: max(a, b), edge: edge)
    }.sorted { ($0.near, $0.far, $0.edge) < ($1.near, $1.far, $1.edge) }
    var ends = order.map { (NodeID($0.near), NodeID($0.far)) }
    var prices = order.map { costs[$0.edge] }
    var trenchEdge = order.map { Int32($0.edge) }
    let leaves = entries.map(node)
    var terminals = leaves + joints.map(node)
    var root: NodeID?
    if !roots.isEmpty {
      let network = NodeID(UInt32(graph.nodes.count))
      for start in roots {
        ends.append((network, node(start)))
        prices.append(0)
        trenchEdge.append(-1)
      }
      terminals.append(network)
      root = network
    }
    instance = SteinerInstance(
      graph: Graph(nodeCount: graph.nodes.count + 1, edges: ends), costs: prices,
      terminals: terminals, leaves: leaves, root: root)
    trenchEdges = trenchEdge
    self.number = number
  }

  /// Numbers for the nodes, such that nodes near each other are near each other in memory.
  private static func numbersAlongHilbertCurve(_ graph: TrenchGraph) -> [UInt32] {
    let extent = Envelope(of: graph.nodes)
    let keys = graph.nodes.map { HilbertCurve.key(of: $0, in: extent) }
    let order = graph.nodes.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    var number = [UInt32](repeating: 0, count: graph.nodes.count)
    for (position, node) in order.enumerated() { number[node] = UInt32(position) }
    return number
  }

  /// Solves the problem.
  func solve(_ options: SteinerOptions) throws(SteinerError) -> Answer {
    let solution = try SteinerTrees.solve(instance, options: options)
    return Answer(
      edges: trenchEdges(solution.edges), costInCents: solution.cost,
      lowerBoundInCents: solution.lowerBound)
  }

  /// The edges of the trench graph for edges of the instance, ascending.
  func trenchEdges(_ edges: [EdgeID]) -> [Int32] {
    edges.map { trenchEdges[Int($0.rawValue)] }.filter { $0 >= 0 }.sorted()
  }

  /// The edges of the instance for edges of the trench graph, ascending.
  func edges(standingFor trench: [Int32]) -> [EdgeID] {
    let wanted = Set(trench)
    return trenchEdges.indices.filter { wanted.contains(trenchEdges[$0]) }.map {
      EdgeID(UInt32($0))
    }
  }

  // MARK: Choosing homes

  /// The number of a node of the trench graph in the instance.
  func number(of node: Int32) -> Int { Int(number[Int(node)]) }

  /// For each node of the instance, the value of its node of the trench graph, or 0.
  func byNode(_ values: [Int32: Int64]) -> [Int64] {
    var byNode = [Int64](repeating: 0, count: instance.graph.nodeCount)
    for (node, value) in values { byNode[Int(number[Int(node)])] = value }
    return byNode
  }

  /// The problem of reaching only the homes that are worth their cost.
  ///
  /// - Parameters:
  ///   - prizes: for the node of each entry, the amount lost if it is not reached.
  ///   - root: the node of the network.
  /// - Returns: a problem over the same nodes and edges.
  func collecting(_ prizes: [Int32: Int64], from root: NodeID) -> PrizeCollectingInstance {
    PrizeCollectingInstance(
      graph: instance.graph, costs: instance.costs, prizes: byNode(prizes), terminals: [root],
      leaves: instance.leaves)
  }

  /// The problem of reaching a large weight at low cost.
  ///
  /// - Parameters:
  ///   - weights: for the node of each entry, the weight of reaching it.
  ///   - root: the node of the network.
  /// - Returns: a problem over the same nodes and edges.
  func covering(_ weights: [Int32: Int64], from root: NodeID) -> CoverageInstance {
    CoverageInstance(
      graph: instance.graph, costs: instance.costs, weights: byNode(weights), root: root,
      leaves: instance.leaves)
  }
}
