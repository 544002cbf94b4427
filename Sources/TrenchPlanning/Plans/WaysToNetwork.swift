import Graphs
import NetworkModel

/// The cheapest ways from a network to all that it does not reach.
///
/// What the network is made of costs nothing; no way leads through a house.
struct WaysToNetwork: ~Copyable {
  private let graph: TrenchGraph
  /// The ways without the drops.
  private let search: ShortestPathSearch
  /// For each edge of the search the trench edge it stands for.
  private let edges: [Int]
  /// By entry the drop that it is reached over, and the price of the whole way.
  private var drops: [Int32: (edge: Int, costInCents: Int64)] = [:]

  /// A way to one entry.
  struct Way {
    let costInCents: Int64
    /// Without the drop.
    let trenchMetres: Double
    let dropMetres: Double

    /// The way in words.
    var description: String {
      let drop = "a drop of \(Int(dropMetres.rounded(.up))) m"
      return trenchMetres == 0
        ? drop : "a trench of \(Int(trenchMetres.rounded(.up))) m and \(drop)"
    }
  }

  /// - Parameters:
  ///   - graph: the trench graph.
  ///   - network: the nodes that are reached.
  ///   - usable: whether an edge that is no drop may be chosen.
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
      guard let way = search.distance(to: NodeID(UInt32(edge.from))) else { continue }
      let cost = way + edge.costInCents
      if let known = drops[edge.to], known.costInCents <= cost { continue }
      drops[edge.to] = (number, cost)
    }
    self.search = search
  }

  /// The price of reaching an entry, its drop included; `nil` where no way leads there.
  func price(ofEntry node: Int32) -> Int64? { drops[node]?.costInCents }

  /// The cheapest way to an entry; `nil` where there is none.
  func way(to entry: Int32) -> Way? {
    guard let drop = drops[entry] else { return nil }
    let start = NodeID(UInt32(graph.edges[drop.edge].from))
    return Way(
      costInCents: drop.costInCents,
      trenchMetres: search.path(to: start).reduce(0) {
        $0 + graph.edges[edges[Int($1.rawValue)]].lengthInMetres
      },
      dropMetres: graph.edges[drop.edge].lengthInMetres)
  }
}
