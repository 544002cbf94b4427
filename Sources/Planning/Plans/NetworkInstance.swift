import AccessNetwork
import Graphs
import SteinerTrees

/// The trench graph as a Steiner tree problem, and the way back.
///
/// One node more than the graph has: the network, joined to every root at no cost, so that a home
/// may hang on any PoP. Each entry is a terminal and must be a leaf, for nobody digs through one
/// house to reach the next: every drop edge carries a surcharge that each entry pays exactly once,
/// taken off cost and bound again.
struct NetworkInstance {
  /// More than any detour can cost: 1,000,000 €.
  private static let leafSurcharge: Int64 = 100_000_000

  let instance: SteinerInstance
  /// For each edge of the instance the trench edge it stands for, or −1 for a root's.
  private let trenchEdge: [Int32]
  private let surcharges: Int64

  /// What the solver found, in terms of the trench graph.
  struct Answer {
    /// The chosen trench edges, ascending.
    let edges: [Int32]
    let costInCents: Int64
    let lowerBoundInCents: Int64
  }

  /// - Parameters:
  ///   - usable: which edges may be chosen.
  ///   - entries: the entries to be reached, all of them reachable over usable edges.
  ///   - roots: the nodes the network starts from; with none the entries are joined to each other.
  init(_ graph: TrenchGraph, usable: [Bool], entries: [TrenchGraph.Entry], roots: [Int32]) {
    var ends: [(NodeID, NodeID)] = []
    var costs: [Int64] = []
    var trenchEdge: [Int32] = []
    for (number, edge) in graph.edges.enumerated() where usable[number] {
      ends.append((NodeID(UInt32(edge.from)), NodeID(UInt32(edge.to))))
      costs.append(edge.costInCents + (edge.kind == .drop ? Self.leafSurcharge : 0))
      trenchEdge.append(Int32(number))
    }
    var terminals = entries.map { NodeID(UInt32($0.node)) }
    var root: NodeID?
    if !roots.isEmpty {
      let network = NodeID(UInt32(graph.nodes.count))
      for node in roots {
        ends.append((network, NodeID(UInt32(node))))
        costs.append(0)
        trenchEdge.append(-1)
      }
      terminals.append(network)
      root = network
    }
    instance = SteinerInstance(
      graph: Graph(nodeCount: graph.nodes.count + 1, edges: ends), costs: costs,
      terminals: terminals, root: root)
    self.trenchEdge = trenchEdge
    surcharges = Self.leafSurcharge * Int64(entries.count)
  }

  /// Solves and translates back.
  func solve(_ options: SteinerOptions) throws -> Answer {
    let solution = try SteinerTrees.solve(instance, options: options)
    let edges = solution.edges.map { trenchEdge[Int($0.rawValue)] }.filter { $0 >= 0 }.sorted()
    return Answer(
      edges: edges, costInCents: solution.cost - surcharges,
      lowerBoundInCents: max(0, solution.lowerBound - surcharges))
  }
}
