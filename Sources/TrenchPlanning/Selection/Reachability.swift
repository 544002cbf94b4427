import Graphs
import NetworkModel

/// The connected components of the trench graph, without paths through buildings.
struct Reachability {
  /// For each node, the number of its component.
  let component: [Int32]
  let count: Int

  /// Finds the components that consist of usable edges.
  ///
  /// - Complexity: O(n + m).
  init(_ graph: TrenchGraph, usable: (Int) -> Bool) {
    (component, count) = graph.topology.components { edge in
      graph.edges[Int(edge)].kind != .drop && usable(Int(edge))
    }
  }

  /// For each entry, the nodes at the other ends of its drops.
  static func attachments(_ graph: TrenchGraph) -> [[Int32]] {
    var result = [[Int32]](repeating: [], count: graph.entries.count)
    for edge in graph.edges where edge.kind == .drop {
      // A drop starts at the trench and ends at the building.
      let entry = graph.entryAtNode[Int(edge.to)]
      if entry >= 0 { result[Int(entry)].append(edge.from) }
    }
    return result
  }
}
