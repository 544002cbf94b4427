import Geospatial
import NetworkModel
import Rules

/// Step 4: the nodes from which the network may start.
extension TrenchGraphBuilder {
  /// Connects the PoPs to the rails: the existing ones, or the planned ones if none exists, and
  /// further positions.
  mutating func connectRoots(_ positions: [Coordinate]) throws(PlanningError) {
    var roots: [(position: Coordinate, site: Int32, name: String)] = []
    for (number, site) in inventory.sites.enumerated() where site.kind == .pop && site.isExisting {
      roots.append((site.location, Int32(number), "site \(site.id)"))
    }
    if roots.isEmpty {
      for (number, site) in inventory.sites.enumerated() where site.kind == .pop {
        roots.append((site.location, Int32(number), "site \(site.id)"))
      }
    }
    for position in positions {
      roots.append((position, -1, "the given start \(position.x),\(position.y)"))
    }
    for root in roots {
      if let obstacle = obstacles.obstacle(at: root.position) {
        throw .rootInObstacle(root: root.name, obstacle: obstacle.name ?? obstacle.id.rawValue)
      }
      guard let line = search.line(from: root.position, within: rules.drop.maxLengthMetres)
      else { throw .rootOutOfReach(root: root.name, metres: rules.drop.maxLengthMetres) }
      let node = draft.node(at: root.position)
      addLink(from: node, line, pieces: 0)
      draft.roots.append(TrenchGraph.Root(node: node, site: root.site))
    }
  }
}
