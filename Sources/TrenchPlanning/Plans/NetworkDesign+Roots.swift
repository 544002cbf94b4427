import Geospatial
import NetworkModel
import TextFormats

/// Where the network starts, and where it can come.
extension NetworkDesign {
  /// For each node whether the network can come there: from the roots, or, with none, from the part
  /// with the most entries.
  static func nodesInReach(
    _ graph: TrenchGraph, _ parts: Reachability, _ roots: [TrenchGraph.Root],
    _ attachments: [[Int32]]
  ) -> [Bool] {
    var homes = Set(roots.map { parts.component[Int($0.node)] })
    if homes.isEmpty, let largest = largestPart(parts, attachments) { homes = [largest] }
    return parts.component.map { homes.contains($0) }
  }

  /// The PoPs; without one, a place on each connected part of the conduits that has room.
  mutating func chooseRoots(
    _ graph: TrenchGraph, _ parts: Reachability, notes isNoted: Bool
  ) -> [TrenchGraph.Root] {
    if !graph.roots.isEmpty { return graph.roots }
    var middle: [Int32: (sum: Coordinate, count: Int)] = [:]
    var conduitNodes: [Int32] = []
    for edge in graph.edges where edge.kind == .conduit {
      for node in [edge.from, edge.to] {
        let part = parts.component[Int(node)]
        let position = graph.nodes[Int(node)]
        let old = middle[part] ?? (Coordinate(x: 0, y: 0), 0)
        middle[part] = (
          Coordinate(x: old.sum.x + position.x, y: old.sum.y + position.y), old.count + 1
        )
        conduitNodes.append(node)
      }
    }
    var best: [Int32: (distance: Double, node: Int32)] = [:]
    for node in conduitNodes {
      let part = parts.component[Int(node)]
      guard let (sum, count) = middle[part] else { continue }
      let centre = Coordinate(x: sum.x / Double(count), y: sum.y / Double(count))
      let distance = graph.nodes[Int(node)].distance(to: centre)
      if let old = best[part], (old.distance, old.node) <= (distance, node) { continue }
      best[part] = (distance, node)
    }
    let chosen = best.keys.sorted().compactMap { best[$0]?.node }
    if isNoted && !chosen.isEmpty {
      notes.append(
        "no PoP is known: each of the \(chosen.count) connected conduit networks with room "
          + "is taken as fed")
    }
    return chosen.map { TrenchGraph.Root(node: $0, site: -1) }
  }

  /// The part of the graph with the most entries, the least number of several.
  private static func largestPart(_ parts: Reachability, _ attachments: [[Int32]]) -> Int32? {
    var entries = [Int](repeating: 0, count: parts.count)
    for nodes in attachments {
      for part in Set(nodes.map { parts.component[Int($0)] }) { entries[Int(part)] += 1 }
    }
    guard let most = entries.max(), most > 0 else { return nil }
    return entries.firstIndex(of: most).map(Int32.init)
  }

  /// With nothing to start from, any node of the tree costs the same trench: the one with the least
  /// way to all dwellings is the best place for the PoP.
  mutating func placeRoot(_ graph: TrenchGraph, _ inventory: Inventory) {
    guard let edge = edges.first(where: { graph.edges[Int($0)].kind != .drop }) ?? edges.first
    else { return }
    let start = graph.edges[Int(edge)].from
    let flow = NetworkFlow(
      graph, inventory, edges: edges, roots: [TrenchGraph.Root(node: start, site: -1)])
    let place = flow.median(graph)
    roots = [TrenchGraph.Root(node: place, site: -1)]
    let position = graph.nodes[Int(place)]
    notes.append(
      "no PoP and no conduit is known: the best place for a PoP is "
        + "\(NumberStyle.plain.text(position.x, places: 3)),\(NumberStyle.plain.text(position.y, places: 3))"
    )
  }
}
