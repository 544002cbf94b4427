import Graphs
import NetworkModel
import SteinerTrees

/// Sees to it that no conduit and no PoP carries more than it has room for.
///
/// Where the cheapest network overloads one, branches are hung up elsewhere, each time the one that
/// costs least for what it takes away, until every room holds; then branches are moved as long as that
/// saves anything. So a conduit keeps those for whom another way would be dearest.
struct Relief {
  /// A network in which every room holds.
  struct Outcome {
    var edges: [Int32]
    /// The numbers of entries for which there is no room and no other way.
    var givenUp: [Int32] = []

    /// Whether it is better: fewer homes given up, or as many for less.
    func precedes(_ other: Outcome, _ graph: TrenchGraph) -> Bool {
      givenUp.count != other.givenUp.count
        ? givenUp.count < other.givenUp.count
        : graph.cost(of: edges) < graph.cost(of: other.edges)
    }
  }

  private let graph: TrenchGraph
  private let usable: [Bool]
  private let rooms: Rooms
  private let roomsOfPoPs: Rooms
  private let roots: [TrenchGraph.Root]
  /// Whether a PoP that is too full makes the plan impossible, or leaves homes out.
  private let mustServe: Bool
  private let whole: Graph
  private let isEntry: [Bool]
  /// Whether the time is spent: rooms are still kept then, but nothing more is saved.
  let isOver: () -> Bool
  private let flow: ([Int32]) -> NetworkFlow
  private let name: (TrenchGraph.Root) -> String

  /// Takes for each edge whether it may be chosen.
  init(
    _ graph: TrenchGraph, _ inventory: Inventory, _ rooms: Rooms, usable: [Bool],
    roots: [TrenchGraph.Root], mustServe: Bool, isOver: @escaping () -> Bool
  ) {
    self.graph = graph
    self.usable = usable
    self.rooms = rooms
    roomsOfPoPs = rooms.ofPoPs
    self.roots = roots
    self.mustServe = mustServe
    self.isOver = isOver
    whole = Graph(
      nodeCount: graph.nodes.count, tails: graph.edges.map(\.from), heads: graph.edges.map(\.to))
    var isEntry = [Bool](repeating: false, count: graph.nodes.count)
    for entry in graph.entries { isEntry[Int(entry.node)] = true }
    self.isEntry = isEntry
    flow = { NetworkFlow(graph, inventory, edges: $0, roots: roots) }
    name = { $0.site >= 0 ? "site \(inventory.sites[Int($0.site)].id)" : "the PoP" }
  }

  /// Moves branches until every room holds, and then as long as that saves anything.
  ///
  /// Every move takes dwellings from what is overloaded and overloads nothing else but, from a PoP,
  /// conduits, which never give anything back to a full PoP; so it ends.
  ///
  /// - Complexity: O(m log n) for each branch moved.
  /// - Throws: ``PlanningError/hardLimit(_:)`` naming the PoP where no move is left and all homes are
  ///   to be served.
  func relieved(_ edges: [Int32]) throws(PlanningError) -> Outcome {
    var outcome = Outcome(edges: edges)
    while true {
      let flow = flow(outcome.edges)
      guard let full = rooms.overloaded(flow).first else { break }
      // A PoP is relieved as if conduits took everything: they are relieved after it.
      var moves = moves(flow, flow.parentEdge[Int(full)] < 0 ? roomsOfPoPs : rooms)
      if let move = moves.relief(of: full) {
        outcome.edges = carriedOut(move, in: outcome.edges)
      } else if mustServe, flow.parentEdge[Int(full)] < 0 {
        let root = Int(flow.rootOf[Int(full)])
        throw .hardLimit(
          "\(name(roots[root])) can serve \(rooms.ofRoot[root]) dwellings and would have "
            + "to serve \(flow.dwellings[Int(full)]). "
            + "Fix: raise its capacity, or add a PoP with room near by.")
      } else {
        giveUp(beyond: full, flow, &outcome)
      }
    }
    while !isOver(), improve(&outcome.edges) {}
    return outcome
  }

  /// Carries out moves that save something: all that can be found at once, as far as one leaves the
  /// next as good as it was.
  ///
  /// - Returns: whether anything was saved.
  private func improve(_ edges: inout [Int32]) -> Bool {
    var best = flow(edges)
    var moves = moves(best, rooms)
    var hasSaved = false
    for move in moves.savings() where edges.contains(move.cut) {
      let changed = carriedOut(move, in: edges)
      let flow = flow(changed)
      guard graph.cost(of: changed) < graph.cost(of: edges), rooms.overloaded(flow).isEmpty,
        graph.entries.allSatisfy({
          (flow.rootOf[Int($0.node)] >= 0) == (best.rootOf[Int($0.node)] >= 0)
        })
      else { continue }
      (edges, best, hasSaved) = (changed, flow, true)
    }
    return hasSaved
  }

  /// The network sought anew without some conduits, except for the branches of a network that hang on
  /// one of them.
  ///
  /// - Returns: `nil` where the other homes cannot be reached without them.
  func soughtAnew(
    keepingBranchesOf edges: [Int32], without scarce: Set<Int32>, reaching homes: [Int32],
    options: SteinerOptions
  ) -> Outcome? {
    let flow = flow(edges)
    var isKept = [Bool](repeating: false, count: graph.nodes.count)
    var kept: [Int32] = []
    var joints: Set<Int32> = []
    for node in flow.order where flow.parentEdge[Int(node)] >= 0 {
      let (edge, parent) = (flow.parentEdge[Int(node)], flow.parent(of: node, graph))
      guard isKept[Int(parent)] || scarce.contains(edge) else { continue }
      isKept[Int(node)] = true
      kept.append(edge)
      if !isKept[Int(parent)] { joints.insert(parent) }
    }
    let costs = graph.edges.enumerated().map { number, edge in
      usable[number] && !scarce.contains(Int32(number)) && !isKept[Int(edge.from)]
        && !isKept[Int(edge.to)] ? edge.costInCents : -1
    }
    let rest = NetworkInstance(
      graph, costs: costs, entries: homes.filter { !isKept[Int($0)] }, joints: joints.sorted(),
      roots: roots.map(\.node))
    guard let answer = try? rest.solve(options) else { return nil }
    return try? relieved((answer.edges + kept).sorted())
  }

  /// The network sought anew without what overflows, and again without what then overflows: where many
  /// conduits are too small for all, digging beside them serves those for whom no branch can be moved.
  ///
  /// - Returns: `nil` where the homes cannot be reached so.
  func soughtWithoutOverflow(
    of scarce: Set<Int32>, reaching homes: [Int32], options: SteinerOptions
  ) -> Outcome? {
    var closed = scarce
    while true {
      let costs = graph.edges.enumerated().map { number, edge in
        usable[number] && !closed.contains(Int32(number)) ? edge.costInCents : -1
      }
      let instance = NetworkInstance(
        graph, costs: costs, entries: homes, roots: roots.map(\.node))
      guard let answer = try? instance.solve(options) else { return nil }
      let flow = flow(answer.edges)
      let over = rooms.overloaded(flow).map { flow.parentEdge[Int($0)] }.filter { $0 >= 0 }
      if over.isEmpty { return try? relieved(answer.edges) }
      closed.formUnion(over)
    }
  }

  private func moves(_ flow: NetworkFlow, _ rooms: Rooms) -> BranchMoves {
    BranchMoves(graph, whole, usable: usable, rooms, isEntry: isEntry, flow)
  }

  private func carriedOut(_ move: BranchMoves.Move, in edges: [Int32]) -> [Int32] {
    withoutLooseEnds(Set(edges).subtracting([move.cut]).union(move.path).sorted())
  }

  /// Leaves out one home behind a full conduit or PoP: the one with most dwellings that are too many, of
  /// several the one whose drop is dearest.
  private func giveUp(beyond full: Int32, _ flow: NetworkFlow, _ outcome: inout Outcome) {
    let over = flow.dwellings[Int(full)] - rooms.of(full, flow)
    var best: (dwellings: Int, cents: Int64, entry: Int32, cut: Int32)?
    for (number, entry) in graph.entries.enumerated() {
      let cut = flow.parentEdge[Int(entry.node)]
      guard cut >= 0, hangs(entry.node, on: full, flow) else { continue }
      let useful = min(over, flow.dwellings[Int(entry.node)])
      let cents = graph.edges[Int(cut)].costInCents
      if let best, (best.dwellings, best.cents) >= (useful, cents) { continue }
      best = (useful, cents, Int32(number), cut)
    }
    guard let best, best.dwellings > 0 else {
      preconditionFailure("a room is overloaded by homes without dwellings")
    }
    outcome.givenUp.append(best.entry)
    outcome.edges = withoutLooseEnds(outcome.edges.filter { $0 != best.cut })
  }

  private func hangs(_ node: Int32, on top: Int32, _ flow: NetworkFlow) -> Bool {
    var node = node
    while node != top {
      guard flow.parentEdge[Int(node)] >= 0 else { return false }
      node = flow.parent(of: node, graph)
    }
    return true
  }

  /// Edges that lead to no entry, once a branch has been cut, are not built.
  private func withoutLooseEnds(_ edges: [Int32]) -> [Int32] {
    let flow = flow(edges)
    var isNeeded = isEntry
    var kept: [Int32] = []
    for node in flow.order.reversed() where isNeeded[Int(node)] && flow.parentEdge[Int(node)] >= 0 {
      kept.append(flow.parentEdge[Int(node)])
      isNeeded[Int(flow.parent(of: node, graph))] = true
    }
    return kept.sorted()
  }
}
