import Geospatial
import Graphs
import NetworkModel

/// Which parts of the trench graph hang together without leading through a house.
struct Reachability {
  /// For each node the number of its part.
  let component: [Int32]
  let count: Int

  /// - Complexity: O(n + m).
  init(_ graph: TrenchGraph, usable: (Int) -> Bool) {
    let whole = Graph(
      nodeCount: graph.nodes.count, tails: graph.edges.map(\.from), heads: graph.edges.map(\.to))
    (component, count) = whole.components { edge in
      graph.edges[Int(edge)].kind != .drop && usable(Int(edge))
    }
  }

  /// The parts that an entry can be joined to: those of the far ends of its drops.
  static func attachments(_ graph: TrenchGraph) -> [[Int32]] {
    var entryOf = [Int32](repeating: -1, count: graph.nodes.count)
    for (number, entry) in graph.entries.enumerated() { entryOf[Int(entry.node)] = Int32(number) }
    var result = [[Int32]](repeating: [], count: graph.entries.count)
    for edge in graph.edges where edge.kind == .drop {
      // A drop is drawn from the trench to the building.
      let entry = entryOf[Int(edge.to)]
      if entry >= 0 { result[Int(entry)].append(edge.from) }
    }
    return result
  }
}
