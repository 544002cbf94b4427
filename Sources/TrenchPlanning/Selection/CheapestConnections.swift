import Graphs
import NetworkModel

/// The cheapest connections of entries to a network that does not serve them.
///
/// Edges of the network cost nothing. No connection passes through another building.
struct CheapestConnections: ~Copyable {
  private let graph: TrenchGraph
  /// The search over all edges except drops.
  private let search: ShortestPathSearch
  /// For each edge of the search, the edge of the trench graph.
  private let edges: [Int]
  /// For each entry, the last edge of its cheapest connection and the cost of the whole connection.
  private var drops: [Int32: (edge: Int, costInCents: Int64)] = [:]

  /// The connection of one entry.
  struct Connection {
    let costInCents: Int64
    /// The length without the drop.
    let trenchMetres: Double
    let dropMetres: Double

    /// The connection as a remedy.
    var remedy: Remedy {
      let drop = Int(dropMetres.rounded(.up))
      return trenchMetres == 0
        ? .drop(metres: drop)
        : .trenchAndDrop(trenchMetres: Int(trenchMetres.rounded(.up)), dropMetres: drop)
    }
  }

  /// Finds the cheapest connections.
  ///
  /// - Parameters:
  ///   - graph: the trench graph.
  ///   - network: the nodes of the network.
  ///   - usable: whether an edge that is not a drop may be used.
  /// - Complexity: O(m log n).
  init(_ graph: TrenchGraph, from network: [Int32], usable: (Int) -> Bool) {
    self.graph = graph
    edges = graph.edges.indices.filter { graph.edges[$0].kind != .drop && usable($0) }
    var search = ShortestPathSearch(
      Graph(
        nodeCount: graph.nodes.count, tails: edges.map { graph.edges[$0].from },
        heads: edges.map { graph.edges[$0].to }),
      weights: edges.map { graph.edges[$0].costInCents })
    search.start(from: network.map { NodeID(UInt32($0)) })
    while search.settle() != nil {}
    for (number, edge) in graph.edges.enumerated() where edge.kind == .drop {
      guard let trench = search.distance(to: NodeID(UInt32(edge.from))) else { continue }
      let cost = trench + edge.costInCents
      if let known = drops[edge.to], known.costInCents <= cost { continue }
      drops[edge.to] = (number, cost)
    }
    self.search = search
  }

  /// The cost of connecting an entry, including its drop; `nil` if it cannot be connected.
  func cost(ofEntry node: Int32) -> Int64? { drops[node]?.costInCents }

  /// The cheapest connection of an entry; `nil` if it cannot be connected.
  func connection(to entry: Int32) -> Connection? {
    guard let drop = drops[entry] else { return nil }
    let start = NodeID(UInt32(graph.edges[drop.edge].from))
    return Connection(
      costInCents: drop.costInCents,
      trenchMetres: search.path(to: start).reduce(0) {
        $0 + graph.edges[edges[Int($1.rawValue)]].lengthInMetres
      },
      dropMetres: graph.edges[drop.edge].lengthInMetres)
  }
}
