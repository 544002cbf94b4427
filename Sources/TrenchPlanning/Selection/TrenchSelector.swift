import Geospatial
import NetworkModel
import Rules
import SteinerTrees

/// Chooses the trenches of a plan in rounds.
///
/// Each round solves the problem without capacities and then repairs the capacities that are
/// exceeded. A further round is needed in two cases:
/// - There is no PoP, and a conduit cannot serve all homes. The conduit is then closed, because it
///   is unknown from which end it is supplied.
/// - Homes were left out for lack of capacity, so that a quota is missed. More homes are then
///   required.
struct TrenchSelector {
  let graph: TrenchGraph
  let inventory: Inventory
  let rules: PlanningRules
  let search: ObjectiveSearch
  /// For each entry, the nodes at the other ends of its drops.
  private let attachments: [[Int32]]
  private let isOver: () -> Bool
  var selection: TrenchSelection
  /// The bound of the first round, in which all conduits may be used.
  private var bound: ObjectiveSearch.Bound?
  /// The number of homes required in addition to a quota.
  private var extraHomes: Int64 = 0
  /// The conduits that are not used at all.
  private var closed: Set<Int32> = []
  /// Whether the capacities of conduits or of a PoP were exceeded.
  private var exceeded = (conduits: false, pop: false)

  /// The best selection found.
  ///
  /// - Throws: ``PlanningError`` if a limit cannot be met.
  static func selection(_ task: SelectionTask) throws(PlanningError) -> TrenchSelection {
    var selector = try TrenchSelector(task)
    while try !selector.isFinishedAfterRound() {}
    return selector.selection
  }

  /// The Steiner tree problem of the first round.
  static func problem(_ task: SelectionTask) throws(PlanningError) -> SteinerInstance {
    var selector = try TrenchSelector(task)
    let isInReach = selector.findReach()
    return selector.instance(usable: selector.usableEdges(isInReach)).instance
  }

  private init(_ task: SelectionTask) throws(PlanningError) {
    let clock = ContinuousClock()
    let start = clock.now
    isOver = { task.timeLimit.map { clock.now - start > $0 } ?? false }
    inventory = task.inventory
    rules = task.rules
    search = try ObjectiveSearch(
      task.objective, task.graph, task.inventory, task.rules,
      TrenchSelection.effort(
        task.rules, edges: task.graph.edges.count, task.threads, task.timeLimit,
        choosesHomes: task.objective != .all))
    selection = TrenchSelection(
      isServed: [Bool](repeating: false, count: task.graph.entries.count))
    if task.objective != .all, task.graph.roots.isEmpty,
      !task.graph.edges.contains(where: { $0.kind == .conduit })
    {
      // Homes can only be left out if the network has a start: the best position for all homes.
      var whole = task
      whole.objective = .all
      let all = try Self.selection(whole)
      graph = task.graph.starting(from: all.roots)
      selection.notes = all.notes
    } else {
      graph = task.graph
    }
    attachments = Reachability.attachments(graph)
  }

  // MARK: Rounds

  /// Performs one round.
  ///
  /// - Returns: whether the selection is final.
  private mutating func isFinishedAfterRound() throws(PlanningError) -> Bool {
    let isInReach = findReach()
    let usable = usableEdges(isInReach)
    let answer = try search.answer(
      instance(usable: usable), graph, entries: selection.servedNumbers, extra: extraHomes)
    selection.edges = answer.edges
    if closed.isEmpty { bound = bound ?? answer.bound }
    if selection.roots.isEmpty {
      if let edge = loneConnection(usable: usable) {
        selection.edges = [edge]
        bound = .cost(graph.edges[Int(edge)].costInCents)
      }
      placeRoot()
    }
    let capacity = NetworkCapacity(graph, inventory, rules.conduits, roots: selection.roots)
    let flow = flow()
    keepServed(flow)
    let overloaded = capacity.overloaded(flow)
    let scarce = Set(overloaded.map { flow.parentEdge[Int($0)] }.filter { $0 >= 0 })
    var unserved: [Int32] = []
    if !overloaded.isEmpty {
      let outcome = try repaired(capacity, usable: usable, scarce)
      if graph.roots.isEmpty && !outcome.unserved.isEmpty {
        closed.formUnion(scarce)
        return false
      }
      selection.edges = outcome.edges
      unserved = outcome.unserved
      for entry in unserved { selection.isServed[Int(entry)] = false }
      exceeded = (!scarce.isEmpty, overloaded.contains { flow.parentEdge[Int($0)] < 0 })
      // Connections that have become more expensive may no longer be worthwhile.
      if search.objective != .all, let missing = try trim() {
        extraHomes += missing
        return false
      }
    }
    noteExceededCapacities()
    try conclude(
      bound ?? answer.bound,
      Shortage(isInReach: isInReach, scarce: scarce, unserved: unserved))
    return true
  }

  /// Chooses the roots, and marks the entries that can be reached as served.
  ///
  /// - Returns: for each node, whether the network can reach it.
  private mutating func findReach() -> [Bool] {
    let components = Reachability(graph) { !closed.contains(Int32($0)) }
    chooseRoots(components, addsNote: bound == nil)
    let isInReach = nodesInReach(components, attachments)
    for number in graph.entries.indices {
      selection.isServed[number] = attachments[number].contains { isInReach[Int($0)] }
    }
    return isInReach
  }

  private func usableEdges(_ isInReach: [Bool]) -> [Bool] {
    graph.edges.enumerated().map { number, edge in
      isInReach[Int(edge.from)] && !closed.contains(Int32(number))
    }
  }

  /// The problem of reaching the served entries over some edges.
  private func instance(usable: [Bool]) -> NetworkInstance {
    NetworkInstance(
      graph, costs: graph.edges.indices.map { usable[$0] ? graph.edges[$0].costInCents : -1 },
      entries: selection.servedEntries(graph), roots: selection.roots.map(\.node))
  }

  /// The chosen edges as a forest that starts from the roots.
  func flow() -> NetworkFlow {
    NetworkFlow(graph, inventory, edges: selection.edges, roots: selection.roots)
  }

  /// Marks entries that the network does not reach as not served.
  private mutating func keepServed(_ flow: NetworkFlow) {
    for (number, entry) in graph.entries.enumerated() where flow.rootOf[Int(entry.node)] < 0 {
      selection.isServed[number] = false
    }
  }

  /// Removes the parts of the network that do not contribute to the objective.
  ///
  /// Capacities that were satisfied before remain satisfied.
  ///
  /// - Returns: the number of homes missing to a quota, if any.
  private mutating func trim() throws(PlanningError) -> Int64? {
    let entries = selection.servedNumbers
    if case .quota(let quota) = search.objective {
      let homes = entries.reduce(0) { $0 + search.homes[$1] }
      if homes < quota { return quota - homes }
    }
    let isChosen = Set(selection.edges)
    let costs = graph.edges.indices.map {
      isChosen.contains(Int32($0)) ? graph.edges[$0].costInCents : -1
    }
    let chosen = NetworkInstance(
      graph, costs: costs, entries: entries.map { graph.entries[$0].node },
      roots: selection.roots.map(\.node))
    selection.edges = try search.answer(chosen, graph, entries: entries).edges
    keepServed(flow())
    return nil
  }

  // MARK: Capacities

  /// The best of several networks that satisfy all capacities.
  private func repaired(
    _ capacity: NetworkCapacity, usable: [Bool], _ scarce: Set<Int32>
  ) throws(PlanningError) -> CapacityRepair.Outcome {
    let repair = CapacityRepair(
      graph, inventory, capacity, usable: usable, roots: selection.roots,
      limits: CapacityRepair.Limits(mustServe: search.objective == .all, isOver: isOver))
    var options = search.options
    if options.timeLimit != nil {
      // Little of a limited time is spent on networks that are only candidates.
      options.proves = false
      options.rounds = 1
    }
    return try repair.best(
      of: selection.edges, reaching: selection.servedEntries(graph), without: scarce, options)
  }

  private mutating func noteExceededCapacities() {
    if exceeded.pop {
      selection.notes.append(.popAtCapacity)
    }
    if exceeded.conduits {
      selection.notes.append(.conduitsAtCapacity)
    }
  }

  // MARK: Result

  /// The capacity that was missing.
  private struct Shortage {
    /// For each node, whether the network can reach it.
    let isInReach: [Bool]
    /// The conduits that are used up to their capacity.
    let scarce: Set<Int32>
    /// The entries that cannot be served for lack of capacity.
    let unserved: [Int32]
  }

  /// Computes the cost, the bound, and the reasons why entries are not served.
  private mutating func conclude(
    _ firstBound: ObjectiveSearch.Bound, _ shortage: Shortage
  ) throws(PlanningError) {
    let all = nodesInReach(Reachability(graph) { _ in true }, attachments)
    let isForAll = search.objective == .all
    let candidates =
      isForAll
      ? selection.servedNumbers
      : graph.entries.indices.filter { attachments[$0].contains { all[Int($0)] } }
    var bound = firstBound
    if !closed.isEmpty || isForAll && !shortage.unserved.isEmpty {
      // The bound must hold for the homes that are served in the end, with all conduits.
      let open = NetworkInstance(
        graph, costs: graph.edges.map { all[Int($0.from)] ? $0.costInCents : -1 },
        entries: candidates.map { graph.entries[$0].node }, roots: selection.roots.map(\.node))
      bound = try search.answer(open, graph, entries: candidates).bound
    }
    selection.costInCents = graph.cost(of: selection.edges)
    let outcome = search.result(
      bound, costInCents: selection.costInCents, inReach: candidates,
      isServed: selection.isServed)
    selection.result = outcome.result
    selection.lowerBoundInCents = outcome.lowerBoundInCents
    let atCapacity = shortage.scarce.union(closed)
    explainChoice(closed: atCapacity, except: shortage.unserved)
    // Homes left out for lack of capacity are helped by a network without those conduits.
    let isInReach =
      shortage.unserved.isEmpty
      ? shortage.isInReach
      : nodesInReach(Reachability(graph) { !atCapacity.contains(Int32($0)) }, attachments)
    explainFailures(isInReach, lacksCapacity: shortage.unserved, allLackCapacity: !closed.isEmpty)
  }
}
