import AccessNetwork
import Graphs
import SteinerTrees

/// The trench graph as a Steiner tree problem, and the way back.
///
/// One node more than the graph has: the network, joined to every root at no cost, so that a home
/// may hang on any PoP. Each entry is a terminal and a leaf, for nobody digs through one house to
/// reach the next.
struct NetworkInstance {
  let instance: SteinerInstance
  /// For each edge of the instance the trench edge it stands for, or −1 for a root's.
  private let trenchEdge: [Int32]

  /// What the solver found, in terms of the trench graph.
  struct Answer {
    /// The chosen trench edges, ascending.
    let edges: [Int32]
    let costInCents: Int64
    let lowerBoundInCents: Int64
  }

  /// States the problem.
  ///
  /// - Parameters:
  ///   - graph: the trench graph.
  ///   - costs: the price of each of its edges; negative for one that may not be chosen.
  ///   - entries: the nodes to be reached, all of them reachable.
  ///   - roots: the nodes the network starts from; with none the entries are joined to each other.
  init(_ graph: TrenchGraph, costs: [Int64], entries: [Int32], roots: [Int32]) {
    var ends: [(NodeID, NodeID)] = []
    var prices: [Int64] = []
    var trenchEdge: [Int32] = []
    for (number, edge) in graph.edges.enumerated() where costs[number] >= 0 {
      ends.append((NodeID(UInt32(edge.from)), NodeID(UInt32(edge.to))))
      prices.append(costs[number])
      trenchEdge.append(Int32(number))
    }
    let leaves = entries.map { NodeID(UInt32($0)) }
    var terminals = leaves
    var root: NodeID?
    if !roots.isEmpty {
      let network = NodeID(UInt32(graph.nodes.count))
      for node in roots {
        ends.append((network, NodeID(UInt32(node))))
        prices.append(0)
        trenchEdge.append(-1)
      }
      terminals.append(network)
      root = network
    }
    instance = SteinerInstance(
      graph: Graph(nodeCount: graph.nodes.count + 1, edges: ends), costs: prices,
      terminals: terminals, leaves: leaves, root: root)
    self.trenchEdge = trenchEdge
  }

  /// Solves and translates back.
  func solve(_ options: SteinerOptions) throws(SteinerError) -> Answer {
    let solution = try SteinerTrees.solve(instance, options: options)
    let edges = solution.edges.map { trenchEdge[Int($0.rawValue)] }.filter { $0 >= 0 }.sorted()
    return Answer(
      edges: edges, costInCents: solution.cost, lowerBoundInCents: solution.lowerBound)
  }
}
