import Geospatial
import NetworkModel
import Rules
import TextFormats

/// Why homes are not reached, and what would help.
extension NetworkDesign {
  /// Says of the homes that the objective leaves out what it would add to reach them.
  mutating func explainChoice(
    _ graph: TrenchGraph, _ inventory: Inventory, _ search: ObjectiveSearch, closed: Set<Int32>,
    but givenUp: [Int32]
  ) {
    let reason: PlanException.Reason
    switch search.objective {
    case .all: return
    case .profit: reason = .notProfitable
    case .budget: reason = .beyondBudget
    case .quota: reason = .beyondQuota
    }
    let flow = NetworkFlow(graph, inventory, edges: edges, roots: roots)
    let ways = WaysToNetwork(graph, from: flow.order) { !closed.contains(Int32($0)) }
    var least: Int64?
    for (number, entry) in graph.entries.enumerated()
    where !isServed[number] && !givenUp.contains(Int32(number)) {
      guard let way = ways.way(to: entry.node) else { continue }
      least = min(least ?? .max, way.costInCents)
      failures.append((Int32(number), reason, way.description, way.costInCents))
    }
    guard let least, !isServed.contains(true) else { return }
    notes.append(
      "nothing is built: the first connection would cost \(NumberStyle.plain.text(units: least, places: 2)) euro"
        + (search.objective == .profit
          ? ", and no home or group of them brings in what it costs" : ""))
  }

  mutating func explainFailures(
    _ graph: TrenchGraph, _ inventory: Inventory, _ isInReach: [Bool], noRoom: [Int32],
    conduitsClosed: Bool, _ rules: PlanningRules
  ) {
    let explained = Set(failures.map(\.entry))
    let missing = graph.entries.indices.filter {
      !isServed[$0] && !explained.contains(Int32($0))
    }
    guard !missing.isEmpty else { return }
    let reachedNodes = graph.nodes.indices.filter {
      graph.nodeLevels[$0] == 0 && isInReach[$0]
    }
    let index = SpatialIndex(
      reachedNodes.map { Envelope(graph.nodes[$0], graph.nodes[$0]) })
    let pricing = Pricing(rules: rules)
    for number in missing {
      let position = graph.nodes[Int(graph.entries[number].node)]
      var nearest: Double?
      var reach = 100.0
      while nearest == nil && reach < 1_000_000 && !reachedNodes.isEmpty {
        index.search(Envelope(position, position).expanded(by: reach)) { found in
          let distance = graph.nodes[reachedNodes[Int(found)]].distance(to: position)
          if distance <= reach { nearest = min(nearest ?? .infinity, distance) }
        }
        reach *= 4
      }
      let metres = nearest ?? 0
      let situation = Pricing.Situation(
        surface: .asphalt, streetClass: .residential, isCrossing: true, isBuiltUp: true)
      failures.append(
        (
          Int32(number), conduitsClosed || noRoom.contains(Int32(number)) ? .noCapacity : .island,
          nearest == nil
            ? "a network to join: nothing else is reached"
            : "a trench of \(Int(metres.rounded(.up))) m to the nearest street with a network",
          pricing.trench(metres, situation).cents
        ))
    }
  }
}
