import AccessNetwork
import Graphs

/// The cheapest way from some nodes to every entry of a trench graph, none through another house.
struct CheapestWays {
  private var prices: [Int32: Int64] = [:]

  /// - Complexity: O(m log n).
  init(_ graph: TrenchGraph, from sources: [Int32], usable: (Int) -> Bool) {
    let ways = graph.edges.indices.filter { graph.edges[$0].kind != .drop && usable($0) }
    let common = Graph(
      nodeCount: graph.nodes.count, tails: ways.map { graph.edges[$0].from },
      heads: ways.map { graph.edges[$0].to })
    var search = ShortestPathSearch(common, weights: ways.map { graph.edges[$0].costInCents })
    search.start(from: sources.map { NodeID(UInt32($0)) })
    while search.settle() != nil {}
    for edge in graph.edges where edge.kind == .drop {
      guard let way = search.distance(to: NodeID(UInt32(edge.from))) else { continue }
      prices[edge.to] = min(prices[edge.to] ?? .max, way + edge.costInCents)
    }
  }

  /// The price of reaching an entry, its drop included; `nil` where no way leads there.
  func price(ofEntry node: Int32) -> Int64? { prices[node] }
}
