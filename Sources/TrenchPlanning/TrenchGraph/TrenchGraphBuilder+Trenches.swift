import Geospatial
import NetworkModel
import Rules

/// Step 5: trenches along rails and across the arms of junctions.
extension TrenchGraphBuilder {
  /// Adds the stretches of all rails between their cuts.
  ///
  /// - Parameter builtUpEdges: the edges of the street network along which buildings are connected.
  mutating func addTrenches(builtUpEdges: Set<Int32>) {
    for (number, rail) in rails.rails.enumerated() {
      let street = rails.street(of: Int32(number))
      let surface = railSurface(street, side: rail.side)
      let situation = Pricing.Situation(
        surface: surface, streetClass: street.streetClass, onStructure: street.isOnStructure,
        isBuiltUp: builtUpEdges.contains(rail.edge), isPrivate: street.isPrivate)
      let passages = obstacles.passages(along: rail.points, level: street.structureLevel)
      let start = draft.node(at: rail.points[0])
      let end = draft.node(at: rail.points[rail.points.count - 1])
      for stretch in rail.stretches(from: start, to: end) {
        guard let bored = Self.bored(stretch, passages) else { continue }
        draft.addEdge(
          from: stretch.from, to: stretch.to,
          via: Array(rail.vertices(between: stretch.start, and: stretch.end)),
          TrenchGraphDraft.Properties(
            kind: street.isPrivate ? .private : .streetSide, side: rail.side, surface: surface,
            subject: rails.streetOfRail[number])
        ) { pricing.trench($0, situation, bored: bored) }
      }
    }
  }

  /// The length and the number of bores in a stretch of a rail; `nil` if one of them is impossible.
  ///
  /// A bore that spans several stretches is counted in the stretch in which it starts.
  private static func bored(
    _ stretch: Rail.Stretch, _ passages: [ObstacleIndex.Passage]
  ) -> (metres: Double, count: Int)? {
    var bored = (metres: 0.0, count: 0)
    for passage in passages {
      let overlap = min(passage.to, stretch.end) - max(passage.from, stretch.start)
      guard overlap > 0 else { continue }
      guard passage.isPossible else { return nil }
      bored.metres += overlap
      if passage.from >= stretch.start && passage.from < stretch.end { bored.count += 1 }
    }
    return bored
  }

  /// Adds the crossings of the arms of junctions.
  mutating func addJunctionCrossings() {
    for mouth in streets.sides.mouths {
      addCrossingEdge(
        from: draft.node(at: mouth.from), to: draft.node(at: mouth.to),
        street: streets.street(ofEdge: mouth.edge), kind: .junction)
    }
  }
}
