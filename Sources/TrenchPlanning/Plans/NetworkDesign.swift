import Geospatial
import NetworkModel
import Rules
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
  var roots: [TrenchGraph.Root] = []
  /// For each entry whether it is reached.
  private(set) var isServed: [Bool]
  /// Entries not reached: their number, why and what would help.
  var failures: [(entry: Int32, reason: PlanException.Reason, fix: String, cents: Int64)]
  private(set) var costInCents: Int64 = 0
  /// What every plan costs at least that reaches, or earns, as much.
  private(set) var lowerBoundInCents: Int64 = 0
  /// How near it comes to what is sought.
  private(set) var result: ObjectiveResult?
  /// What the user should know about choices made on the way.
  var notes: [String] = []
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
    let options = Self.effort(
      rules, edges: graph.edges.count, threads, timeLimit, choosesHomes: objective != .all)
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
    var full = (conduits: false, pop: false)
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
      let flow = NetworkFlow(graph, inventory, edges: edges, roots: roots)
      keepServed(flow, graph)
      let overloaded = rooms.overloaded(flow)
      let scarce = Set(overloaded.map { flow.parentEdge[Int($0)] }.filter { $0 >= 0 })
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
        for entry in givenUp { isServed[Int(entry)] = false }
        full = (
          conduits: !scarce.isEmpty, pop: overloaded.contains { flow.parentEdge[Int($0)] < 0 }
        )
        // What has become dearer may no longer be worth it.
        if objective != .all, let missing = try trim(graph, inventory, search) {
          extra += missing
          continue
        }
      }
      noteFull(conduits: full.conduits, pop: full.pop)
      try conclude(
        graph, inventory, rules, search, bound ?? answer.bound, attachments,
        Shortage(isInReach: isInReach, scarce: scarce, closed: closed, givenUp: givenUp))
      return
    }
  }

  /// What there was no room for.
  private struct Shortage {
    /// For each node whether the network could come there.
    let isInReach: [Bool]
    /// The conduits that are used up to their room.
    let scarce: Set<Int32>
    /// Those that are not used at all.
    let closed: Set<Int32>
    /// The entries that nothing else reaches.
    let givenUp: [Int32]
  }

  /// Says what is proven of the network, and why others are not reached.
  private mutating func conclude(
    _ graph: TrenchGraph, _ inventory: Inventory, _ rules: PlanningRules,
    _ search: ObjectiveSearch, _ bound: ObjectiveSearch.Bound, _ attachments: [[Int32]],
    _ shortage: Shortage
  ) throws(PlanningError) {
    let all = Self.nodesInReach(graph, Reachability(graph) { _ in true }, roots, attachments)
    let isForAll = search.objective == .all
    let choice =
      isForAll
      ? servedNumbers
      : graph.entries.indices.filter { attachments[$0].contains { all[Int($0)] } }
    var bound = bound
    if !shortage.closed.isEmpty || isForAll && !shortage.givenUp.isEmpty {
      // The bound is to hold for what can be served in the end, with every conduit at hand.
      let open = NetworkInstance(
        graph, costs: graph.edges.map { all[Int($0.from)] ? $0.costInCents : -1 },
        entries: choice.map { graph.entries[$0].node }, roots: roots.map(\.node))
      bound = try search.answer(open, graph, entries: choice).bound
    }
    costInCents = graph.cost(of: edges)
    let outcome = search.result(
      bound, costInCents: costInCents, inReach: choice, isServed: isServed)
    (result, lowerBoundInCents) = (outcome.result, outcome.lowerBoundInCents)
    // Whom a full conduit leaves out is helped by what is reached without it.
    let full = shortage.scarce.union(shortage.closed)
    explainChoice(graph, inventory, search, closed: full, but: shortage.givenUp)
    let withRoom = Reachability(graph) { !full.contains(Int32($0)) }
    explainFailures(
      graph, inventory,
      shortage.givenUp.isEmpty
        ? shortage.isInReach : Self.nodesInReach(graph, withRoom, roots, attachments),
      noRoom: shortage.givenUp, conduitsClosed: !shortage.closed.isEmpty, rules)
  }

  /// The problem of reaching what is served over some edges.
  private func instance(_ graph: TrenchGraph, _ usable: [Bool]) -> NetworkInstance {
    NetworkInstance(
      graph, costs: graph.edges.indices.map { usable[$0] ? graph.edges[$0].costInCents : -1 },
      entries: servedEntries(graph), roots: roots.map(\.node))
  }

  private var servedNumbers: [Int] { isServed.indices.filter { isServed[$0] } }

  func servedEntries(_ graph: TrenchGraph) -> [Int32] {
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

  private mutating func noteFull(conduits: Bool, pop: Bool) {
    if pop {
      notes.append("a PoP was full: what it cannot serve hangs on the next one with room")
    }
    if conduits {
      notes.append(
        "conduits with too little room for all who would use them are used up to their room; "
          + "the others take another way")
    }
  }

  /// The effort that the rules ask of the solver for a graph of so many edges; where it also chooses whom
  /// to serve, a proof takes some five times the work.
  static func effort(
    _ rules: PlanningRules, edges: Int, _ threads: Int, _ timeLimit: Duration?,
    choosesHomes: Bool = false
  ) -> SteinerOptions {
    var options = SteinerOptions()
    options.proves =
      timeLimit != nil || edges * (choosesHomes ? 5 : 1) <= rules.optimiser.provenEdges
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
}
