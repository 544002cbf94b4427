import Geospatial
import Graphs
import NetworkModel
import Rules

/// The capacity of conduits and surveyed works that connected homes use.
///
/// The data do not contain the trench or conduit in which the cable of a home runs. The cable is
/// assumed to start at the conduit or work nearest to the home and to follow the shortest path
/// through conduits to the nearest PoP. Without this assumption, capacity in use could be planned
/// again.
enum ConduitUsage {
  /// The number of used slots of each conduit, by its index in the inventory.
  ///
  /// - Complexity: O(m log n + h p) for h homes with paths of p edges.
  static func slots(
    of homes: [Address], in inventory: Inventory, rules: PlanningRules
  ) -> [Int: Int] {
    guard !homes.isEmpty, !inventory.conduits.isEmpty else { return [:] }
    let network = NodedLines(
      inventory.conduits.map { NodedLines.Line(points: $0.line.coordinates, level: 0) },
      snapTolerance: rules.network.snapToleranceMetres)
    let courses = network.edges.enumerated().map { number, edge in
      Rail(conduitEdge: Int32(number), course: edge.points)
    }
    let index = RailIndex(courses)
    let graph = Graph(
      nodeCount: network.junctions.count, tails: network.edges.map(\.from),
      heads: network.edges.map(\.to))
    var search = ShortestPathSearch(
      graph, weights: courses.map { Int64(($0.length * 1000).rounded()) })
    search.start(
      from: sources(
        inventory, network, courses, index, within: rules.conduits.siteReachMetres))
    while search.settle() != nil {}
    var dwellings = [Int](repeating: 0, count: network.edges.count)
    for home in homes {
      let hits = index.rails(
        around: home.location, within: rules.drop.maxLengthMetres, of: courses)
      guard let own = hits.first?.rail else { continue }
      let ends = [network.edges[Int(own)].from, network.edges[Int(own)].to].map {
        NodeID(UInt32($0))
      }
      dwellings[Int(own)] += home.dwellings
      let near = ends.compactMap { end in search.distance(to: end).map { ($0, end) } }
        .min { $0.0 < $1.0 }
      guard let near else { continue }
      for edge in search.path(to: near.1) where edge.rawValue != own {
        dwellings[Int(edge.rawValue)] += home.dwellings
      }
    }
    var slots: [Int: Int] = [:]
    for (number, edge) in network.edges.enumerated() where dwellings[number] > 0 {
      let conduit = Int(edge.line)
      slots[conduit] = max(
        slots[conduit] ?? 0, rules.conduits.slots(forDwellings: dwellings[number]))
    }
    return slots
  }

  /// The ends of conduits at PoPs.
  private static func sources(
    _ inventory: Inventory, _ network: NodedLines, _ courses: [Rail], _ index: RailIndex,
    within reach: Double
  ) -> [NodeID] {
    var sources: Set<Int32> = []
    for site in inventory.sites where site.kind == .pop {
      for hit in index.rails(around: site.location, within: reach, of: courses) {
        let edge = network.edges[Int(hit.rail)]
        sources.insert(hit.at * 2 < courses[Int(hit.rail)].length ? edge.from : edge.to)
      }
    }
    return sources.sorted().map { NodeID(UInt32($0)) }
  }
}
