import Graphs
import NetworkModel
import SteinerTrees

/// Changes a network so that no conduit and no PoP serves more dwellings than its capacity allows.
///
/// As long as a capacity is exceeded, one subtree is moved to another part of the network: the one
/// with the least additional cost for each dwelling by which it reduces the excess. After that,
/// subtrees are moved while this reduces the cost. A conduit therefore serves the homes for which
/// another connection would be most expensive.
struct CapacityRepair {
  /// A network that satisfies all capacities.
  struct Outcome {
    var edges: [Int32]
    /// The entries that cannot be served for lack of capacity.
    var unserved: [Int32] = []

    /// Whether it is better: it serves more homes, or as many at lower cost.
    func precedes(_ other: Outcome, _ graph: TrenchGraph) -> Bool {
      unserved.count != other.unserved.count
        ? unserved.count < other.unserved.count
        : graph.cost(of: edges) < graph.cost(of: other.edges)
    }
  }

  /// The limits of a repair.
  struct Limits {
    /// Whether the plan is impossible if a PoP cannot serve all its homes; otherwise homes are left
    /// out.
    let mustServe: Bool
    /// Whether the time limit is reached.
    ///
    /// Capacities are still satisfied then, but the cost is not reduced further.
    let isOver: () -> Bool
  }

  private let graph: TrenchGraph
  private let inventory: Inventory
  private let usable: [Bool]
  private let capacity: NetworkCapacity
  private let capacityOfRoots: NetworkCapacity
  private let roots: [TrenchGraph.Root]
  private let limits: Limits

  /// Prepares a repair that uses only usable edges.
  init(
    _ graph: TrenchGraph, _ inventory: Inventory, _ capacity: NetworkCapacity, usable: [Bool],
    roots: [TrenchGraph.Root], limits: Limits
  ) {
    self.graph = graph
    self.inventory = inventory
    self.usable = usable
    self.capacity = capacity
    capacityOfRoots = capacity.ofRootsOnly
    self.roots = roots
    self.limits = limits
  }

  private func flow(_ edges: [Int32]) -> NetworkFlow {
    NetworkFlow(graph, inventory, edges: edges, roots: roots)
  }

  // MARK: The best of several networks

  /// The best of several networks that satisfy all capacities.
  ///
  /// The candidates are the given network after moving subtrees, and networks that are solved again
  /// without the conduits whose capacity is exceeded. As long as it reduces the cost, the network
  /// is solved again around the subtrees that remain connected through those conduits.
  ///
  /// - Parameters:
  ///   - edges: a network that exceeds capacities.
  ///   - homes: the nodes of the entries to be served.
  ///   - scarce: the conduits whose capacity is exceeded.
  ///   - options: the effort of the solver.
  /// - Returns: the best candidate.
  /// - Throws: ``PlanningError/capacitiesUnsatisfiable`` if no candidate satisfies all capacities.
  func best(
    of edges: [Int32], reaching homes: [Int32], without scarce: Set<Int32>,
    _ options: SteinerOptions
  ) throws(PlanningError) -> Outcome {
    var best: Outcome?
    /// Keeps an outcome if it is better than the best so far, and returns whether it is.
    func keep(_ outcome: Outcome?) -> Bool {
      guard let outcome, best.map({ outcome.precedes($0, graph) }) ?? true else { return false }
      best = outcome
      return true
    }
    func keepSolvedAgain(around kept: [Int32]) -> Bool {
      keep(
        solvedAgain(
          keepingSubtreesOf: kept, without: scarce, reaching: homes, options: options))
    }
    var fault: PlanningError?
    do {
      _ = keep(try repaired(edges))
    } catch {
      fault = error
    }
    if !scarce.isEmpty && (best == nil || !limits.isOver()) {
      _ = keepSolvedAgain(around: [])
      if best?.unserved.isEmpty != true {
        _ = keep(solvedWithoutExcess(of: scarce, reaching: homes, options: options))
      }
      while let kept = best?.edges, !limits.isOver(), keepSolvedAgain(around: kept) {}
    }
    if let best { return best }
    throw fault ?? .capacitiesUnsatisfiable
  }

  // MARK: Moving subtrees

  /// Moves subtrees until all capacities are satisfied, and then while this reduces the cost.
  ///
  /// The first phase ends, because every move reduces an excess and causes no other excess. Moves
  /// away from a PoP are an exception: they may exceed the capacity of conduits. They are still
  /// finite in number, because repairing a conduit never returns dwellings to a PoP at capacity.
  ///
  /// - Complexity: O(m log n) for each move.
  /// - Throws: ``PlanningError/popOverCapacity(pop:capacity:dwellings:)`` if no move is left, a PoP
  ///   exceeds its capacity and all homes must be served.
  private func repaired(_ edges: [Int32]) throws(PlanningError) -> Outcome {
    var outcome = Outcome(edges: edges)
    while true {
      let flow = flow(outcome.edges)
      guard let full = capacity.overloaded(flow).first else { break }
      // PoPs are repaired first, as if conduits were unlimited.
      var moves = moves(flow, flow.hasParent(full) ? capacity : capacityOfRoots)
      if let move = moves.cheapestRelief(of: full) {
        outcome.edges = applying(move, to: outcome.edges)
      } else if limits.mustServe, !flow.hasParent(full) {
        let root = Int(flow.rootOf[Int(full)])
        throw .popOverCapacity(
          pop: name(of: roots[root]), capacity: Int(capacity.ofRoot[root]),
          dwellings: Int(flow.dwellings[Int(full)]))
      } else {
        leaveOutHome(below: full, flow, &outcome)
      }
    }
    while !limits.isOver(), reduceCost(of: &outcome.edges) {}
    return outcome
  }

  private func name(of root: TrenchGraph.Root) -> String {
    root.site >= 0 ? "site \(inventory.sites[Int(root.site)].id)" : "the PoP"
  }

  /// Performs all moves that reduce the cost and do not interfere with each other.
  ///
  /// - Returns: whether the cost was reduced.
  private func reduceCost(of edges: inout [Int32]) -> Bool {
    var best = flow(edges)
    var moves = moves(best, capacity)
    var hasSaved = false
    for move in moves.savings() where edges.contains(move.cut) {
      let changed = applying(move, to: edges)
      let flow = flow(changed)
      guard graph.cost(of: changed) < graph.cost(of: edges), capacity.overloaded(flow).isEmpty,
        graph.entries.allSatisfy({
          (flow.rootOf[Int($0.node)] >= 0) == (best.rootOf[Int($0.node)] >= 0)
        })
      else { continue }
      (edges, best, hasSaved) = (changed, flow, true)
    }
    return hasSaved
  }

  private func moves(_ flow: NetworkFlow, _ capacity: NetworkCapacity) -> SubtreeMoves {
    SubtreeMoves(graph, usable: usable, capacity, flow)
  }

  private func applying(_ move: SubtreeMoves.Move, to edges: [Int32]) -> [Int32] {
    withoutDeadEnds(Set(edges).subtracting([move.cut]).union(move.path).sorted())
  }

  /// Leaves out one home in the subtree of a node that exceeds its capacity: the one that reduces
  /// the excess most, and of several the one with the most expensive drop.
  private func leaveOutHome(below full: Int32, _ flow: NetworkFlow, _ outcome: inout Outcome) {
    let excess = flow.dwellings[Int(full)] - capacity.of(full, flow)
    var best: (dwellings: Int, cents: Int64, entry: Int32, cut: Int32)?
    for (number, entry) in graph.entries.enumerated() {
      let cut = flow.parentEdge[Int(entry.node)]
      guard cut >= 0, isInSubtree(entry.node, of: full, flow) else { continue }
      let useful = min(excess, flow.dwellings[Int(entry.node)])
      let cents = graph.edges[Int(cut)].costInCents
      if let best, (best.dwellings, best.cents) >= (useful, cents) { continue }
      best = (useful, cents, Int32(number), cut)
    }
    guard let best, best.dwellings > 0 else {
      preconditionFailure("a capacity is exceeded by homes without dwellings")
    }
    outcome.unserved.append(best.entry)
    outcome.edges = withoutDeadEnds(outcome.edges.filter { $0 != best.cut })
  }

  private func isInSubtree(_ node: Int32, of top: Int32, _ flow: NetworkFlow) -> Bool {
    var node = node
    while node != top {
      guard flow.hasParent(node) else { return false }
      node = flow.parent(of: node, graph)
    }
    return true
  }

  /// Removes edges that lead to no entry.
  private func withoutDeadEnds(_ edges: [Int32]) -> [Int32] {
    let flow = flow(edges)
    var isNeeded = graph.nodes.indices.map { graph.isEntry(Int32($0)) }
    var kept: [Int32] = []
    for node in flow.order.reversed() where isNeeded[Int(node)] && flow.hasParent(node) {
      kept.append(flow.parentEdge[Int(node)])
      isNeeded[Int(flow.parent(of: node, graph))] = true
    }
    return kept.sorted()
  }
}

// MARK: Solving again

extension CapacityRepair {
  /// The network solved again without some conduits, but keeping the subtrees of a network that are
  /// connected through one of them.
  ///
  /// - Returns: `nil` if the other homes cannot be reached without the conduits.
  private func solvedAgain(
    keepingSubtreesOf edges: [Int32], without scarce: Set<Int32>, reaching homes: [Int32],
    options: SteinerOptions
  ) -> Outcome? {
    let flow = flow(edges)
    var isKept = [Bool](repeating: false, count: graph.nodes.count)
    var kept: [Int32] = []
    // The nodes from which kept subtrees start. They must be reached as well.
    var joints: Set<Int32> = []
    for node in flow.order where flow.hasParent(node) {
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
    return try? repaired((answer.edges + kept).sorted())
  }

  /// The network solved repeatedly, each time without all conduits whose capacity was exceeded.
  ///
  /// If many conduits are too small, new trenches beside them serve homes for which no subtree can
  /// be moved.
  ///
  /// - Returns: `nil` if the homes cannot be reached without the conduits.
  private func solvedWithoutExcess(
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
      let over = capacity.overloaded(flow).map { flow.parentEdge[Int($0)] }.filter { $0 >= 0 }
      if over.isEmpty { return try? repaired(answer.edges) }
      closed.formUnion(over)
    }
  }
}
