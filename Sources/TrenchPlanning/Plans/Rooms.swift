import NetworkModel
import Rules

/// How many dwellings each edge of the trench graph and each root can carry.
///
/// Only conduits and PoPs set limits; everything else carries `Int.max`.
struct Rooms {
  private(set) var ofEdge: [Int]
  let ofRoot: [Int]

  init(
    _ graph: TrenchGraph, _ inventory: Inventory, _ rules: ConduitRules, roots: [TrenchGraph.Root]
  ) {
    let ofConduit = inventory.conduits.map { rules.dwellings(forSlots: $0.room(under: rules)) }
    ofEdge = graph.edges.map { edge in
      edge.kind == .conduit && edge.subject >= 0 ? ofConduit[Int(edge.subject)] : .max
    }
    ofRoot = roots.map { root in
      root.site >= 0 ? inventory.sites[Int(root.site)].capacity ?? .max : .max
    }
  }

  /// The rooms of the PoPs alone, with conduits that take everything.
  var ofPoPs: Rooms {
    var rooms = self
    rooms.ofEdge = [Int](repeating: .max, count: ofEdge.count)
    return rooms
  }

  /// What may hang on a node that the network reaches: the room of the edge it is reached over, or of
  /// the root it is.
  func of(_ node: Int32, _ flow: NetworkFlow) -> Int {
    let edge = flow.parentEdge[Int(node)]
    return edge >= 0 ? ofEdge[Int(edge)] : ofRoot[Int(flow.rootOf[Int(node)])]
  }

  /// The nodes on which hangs more than may, the nearest to the roots first.
  func overloaded(_ flow: NetworkFlow) -> [Int32] {
    flow.order.filter { flow.dwellings[Int($0)] > of($0, flow) }
  }
}

extension ConduitRules {
  /// How many free slots of a conduit so many dwellings take.
  func slots(forDwellings dwellings: Int) -> Int {
    (dwellings + dwellingsPerSlot - 1) / max(1, dwellingsPerSlot)
  }

  /// How many dwellings so many free slots of a conduit serve.
  func dwellings(forSlots slots: Int) -> Int {
    let (product, overflows) = slots.multipliedReportingOverflow(by: max(1, dwellingsPerSlot))
    return overflows ? .max : product
  }
}
