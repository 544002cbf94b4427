import AccessNetwork
import Geospatial
import SteinerTrees

/// The chosen edges of the trench graph, and what is proven about them.
///
/// Conduits and PoPs take so many dwellings and no more: where the cheapest network would overload
/// one, what exceeds its room is hung up elsewhere (``Relief``). The bound is that of the search
/// without rooms, so it holds for any plan. Where the objective leaves homes out, rooms are kept for
/// those it has chosen, and what no longer serves it then goes.
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
  /// What every plan costs at least that reaches, or earns, as much.
  private(set) var lowerBoundInCents: Int64 = 0
  /// How near it comes to what is sought.
  private(set) var result: ObjectiveResult?
  /// What the user should know about choices made on the way.
  private(set) var notes: [String] = []
  /// The Steiner tree problem of the first search.
  private(set) var problem: SteinerInstance?

  /// Finds the network; where it is not to be solved only the problem is stated.
  init(
    _ graph: TrenchGraph, _ inventory: Inventory, rules: PlanningRules, threads: Int,
    timeLimit: Duration? = nil, objective: PlanObjective = .all, solves: Bool = true
  ) throws(PlanningError) {
    isServed = [Bool](repeating: false, count: graph.entries.count)
    failures = []
    let clock = ContinuousClock()
    let start = clock.now
    let options = Self.effort(rules, edges: graph.edges.count, threads, timeLimit)
    let search = try ObjectiveSearch(objective, graph, inventory, rules, options)
    var graph = graph
    if objective != .all, graph.roots.isEmpty, !graph.edges.contains(where: { $0.kind == .conduit })
    {
      // To leave homes out there must be a place to begin: the best one for all of them.
      let whole = try NetworkDesign(
        graph, inventory, rules: rules, threads: threads, timeLimit: timeLimit)
      (graph.roots, notes) = (whole.roots, whole.notes)
    }
    var bound: ObjectiveSearch.Bound?
    /// How many homes more than a quota are sought, for want of room for others.
    var extra: Int64 = 0
    let attachments = Reachability.attachments(graph)
    var closed: Set<Int32> = []
    while true {
      let parts = Reachability(graph) { !closed.contains(Int32($0)) }
      roots = chooseRoots(graph, parts, notes: bound == nil)
      let isInReach = Self.nodesInReach(graph, parts, roots, attachments)
      for number in graph.entries.indices {
        isServed[number] = attachments[number].contains { isInReach[Int($0)] }
      }
      let usable = graph.edges.enumerated().map { number, edge in
        isInReach[Int(edge.from)] && !closed.contains(Int32(number))
      }
      let instance = instance(graph, usable)
      if closed.isEmpty { problem = instance.instance }
      guard solves else { return }
      let answer = try search.answer(instance, graph, entries: servedNumbers, extra: extra)
      edges = answer.edges
      if closed.isEmpty { bound = bound ?? answer.bound }
      if roots.isEmpty { placeRoot(graph, inventory) }
      let rooms = Rooms(graph, inventory, rules.conduits, roots: roots)
      let first = NetworkFlow(graph, inventory, edges: edges, roots: roots)
      keepServed(first, graph)
      let overloaded = rooms.overloaded(first)
      let scarce = Set(overloaded.map { first.parentEdge[Int($0)] }.filter { $0 >= 0 })
      var givenUp: [Int32] = []
      if !overloaded.isEmpty {
        let relief = Relief(
          graph, inventory, rooms, usable: usable, roots: roots, mustServe: objective == .all,
          isOver: { timeLimit.map { clock.now - start > $0 } ?? false })
        let outcome = try Self.relieved(
          relief, graph, edges, reaching: servedEntries(graph), scarce, options)
        if graph.roots.isEmpty && !outcome.givenUp.isEmpty {
          // Nobody has said where the conduits are fed: a full one is fed at both its ends.
          closed.formUnion(scarce)
          continue
        }
        (edges, givenUp) = (outcome.edges, outcome.givenUp)
        noteRelief(scarce, hasFullPoP: overloaded.contains { first.parentEdge[Int($0)] < 0 })
      }
      for entry in givenUp { isServed[Int(entry)] = false }
      if objective != .all, !overloaded.isEmpty {
        // What has become dearer may no longer be worth it.
        if let missing = try trim(graph, inventory, search) {
          extra += missing
          continue
        }
      }
      let all = Self.nodesInReach(graph, Reachability(graph) { _ in true }, roots, attachments)
      let choice =
        objective == .all
        ? servedNumbers
        : graph.entries.indices.filter { attachments[$0].contains { all[Int($0)] } }
      if !closed.isEmpty || objective == .all && !givenUp.isEmpty {
        // The bound is to hold for what can be served in the end, with every conduit at hand.
        let open = NetworkInstance(
          graph, costs: graph.edges.map { all[Int($0.from)] ? $0.costInCents : -1 },
          entries: choice.map { graph.entries[$0].node }, roots: roots.map(\.node))
        bound = try search.answer(open, graph, entries: choice).bound
      }
      costInCents = graph.cost(of: edges)
      let outcome = search.result(
        bound ?? answer.bound, costInCents: costInCents, inReach: choice, isServed: isServed)
      (result, lowerBoundInCents) = (outcome.result, outcome.lowerBoundInCents)
      // Whom a full conduit leaves out is helped by what is reached without it.
      let full = scarce.union(closed)
      let withRoom = Reachability(graph) { !full.contains(Int32($0)) }
      if objective != .all {
        explainChoice(graph, inventory, search, closed: full, but: givenUp)
      }
      explainFailures(
        graph, inventory,
        givenUp.isEmpty ? isInReach : Self.nodesInReach(graph, withRoom, roots, attachments),
        noRoom: givenUp, conduitsClosed: !closed.isEmpty, rules)
      return
    }
  }

  /// The problem of reaching what is served over some edges.
  private func instance(_ graph: TrenchGraph, _ usable: [Bool]) -> NetworkInstance {
    NetworkInstance(
      graph, costs: graph.edges.indices.map { usable[$0] ? graph.edges[$0].costInCents : -1 },
      entries: servedEntries(graph), roots: roots.map(\.node))
  }

  private var servedNumbers: [Int] { isServed.indices.filter { isServed[$0] } }

  private func servedEntries(_ graph: TrenchGraph) -> [Int32] {
    servedNumbers.map { graph.entries[$0].node }
  }

  /// Of the entries in reach those are served that the network reaches.
  private mutating func keepServed(_ flow: NetworkFlow, _ graph: TrenchGraph) {
    for (number, entry) in graph.entries.enumerated() where flow.rootOf[Int(entry.node)] < 0 {
      isServed[number] = false
    }
  }

  /// Takes out of the network what does not serve the objective; rooms that hold still do then.
  ///
  /// - Returns: how many homes are missing to a quota, where they are.
  private mutating func trim(
    _ graph: TrenchGraph, _ inventory: Inventory, _ search: ObjectiveSearch
  ) throws(PlanningError) -> Int64? {
    let entries = servedNumbers
    if case .quota(let quota) = search.objective {
      let homes = entries.reduce(0) { $0 + search.homes[$1] }
      if homes < quota { return quota - homes }
    }
    let isChosen = Set(edges)
    let costs = graph.edges.indices.map {
      isChosen.contains(Int32($0)) ? graph.edges[$0].costInCents : -1
    }
    let own = NetworkInstance(
      graph, costs: costs, entries: entries.map { graph.entries[$0].node },
      roots: roots.map(\.node))
    edges = try search.answer(own, graph, entries: entries).edges
    keepServed(NetworkFlow(graph, inventory, edges: edges, roots: roots), graph)
    return nil
  }

  /// For each node whether the network can come there: from the roots, or, with none, from the part
  /// with the most entries.
  private static func nodesInReach(
    _ graph: TrenchGraph, _ parts: Reachability, _ roots: [TrenchGraph.Root],
    _ attachments: [[Int32]]
  ) -> [Bool] {
    var homes = Set(roots.map { parts.component[Int($0.node)] })
    if homes.isEmpty, let largest = largestPart(parts, attachments) { homes = [largest] }
    return parts.component.map { homes.contains($0) }
  }

  /// The best of several networks in which every room holds: branches moved in the cheapest one, or
  /// everything sought anew without the full conduits; and the rest of the better one sought anew around
  /// the branches that stay in them, as long as that saves anything.
  private static func relieved(
    _ relief: Relief, _ graph: TrenchGraph, _ edges: [Int32], reaching homes: [Int32],
    _ scarce: Set<Int32>, _ options: SteinerOptions
  ) throws(PlanningError) -> Relief.Outcome {
    // Where the time is limited, little of it goes into what is only a candidate.
    var options = options
    if options.timeLimit != nil {
      options.proves = false
      options.rounds = 1
    }
    var best: Relief.Outcome?
    /// Takes what is better than the best so far.
    func take(_ outcome: Relief.Outcome?) -> Bool {
      guard let outcome, best.map({ outcome.precedes($0, graph) }) ?? true else { return false }
      best = outcome
      return true
    }
    func seekAnew(keepingBranchesOf kept: [Int32]) -> Bool {
      take(
        relief.soughtAnew(
          keepingBranchesOf: kept, without: scarce, reaching: homes, options: options))
    }
    var fault: PlanningError?
    do {
      _ = take(try relief.relieved(edges))
    } catch {
      fault = error
    }
    if !scarce.isEmpty && (best == nil || !relief.isOver()) {
      _ = seekAnew(keepingBranchesOf: [])
      if best?.givenUp.isEmpty != true {
        _ = take(relief.soughtWithoutOverflow(of: scarce, reaching: homes, options: options))
      }
      while let kept = best?.edges, !relief.isOver(), seekAnew(keepingBranchesOf: kept) {}
    }
    if let best { return best }
    throw fault ?? .hardLimit("the rooms of conduits and PoPs cannot be kept.")
  }

  private mutating func noteRelief(_ scarce: Set<Int32>, hasFullPoP: Bool) {
    // Said once, however often a network is sought.
    notes.removeAll { $0.hasPrefix("a PoP was full") || $0.hasPrefix("conduits with too little") }
    if hasFullPoP {
      notes.append("a PoP was full: what it cannot serve hangs on the next one with room")
    }
    if !scarce.isEmpty {
      notes.append(
        "conduits with too little room for all who would use them are used up to their room; "
          + "the others take another way")
    }
  }

  /// The effort that the rules ask of the solver for a graph of so many edges.
  static func effort(
    _ rules: PlanningRules, edges: Int, _ threads: Int, _ timeLimit: Duration?
  ) -> SteinerOptions {
    var options = SteinerOptions()
    options.proves = timeLimit != nil || edges <= rules.optimiser.provenEdges
    options.rounds = options.proves ? SteinerOptions.provingRounds : rules.optimiser.rounds
    if timeLimit == nil {
      // A town takes seconds.
      options.largestLinearPart = 4_000
      options.labelLimit = 200_000
      options.searchesTrees = !options.proves
    }
    options.threads = threads
    options.timeLimit = timeLimit
    return options
  }

  /// The PoPs; without one, a place on each connected part of the conduits that has room.
  private mutating func chooseRoots(
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

  // MARK: Districts

  /// By district what every network that serves the same homes spends at least on what lies there; for
  /// a single one the bound on the whole.
  ///
  /// - Complexity: that of dual ascent; nothing where there are no districts.
  func districtBounds(_ graph: TrenchGraph, _ inventory: Inventory) throws -> [String?: Int64] {
    let index = AreaIndex(inventory.areas, kind: "district")
    guard !edges.isEmpty, inventory.areas.contains(where: { $0.kind == "district" }) else {
      return [nil: lowerBoundInCents]
    }
    var names: [String?: Int32] = [:]
    let classes = graph.edges.indices.map { edge in
      let name = index.name(at: graph.middle(of: edge))
      let number = names[name] ?? Int32(names.count)
      names[name] = number
      return number
    }
    if names.count == 1 { return names.mapValues { _ in lowerBoundInCents } }
    let problem = try ServedProblem(
      graph, entries: servedEntries(graph), edges: edges, roots: roots.map(\.node))
    let bounds = problem.lowerBounds(of: classes, count: names.count)
    return names.mapValues { bounds[Int($0)] }
  }

  // MARK: What is not reached

  /// Says of the homes that the objective leaves out what it would add to reach them.
  private mutating func explainChoice(
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
      "nothing is built: the first connection would cost \(least.inEuro)"
        + (search.objective == .profit
          ? ", and no home or group of them brings in what it costs" : ""))
  }

  private mutating func explainFailures(
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

extension Int64 {
  /// Cents as euro.
  var inEuro: String {
    "\(self / 100).\(self % 100 < 10 ? "0" : "")\(self % 100) euro"
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
