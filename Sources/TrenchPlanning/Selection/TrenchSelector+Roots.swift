import Geospatial
import NetworkModel

/// The roots of the network, and the nodes that it can reach.
extension TrenchSelector {
  /// For each node, whether the network can reach it: from the roots, or, if there are none, in the
  /// component with the most entries.
  func nodesInReach(_ components: Reachability, _ attachments: [[Int32]]) -> [Bool] {
    var reached = Set(selection.roots.map { components.component[Int($0.node)] })
    if reached.isEmpty, let largest = largestComponent(components, attachments) {
      reached = [largest]
    }
    return components.component.map { reached.contains($0) }
  }

  /// Chooses the PoPs as roots; without a PoP, one node in each connected component of conduits.
  ///
  /// That node is the one nearest to the centre of the component's conduits.
  mutating func chooseRoots(_ components: Reachability, addsNote: Bool) {
    if !graph.roots.isEmpty {
      selection.roots = graph.roots
      return
    }
    var sums: [Int32: (sum: Coordinate, count: Int)] = [:]
    var conduitNodes: [Int32] = []
    for edge in graph.edges where edge.kind == .conduit {
      for node in [edge.from, edge.to] {
        let component = components.component[Int(node)]
        let position = graph.nodes[Int(node)]
        let old = sums[component] ?? (Coordinate(x: 0, y: 0), 0)
        sums[component] = (
          Coordinate(x: old.sum.x + position.x, y: old.sum.y + position.y), old.count + 1
        )
        conduitNodes.append(node)
      }
    }
    var best: [Int32: (distance: Double, node: Int32)] = [:]
    for node in conduitNodes {
      let component = components.component[Int(node)]
      guard let (sum, count) = sums[component] else { continue }
      let centre = Coordinate(x: sum.x / Double(count), y: sum.y / Double(count))
      let distance = graph.nodes[Int(node)].distance(to: centre)
      if let old = best[component], (old.distance, old.node) <= (distance, node) { continue }
      best[component] = (distance, node)
    }
    let chosen = best.keys.sorted().compactMap { best[$0]?.node }
    if addsNote && !chosen.isEmpty {
      selection.notes.append(.conduitsAssumedFed(networks: chosen.count))
    }
    selection.roots = chosen.map { TrenchGraph.Root(node: $0, site: -1) }
  }

  /// The component with the most entries; the one with the lowest number if there are several.
  private func largestComponent(
    _ components: Reachability, _ attachments: [[Int32]]
  ) -> Int32? {
    var entries = [Int](repeating: 0, count: components.count)
    for nodes in attachments {
      for component in Set(nodes.map { components.component[Int($0)] }) {
        entries[Int(component)] += 1
      }
    }
    guard let most = entries.max(), most > 0 else { return nil }
    return entries.firstIndex(of: most).map(Int32.init)
  }

  /// The cheapest drop of the only entry of a town without a PoP; `nil` if several are served.
  ///
  /// A tree of one entry has no edge, but the PoP is on a street, not in the home.
  func loneConnection(usable: [Bool]) -> Int32? {
    let served = selection.servedNumbers
    guard selection.edges.isEmpty, served.count == 1 else { return nil }
    let home = graph.entries[served[0]].node
    return graph.edges.indices.filter {
      usable[$0] && (graph.edges[$0].from == home || graph.edges[$0].to == home)
    }.min {
      (graph.edges[$0].costInCents, $0) < (graph.edges[$1].costInCents, $1)
    }.map(Int32.init)
  }

  /// Places the PoP at the node of the network with the shortest total distance to all dwellings.
  ///
  /// Without PoPs and conduits, the trenches cost the same for every node of the tree.
  mutating func placeRoot() {
    let edges = selection.edges
    guard let edge = edges.first(where: { graph.edges[Int($0)].kind != .drop }) ?? edges.first
    else { return }
    selection.roots = [TrenchGraph.Root(node: graph.edges[Int(edge)].from, site: -1)]
    let homes = Set(selection.servedEntries(graph))
    let best =
      edges.count == 1
      ? [graph.edges[Int(edge)].from, graph.edges[Int(edge)].to].first { !homes.contains($0) }
        ?? graph.edges[Int(edge)].from
      : flow().median(graph)
    selection.roots = [TrenchGraph.Root(node: best, site: -1)]
    selection.notes.append(.popPlaced(graph.nodes[Int(best)]))
  }
}
