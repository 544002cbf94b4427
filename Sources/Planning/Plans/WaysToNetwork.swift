import AccessNetwork
import Graphs

/// The cheapest ways from a network to all that it does not reach.
///
/// What the network is made of costs nothing; no way leads through a house.
struct WaysToNetwork {
  private let graph: TrenchGraph
  private var distance: [Int64]
  private var via: [Int32]

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
  ///   - usable: whether an edge may be chosen.
  ///   - network: the nodes that are reached.
  /// - Complexity: O(m log n).
  init(_ graph: TrenchGraph, usable: (Int) -> Bool, from network: [Int32]) {
    self.graph = graph
    let whole = Graph(
      nodeCount: graph.nodes.count, tails: graph.edges.map(\.from), heads: graph.edges.map(\.to))
    var isEntry = [Bool](repeating: false, count: graph.nodes.count)
    for entry in graph.entries { isEntry[Int(entry.node)] = true }
    distance = [Int64](repeating: .max, count: graph.nodes.count)
    via = [Int32](repeating: -1, count: graph.nodes.count)
    var heap = BinaryHeap()
    for node in network where !isEntry[Int(node)] {
      distance[Int(node)] = 0
      heap.insert(node, key: 0)
    }
    while !heap.isEmpty {
      let settled = heap.removeFirst()
      guard settled.key == distance[Int(settled.node)], !isEntry[Int(settled.node)] else {
        continue
      }
      for index in whole.slotRange(settled.node) {
        let slot = whole.slots[index]
        guard usable(Int(slot.edge)) else { continue }
        let length = settled.key + graph.edges[Int(slot.edge)].costInCents
        guard length < distance[Int(slot.neighbour)] else { continue }
        distance[Int(slot.neighbour)] = length
        via[Int(slot.neighbour)] = slot.edge
        heap.insert(slot.neighbour, key: length)
      }
    }
  }

  /// The cheapest way to an entry; `nil` where there is none.
  func way(to entry: Int32) -> Way? {
    guard distance[Int(entry)] < .max else { return nil }
    var metres: (trench: Double, drop: Double) = (0, 0)
    var node = entry
    while via[Int(node)] >= 0 {
      let edge = graph.edges[Int(via[Int(node)])]
      if edge.kind == .drop {
        metres.drop += edge.lengthInMetres
      } else {
        metres.trench += edge.lengthInMetres
      }
      node = edge.from == node ? edge.to : edge.from
    }
    return Way(
      costInCents: distance[Int(entry)], trenchMetres: metres.trench, dropMetres: metres.drop)
  }
}
