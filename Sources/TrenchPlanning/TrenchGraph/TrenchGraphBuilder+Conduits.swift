import Geospatial
import NetworkModel
import Rules

/// Step 4: existing conduits with free capacity, and the points at which they can be entered.
extension TrenchGraphBuilder {
  /// Adds the conduits with free capacity as edges.
  ///
  /// They are connected to PoPs, to trenches at shafts, ends and openings, and to the existing
  /// drops of homes.
  mutating func connectConduits() {
    var conduits = ConduitNetwork(inventory, rules)
    guard !conduits.isEmpty else { return }
    connectSites(to: &conduits)
    let pieces = rules.catalogue.pieces
    for position in conduits.ends {
      enter(&conduits, at: conduitNode(at: position), position, pieces.shaftEntry.cents)
    }
    for course in conduits.courses.indices {
      let openings = conduits.openings(
        of: course, spacingMetres: rules.conduits.openingSpacingMetres)
      for opening in openings {
        let node = open(&conduits, opening)
        enter(&conduits, at: node, opening.point, pieces.conduitOpening.cents)
      }
    }
    connectHomes(to: &conduits)
    addEdges(of: conduits)
  }

  /// Connects existing sites at conduits: PoPs directly, shafts and cabinets through trenches.
  private mutating func connectSites(to conduits: inout ConduitNetwork) {
    for (number, site) in inventory.sites.enumerated() where site.isExisting {
      let hits = conduits.hits(around: site.location, within: rules.conduits.siteReachMetres)
      guard let hit = hits.first else { continue }
      let node = conduitNode(at: hit.point)
      conduits.cut(hit.rail, at: hit.at, node)
      if let root = draft.roots.first(where: { $0.site == Int32(number) }) {
        // The conduit may end beside the PoP; this edge closes the gap.
        draft.addEdge(
          from: root.node, to: node,
          TrenchGraphDraft.Properties(kind: .conduit, surface: nil, subject: -1)
        ) { pricing.pullIn($0) }
      } else {
        enter(&conduits, at: node, hit.point, rules.catalogue.pieces.shaftEntry.cents)
      }
    }
  }

  /// Opens surveyed works for each home, at the point nearest to it.
  ///
  /// A home with an existing drop is connected to the works at that point already.
  private mutating func connectHomes(to conduits: inout ConduitNetwork) {
    for (opening, entry, isLaid) in openings(of: conduits) {
      let node = open(&conduits, opening)
      if isLaid {
        draft.addEdge(
          from: node, to: entry,
          TrenchGraphDraft.Properties(kind: .drop, surface: rules.drop.surface, subject: -1)
        ) { _ in pricing.laidDrop }
      } else {
        enter(&conduits, at: node, opening.point, rules.catalogue.pieces.conduitOpening.cents)
      }
    }
  }

  /// For each home near surveyed works, the opening nearest to it, and whether its existing drop
  /// starts there.
  private func openings(
    of conduits: ConduitNetwork
  ) -> [(opening: ConduitNetwork.Opening, entry: Int32, isLaid: Bool)] {
    guard conduits.isSurveyed.contains(true) else { return [] }
    return draft.entries.compactMap { entry in
      let position = draft.nodes[Int(entry.node)]
      let hit = conduits.hits(around: position, within: rules.conduits.reachMetres)
        .first { conduits.isSurveyed[Int($0.rail)] }
      guard let hit else { return nil }
      let line = Segment(MillimetreKey(hit.point).coordinate, position)
      let isFree =
        buildings.obstruction(of: line, own: buildings.own(at: position)) == nil
        && line.length <= rules.drop.maxLengthMetres
      return (
        ConduitNetwork.Opening(course: hit.rail, at: hit.at, point: hit.point), entry.node,
        isFree && isDropLaid(entry.addresses)
      )
    }
  }

  /// Adds the stretches of all conduits between their cuts.
  private mutating func addEdges(of conduits: ConduitNetwork) {
    for (number, course) in conduits.courses.enumerated() {
      let ends = conduits.junctions(of: number)
      let from = conduitNode(at: ends.start)
      let to = conduitNode(at: ends.end)
      for stretch in course.stretches(from: from, to: to) {
        draft.addEdge(
          from: stretch.from, to: stretch.to,
          via: Array(course.vertices(between: stretch.start, and: stretch.end)),
          TrenchGraphDraft.Properties(
            kind: .conduit, surface: nil, subject: conduits.conduits[number])
        ) { conduits.isSurveyed[number] ? pricing.reuse($0) : pricing.pullIn($0) }
      }
    }
  }

  /// Enters a conduit from the nearest trench, at most once for each node.
  ///
  /// `cents` is the price of the opening or of the entry into the shaft.
  private mutating func enter(
    _ conduits: inout ConduitNetwork, at node: Int32, _ position: Coordinate, _ cents: Int64
  ) {
    guard conduits.entered.insert(node).inserted,
      let line = search.line(from: position, within: rules.conduits.reachMetres)
    else { return }
    addLink(from: node, line, pieces: cents)
  }

  /// Cuts a conduit at an opening and returns the node there.
  private mutating func open(
    _ conduits: inout ConduitNetwork, _ opening: ConduitNetwork.Opening
  ) -> Int32 {
    let node = conduitNode(at: opening.point)
    conduits.cut(opening.course, at: opening.at, node)
    return node
  }

  /// The node of a conduit at a position.
  ///
  /// It is not the node of a trench at the same position: entering the conduit has its own price.
  private mutating func conduitNode(at position: Coordinate) -> Int32 {
    draft.node(at: position, plane: .conduit)
  }
}
