import AccessNetwork
import Geospatial
import SteinerTrees

/// The chosen edges of the trench graph, and what is proven about them.
///
/// Conduits take so many dwellings and no more: where the cheapest network would overload one, that
/// conduit is closed and the network sought again. The bound stays that of the first search, which
/// had every conduit at hand, so it holds for any plan.
struct NetworkDesign {
  /// The chosen edges, ascending.
  private(set) var edges: [Int32] = []
  /// The nodes the network starts from.
  private(set) var roots: [TrenchGraph.Root] = []
  /// For each entry whether it is reached.
  private(set) var isServed: [Bool]
  /// Entries not reached: their number, why and what would help.
  private(set) var failures:
    [(entry: Int32, reason: PlanException.Reason, fix: String, cents: Int64)]
  private(set) var costInCents: Int64 = 0
  private(set) var lowerBoundInCents: Int64 = 0
  /// What the user should know about choices made on the way.
  private(set) var notes: [String] = []
  /// The Steiner tree problem of the first search.
  private(set) var problem: SteinerInstance?

  /// Finds the network; where it is not to be solved only the problem is stated.
  init(
    _ graph: TrenchGraph, _ inventory: Inventory, rules: PlanningRules, threads: Int,
    timeLimit: Duration? = nil, solves: Bool = true
  ) throws(PlanningError) {
    isServed = [Bool](repeating: false, count: graph.entries.count)
    failures = []
    let options = Self.effort(rules, edges: graph.edges.count, threads, timeLimit)
    var closed = [Bool](repeating: false, count: graph.edges.count)
    var isFirst = true
    let attachments = Reachability.attachments(graph)
    while true {
      let parts = Reachability(graph) { !closed[$0] }
      roots = chooseRoots(graph, parts, attachments, isFirst: isFirst)
      let rooted = Set(roots.map { parts.component[Int($0.node)] })
      let main = rooted.isEmpty ? Self.largestPart(parts, attachments) : nil
      func isInReach(_ node: Int32) -> Bool {
        let part = parts.component[Int(node)]
        return rooted.isEmpty ? part == main : rooted.contains(part)
      }
      var reached: [Int32] = []
      for (number, entry) in graph.entries.enumerated() {
        isServed[number] = attachments[number].contains(where: isInReach)
        if isServed[number] { reached.append(entry.node) }
      }
      let costs = graph.edges.enumerated().map { number, edge -> Int64 in
        closed[number] || !isInReach(edge.from) ? -1 : edge.costInCents
      }
      let instance = NetworkInstance(
        graph, costs: costs, entries: reached, roots: roots.map(\.node))
      if isFirst { problem = instance.instance }
      guard solves else { return }
      let answer: NetworkInstance.Answer
      do {
        answer = try instance.solve(options)
      } catch {
        preconditionFailure("an entry in reach is not reached: \(error)")
      }
      edges = answer.edges
      if isFirst { lowerBoundInCents = answer.lowerBoundInCents }
      if roots.isEmpty { placeRoot(graph, inventory) }
      let capacity = RootCapacity(
        graph, inventory, roots: roots, usable: costs.map { $0 >= 0 })
      if capacity.isLimited {
        let balanced = try capacity.balanced(edges)
        if balanced != edges && isFirst {
          notes.append("a PoP was full: what it cannot serve hangs on the next one with room")
        }
        edges = balanced
      }
      costInCents = edges.reduce(0) { $0 + graph.edges[Int($1)].costInCents }
      let flow = NetworkFlow(graph, inventory, edges: edges, roots: roots)
      let overloaded = flow.overloadedConduits(graph, inventory, rules)
      if overloaded.isEmpty {
        explainFailures(graph, inventory, parts, isInReach, closed.contains(true), rules)
        return
      }
      for edge in overloaded { closed[Int(edge)] = true }
      if isFirst {
        notes.append(
          "conduits with too little room for all who would use them are not used; trenches are dug instead"
        )
      }
      isFirst = false
    }
  }

  /// The effort that the rules ask of the solver for a graph of so many edges.
  static func effort(
    _ rules: PlanningRules, edges: Int, _ threads: Int, _ timeLimit: Duration?
  ) -> SteinerOptions {
    var options = SteinerOptions()
    options.proves = timeLimit != nil || edges <= rules.optimiser.provenEdges
    options.rounds = options.proves ? SteinerOptions.provingRounds : rules.optimiser.rounds
    if timeLimit == nil { options.largestLinearPart = 4_000 }
    options.threads = threads
    options.timeLimit = timeLimit
    return options
  }

  /// The PoPs; without one, a place on each connected part of the conduits that has room.
  private mutating func chooseRoots(
    _ graph: TrenchGraph, _ parts: Reachability, _ attachments: [[Int32]], isFirst: Bool
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
    if isFirst && !chosen.isEmpty {
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
  private mutating func placeRoot(_ graph: TrenchGraph, _ inventory: Inventory) {
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
        + "\(position.x.formatted3),\(position.y.formatted3)")
  }

  // MARK: What is not reached

  private mutating func explainFailures(
    _ graph: TrenchGraph, _ inventory: Inventory, _ parts: Reachability,
    _ isInReach: (Int32) -> Bool, _ conduitsClosed: Bool, _ rules: PlanningRules
  ) {
    let missing = graph.entries.indices.filter { !isServed[$0] }
    guard !missing.isEmpty else { return }
    let reachedNodes = graph.nodes.indices.filter {
      graph.nodeLevels[$0] == 0 && isInReach(Int32($0))
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
          Int32(number), conduitsClosed ? .noCapacity : .island,
          nearest == nil
            ? "a network to join: nothing else is reached"
            : "a trench of \(Int(metres.rounded(.up))) m to the nearest street with a network",
          pricing.trench(metres, situation).cents
        ))
    }
  }
}

extension Double {
  /// The number with three decimals.
  var formatted3: String {
    let thousandths = Int64((self * 1000).rounded())
    let sign = thousandths < 0 ? "-" : ""
    let rest = String(thousandths.magnitude % 1000)
    return
      "\(sign)\(thousandths.magnitude / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}
