import NetworkModel
import Rules

/// The number of dwellings that each edge of the trench graph and each root can serve.
///
/// Only conduits and PoPs are limited; all other edges and roots have the capacity `Int.max`.
struct NetworkCapacity {
  private(set) var ofEdge: [Int]
  let ofRoot: [Int]

  init(
    _ graph: TrenchGraph, _ inventory: Inventory, _ rules: ConduitRules, roots: [TrenchGraph.Root]
  ) {
    let ofConduit = inventory.conduits.map {
      rules.dwellings(forSlots: $0.freeSlots(under: rules))
    }
    ofEdge = graph.edges.map { edge in
      edge.kind == .conduit && edge.subject >= 0 ? ofConduit[Int(edge.subject)] : .max
    }
    ofRoot = roots.map { root in
      root.site >= 0 ? inventory.sites[Int(root.site)].capacity ?? .max : .max
    }
  }

  /// The capacities of PoPs only, with unlimited conduits.
  var ofRootsOnly: NetworkCapacity {
    var capacity = self
    capacity.ofEdge = [Int](repeating: .max, count: ofEdge.count)
    return capacity
  }

  /// The capacity for the subtree of a reached node: that of the edge towards its root, or that of
  /// the node itself if it is a root.
  func of(_ node: Int32, _ flow: NetworkFlow) -> Int {
    let edge = flow.parentEdge[Int(node)]
    return edge >= 0 ? ofEdge[Int(edge)] : ofRoot[Int(flow.rootOf[Int(node)])]
  }

  /// The nodes whose subtree exceeds its capacity, the nearest to the roots first.
  func overloaded(_ flow: NetworkFlow) -> [Int32] {
    flow.order.filter { flow.dwellings[Int($0)] > of($0, flow) }
  }
}

extension ConduitRules {
  /// The number of slots of a conduit that a number of dwellings needs.
  func slots(forDwellings dwellings: Int) -> Int {
    (dwellings + dwellingsPerSlot - 1) / max(1, dwellingsPerSlot)
  }

  /// The number of dwellings that a number of free slots of a conduit can serve.
  func dwellings(forSlots slots: Int) -> Int {
    let (product, overflows) = slots.multipliedReportingOverflow(by: max(1, dwellingsPerSlot))
    return overflows ? .max : product
  }
}
