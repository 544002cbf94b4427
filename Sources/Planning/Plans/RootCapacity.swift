import AccessNetwork
import Geospatial
import Graphs

/// Sees to it that no PoP serves more dwellings than it can.
///
/// Where the cheapest network overloads a PoP, a branch of its tree is cut off and joined to the tree of
/// a PoP with room, over the cheapest way between the two; of all branches the one that costs least
/// more. Repeated until every PoP holds what hangs on it.
struct RootCapacity {
  private let graph: TrenchGraph
  private let inventory: Inventory
  private let roots: [TrenchGraph.Root]
  private let usable: [Bool]
  private let whole: Graph

  init(
    _ graph: TrenchGraph, _ inventory: Inventory, roots: [TrenchGraph.Root], usable: [Bool]
  ) {
    self.graph = graph
    self.inventory = inventory
    self.roots = roots
    self.usable = usable
    whole = Graph(
      nodeCount: graph.nodes.count, tails: graph.edges.map(\.from), heads: graph.edges.map(\.to))
  }

  /// Whether any root has a limit at all.
  var isLimited: Bool { roots.contains { capacity(of: $0) != nil } }

  /// The edges with branches moved until every root holds what hangs on it.
  ///
  /// - Complexity: O(m log n) for each branch moved.
  /// - Throws: ``PlanningError/hardLimit(_:)`` naming the PoP where no move is left.
  func balanced(_ edges: [Int32]) throws(PlanningError) -> [Int32] {
    var edges = edges
    for _ in 0..<200 {
      let flow = NetworkFlow(graph, inventory, edges: edges, roots: roots)
      guard let full = roots.indices.first(where: { excess(of: $0, flow) > 0 }) else {
        return edges
      }
      guard let move = cheapestMove(from: full, flow) else {
        throw .hardLimit(
          "\(name(of: full)) can serve \(capacity(of: roots[full]) ?? 0) dwellings and would have "
            + "to serve \(flow.dwellings[Int(roots[full].node)]). "
            + "Mend: raise its capacity, or add a PoP with room near by.")
      }
      var chosen = Set(edges)
      chosen.remove(move.cut)
      for edge in move.path { chosen.insert(edge) }
      edges = withoutLooseEnds(chosen.sorted())
    }
    throw .hardLimit("the PoPs' capacities cannot be kept. Mend: raise them, or add a PoP.")
  }

  private func capacity(of root: TrenchGraph.Root) -> Int? {
    root.site >= 0 ? inventory.sites[Int(root.site)].capacity : nil
  }

  private func name(of root: Int) -> String {
    let site = roots[root].site
    return site >= 0 ? "site \(inventory.sites[Int(site)].id)" : "the PoP"
  }

  private func excess(of root: Int, _ flow: NetworkFlow) -> Int {
    guard let capacity = capacity(of: roots[root]) else { return 0 }
    return flow.dwellings[Int(roots[root].node)] - capacity
  }

  /// The branch whose move costs least more for what it relieves.
  private func cheapestMove(from full: Int, _ flow: NetworkFlow) -> (cut: Int32, path: [Int32])? {
    let over = excess(of: full, flow)
    let reached = waysFromRoomierTrees(full, flow)
    var best: (score: Double, cut: Int32, node: Int32)?
    for node in flow.order where flow.rootOf[Int(node)] == Int32(full) {
      guard let distance = reached.distance[node], let donor = reached.root[node] else { continue }
      let room = capacity(of: roots[Int(donor)]).map {
        $0 - flow.dwellings[Int(roots[Int(donor)].node)]
      }
      var branch = node
      while flow.parentEdge[Int(branch)] >= 0 {
        let load = flow.dwellings[Int(branch)]
        if let room, load > room { break }
        let cut = flow.parentEdge[Int(branch)]
        if load > 0 && graph.edges[Int(cut)].kind != .drop {
          let more = Double(max(0, distance - graph.edges[Int(cut)].costInCents))
          let score = (more + 1) / Double(min(load, over))
          if best.map({ (score, cut) < ($0.score, $0.cut) }) ?? true { best = (score, cut, node) }
        }
        branch = flow.parent(of: branch, graph)
      }
    }
    guard let best else { return nil }
    var path: [Int32] = []
    var node = best.node
    while let edge = reached.via[node] {
      path.append(edge)
      node =
        graph.edges[Int(edge)].from == node
        ? graph.edges[Int(edge)].to : graph.edges[Int(edge)].from
    }
    return (best.cut, path)
  }

  /// The cheapest ways from the trees with room to the nodes of the full one, over nothing else of it.
  private func waysFromRoomierTrees(_ full: Int, _ flow: NetworkFlow) -> (
    distance: [Int32: Int64], root: [Int32: Int32], via: [Int32: Int32]
  ) {
    var distance: [Int32: Int64] = [:]
    var root: [Int32: Int32] = [:]
    var via: [Int32: Int32] = [:]
    var heap = BinaryHeap()
    for node in flow.order {
      let own = flow.rootOf[Int(node)]
      guard own != Int32(full),
        excess(of: Int(own), flow) < 0 || capacity(of: roots[Int(own)]) == nil
      else { continue }
      distance[node] = 0
      root[node] = own
      heap.insert(node, key: 0)
    }
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      guard entry.key == distance[entry.node] else { continue }
      if entry.key > 0 && flow.rootOf[Int(entry.node)] >= 0 { continue }
      for index in whole.slotRange(entry.node) {
        let slot = whole.slots[index]
        let edge = graph.edges[Int(slot.edge)]
        guard usable[Int(slot.edge)], edge.kind != .drop else { continue }
        let length = entry.key + max(1, edge.costInCents)
        guard length < distance[slot.neighbour] ?? .max else { continue }
        distance[slot.neighbour] = length
        root[slot.neighbour] = root[entry.node]
        via[slot.neighbour] = slot.edge
        heap.insert(slot.neighbour, key: length)
      }
    }
    return (distance, root, via)
  }

  /// Edges that lead to no entry, once a branch has been cut, are not built.
  private func withoutLooseEnds(_ edges: [Int32]) -> [Int32] {
    var isNeeded = [Bool](repeating: false, count: graph.nodes.count)
    for entry in graph.entries { isNeeded[Int(entry.node)] = true }
    for root in roots { isNeeded[Int(root.node)] = true }
    var kept = edges
    while true {
      var degree = [Int32](repeating: 0, count: graph.nodes.count)
      for edge in kept {
        degree[Int(graph.edges[Int(edge)].from)] += 1
        degree[Int(graph.edges[Int(edge)].to)] += 1
      }
      let next = kept.filter { edge in
        let (a, b) = (Int(graph.edges[Int(edge)].from), Int(graph.edges[Int(edge)].to))
        return (degree[a] > 1 || isNeeded[a]) && (degree[b] > 1 || isNeeded[b])
      }
      if next.count == kept.count { return kept }
      kept = next
    }
  }
}
