import Geospatial
import NetworkModel
import Rules

/// The reasons why homes are not served, and the cheapest fixes.
extension TrenchSelector {
  /// Records the cost of connecting each home that the objective leaves out.
  ///
  /// - Parameters:
  ///   - closed: conduits that must not be used.
  ///   - unserved: entries that are left out for another reason.
  mutating func explainChoice(closed: Set<Int32>, except unserved: [Int32]) {
    let reason: PlanException.Reason
    switch search.objective {
    case .all: return
    case .profit: reason = .notProfitable
    case .budget: reason = .beyondBudget
    case .quota: reason = .beyondQuota
    }
    let connections = CheapestConnections(graph, from: flow().order) {
      !closed.contains(Int32($0))
    }
    var least: Int64?
    for (number, entry) in graph.entries.enumerated()
    where !selection.isServed[number] && !unserved.contains(Int32(number)) {
      guard let connection = connections.connection(to: entry.node) else { continue }
      least = min(least ?? .max, connection.costInCents)
      selection.failures.append(
        TrenchSelection.Failure(
          entry: Int32(number), reason: reason, remedy: connection.remedy,
          fixCostInCents: connection.costInCents))
    }
    guard let least, !selection.isServed.contains(true) else { return }
    selection.notes.append(
      .nothingBuilt(firstConnectionInCents: least, isForProfit: search.objective == .profit))
  }

  /// Records why the other homes are not served.
  ///
  /// - Parameters:
  ///   - isInReach: for each node, whether the network can reach it.
  ///   - unserved: entries that are left out for lack of capacity.
  ///   - allLackCapacity: whether all entries are left out for lack of capacity.
  mutating func explainFailures(
    _ isInReach: [Bool], lacksCapacity unserved: [Int32], allLackCapacity: Bool
  ) {
    let explained = Set(selection.failures.map(\.entry))
    let missing = graph.entries.indices.filter {
      !selection.isServed[$0] && !explained.contains(Int32($0))
    }
    guard !missing.isEmpty else { return }
    let reached = graph.nodes.indices.filter {
      graph.nodePlanes[$0] == NodePlane.ground.number && isInReach[$0]
    }.map { graph.nodes[$0] }
    let index = SpatialIndex(reached.map { Envelope($0, $0) })
    let pricing = Pricing(rules: rules)
    let situation = Pricing.Situation(
      surface: .asphalt, streetClass: .residential, isCrossing: true, isBuiltUp: true)
    for number in missing {
      let position = graph.nodes[Int(graph.entries[number].node)]
      let nearest = index.distanceToNearest(
        of: reached, from: position, startingWith: 100, below: 1_000_000)
      let lacksCapacity = allLackCapacity || unserved.contains(Int32(number))
      selection.failures.append(
        TrenchSelection.Failure(
          entry: Int32(number), reason: lacksCapacity ? .noCapacity : .island,
          remedy: nearest.map { .trenchToNetwork(metres: Int($0.rounded(.up))) } ?? .network,
          fixCostInCents: pricing.trench(nearest ?? 0, situation).cents))
    }
  }
}

extension SpatialIndex {
  /// The distance from a position to the nearest of the indexed points; `nil` if none is found.
  ///
  /// - Parameters:
  ///   - points: the indexed points.
  ///   - position: the position.
  ///   - radius: the first search radius in metres; it is multiplied by four until a point is
  ///     found.
  ///   - limit: the search radius stays below this limit, in metres.
  /// - Returns: the distance in metres.
  func distanceToNearest(
    of points: [Coordinate], from position: Coordinate, startingWith radius: Double,
    below limit: Double
  ) -> Double? {
    guard !points.isEmpty else { return nil }
    var radius = radius
    var nearest: Double?
    while nearest == nil && radius < limit {
      search(Envelope(position, position).expanded(by: radius)) { found in
        let distance = points[Int(found)].distance(to: position)
        if distance <= radius { nearest = min(nearest ?? .infinity, distance) }
      }
      radius *= 4
    }
    return nearest
  }
}
