import Geospatial
import NetworkModel
import Rules

/// Step 3: drops to buildings, and the crossings that they may need.
extension TrenchGraphBuilder {
  /// A point on a rail at which a building is connected.
  private struct Attachment {
    let rail: Int32
    /// The distance along the rail, in metres.
    let at: Double
    let node: Int32
  }

  /// Connects each building to the rails near it.
  ///
  /// - Returns: the edges of the street network along which buildings are connected.
  mutating func connectBuildings(_ entries: [BuildingEntry], _ names: StreetNames) -> Set<Int32> {
    var builtUpEdges: Set<Int32> = []
    var attachments: [Attachment] = []
    for entry in entries {
      let lines: [ConnectionSearch.Line]
      do {
        lines = try search.lines(
          from: entry.position, streetName: names.ofAddress[Int(entry.addresses[0])])
      } catch {
        reportUnconnected(entry, error)
        continue
      }
      let node = draft.node(at: entry.position, plane: .buildingEntry)
      draft.entries.append(TrenchGraph.Entry(node: node, addresses: entry.addresses))
      let isLaid = isDropLaid(entry.addresses)
      for (rank, line) in lines.enumerated() {
        let attachment = rails.cut(line.rail, at: line.at, in: &draft)
        draft.addEdge(
          from: attachment, to: node, via: line.points.reversed().dropFirst().dropLast(),
          TrenchGraphDraft.Properties(
            kind: .drop, surface: rules.drop.surface,
            subject: rails.streetOfRail[Int(line.rail)])
        ) { isLaid ? pricing.laidDrop : pricing.drop($0, crossings: line.crossings) }
        builtUpEdges.insert(rails[line.rail].edge)
        if rank == 0 {
          attachments.append(Attachment(rail: line.rail, at: line.at, node: attachment))
        }
      }
    }
    for attachment in attachments { addCrossing(at: attachment) }
    return builtUpEdges
  }

  /// Adds a crossing of the carriageway to the rail on the opposite side of the street.
  private mutating func addCrossing(at attachment: Attachment) {
    let pair = streets.sides.railsOfEdge[Int(rails[attachment.rail].edge)]
    guard pair.second >= 0 else { return }
    let opposite = pair.first == attachment.rail ? pair.second : pair.first
    let chainage = rails[attachment.rail].chainage(at: attachment.at)
    let wanted = rails[opposite].at(chainage: chainage).at
    // Two homes that face each other share one crossing.
    let near = rails[opposite].cuts
      .filter { abs($0.at - wanted) <= rules.network.sharedCrossingMetres }
      .min { (abs($0.at - wanted), $0.node) < (abs($1.at - wanted), $1.node) }
    let node = near?.node ?? rails.cut(opposite, at: wanted, in: &draft)
    addCrossingEdge(
      from: attachment.node, to: node, street: rails.streetOfRail[Int(opposite)],
      kind: .crossing)
  }

  /// Adds an edge across a carriageway, unless an obstacle makes it impossible.
  mutating func addCrossingEdge(
    from: Int32, to: Int32, street number: Int32, kind: TrenchSegment.Kind
  ) {
    let street = inventory.streets[Int(number)]
    let surface = carriagewaySurface(street)
    let situation = Pricing.Situation(
      surface: surface, streetClass: street.streetClass, onStructure: street.isOnStructure,
      isCrossing: true, isBuiltUp: true, isPrivate: street.isPrivate)
    let points = [draft.nodes[Int(from)], draft.nodes[Int(to)]]
    let passages = obstacles.passages(along: points, level: street.structureLevel)
    guard passages.allSatisfy(\.isPossible) else { return }
    let bored = passages.reduce(0) { $0 + $1.to - $1.from }
    draft.addEdge(
      from: from, to: to,
      TrenchGraphDraft.Properties(kind: kind, surface: surface, subject: number)
    ) {
      pricing.trench(
        $0, situation, bored: (bored, passages.count),
        pieces: rules.catalogue.pieces.crossing.cents)
    }
  }

  /// Records that a building has no drop, with the reason and the cheapest remedy.
  private mutating func reportUnconnected(
    _ entry: BuildingEntry, _ failure: ConnectionSearch.Failure
  ) {
    let hit = search.nearestRail(to: entry.position)
    let distance = hit?.distance ?? 0
    let catalogue = rules.catalogue
    let reason: PlanException.Reason
    let remedy: Remedy
    var cost = pricing.drop(distance).cents
    let metres = Int(distance.rounded(.up))
    switch failure {
    case .nothingInReach:
      reason = .noStreetInReach
      remedy = hit == nil ? .streetSurvey : .privateTrench(metres: metres)
      if hit == nil { cost = 0 }
    case .blockedByBuilding:
      reason = .enclosedByBuildings
      remedy = .buildingPassage(metres: metres)
      cost += catalogue.pieces.buildingPassage.cents
    case .blockedByObstacle:
      reason = .behindObstacle
      remedy = .bore(metres: metres)
      let rate = catalogue.trench.bore.values.map(\.euroPerMetre).max() ?? 0
      cost += Pricing.cents(distance * rate) + catalogue.pieces.borePits.cents
    }
    for address in entry.addresses {
      draft.unconnected.append(
        TrenchGraph.Unconnected(
          address: address, reason: reason, remedy: remedy, fixCostInCents: cost))
    }
  }
}
