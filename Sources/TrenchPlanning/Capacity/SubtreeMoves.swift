import Graphs

/// The ways in which a subtree of a network can be connected to another node of the network.
///
/// A move cuts a subtree off and connects it to the rest through edges that the network does not
/// use. To find all moves at once, the graph is divided into regions: each node belongs to the
/// region of the nearest node of the network, by distance over unused edges (a Voronoi diagram;
/// Mehlhorn 1988). Each unused edge between two regions, and each unused drop, is the middle of a
/// path between two nodes of the network. Capacities are satisfied: a path through a conduit
/// carries no subtree that exceeds its capacity, and no subtree is connected to a node without
/// enough free capacity between it and its root.
struct SubtreeMoves {
  /// The replacement of the edge above a subtree by other edges.
  struct Move {
    /// The edge between the subtree and the rest of the network.
    let cut: Int32
    /// The unused edges that connect the subtree to the rest.
    let path: [Int32]
  }

  private let graph: TrenchGraph
  private let usable: [Bool]
  private let capacity: NetworkCapacity
  private let flow: NetworkFlow
  /// For each node, the number of edges between it and its root.
  private var depth: [Int32]
  /// For each node, whether it only joins two edges of the network, so that removing one of them
  /// makes the other unnecessary.
  private var isPassed: [Bool]
  // The regions. For each node: the nearest node of the network, the distance from there, the last edge
  // of the path from there, and the capacity of the path.
  private var base: [Int32]
  private var distance: [Int64]
  private var via: [Int32]
  private var pathCapacity: [Int]

  /// Prepares moves that use only usable edges.
  init(
    _ graph: TrenchGraph, usable: [Bool], _ capacity: NetworkCapacity, _ flow: NetworkFlow
  ) {
    self.graph = graph
    self.usable = usable
    self.capacity = capacity
    self.flow = flow
    let count = graph.nodes.count
    depth = [Int32](repeating: 0, count: count)
    for node in flow.order where flow.hasParent(node) {
      depth[Int(node)] = depth[Int(flow.parent(of: node, graph))] + 1
    }
    let children = flow.childCounts(graph)
    isPassed = [Bool](repeating: false, count: count)
    for node in flow.order where flow.hasParent(node) {
      isPassed[Int(node)] = children[Int(node)] == 1 && !graph.isEntry(node)
    }
    base = [Int32](repeating: -1, count: count)
    distance = [Int64](repeating: .max, count: count)
    via = base
    pathCapacity = [Int](repeating: .max, count: count)
  }

  // MARK: The best moves

  /// The move away from a node at excess with the least additional cost for each dwelling by which
  /// it reduces the excess.
  ///
  /// - Complexity: O(m log n), and the depth of the network for each path found.
  mutating func cheapestRelief(of full: Int32) -> Move? {
    let excess = flow.dwellings[Int(full)] - capacity.of(full, flow)
    let isWithin = subtree(of: full)
    let spare = freeCapacity(outside: full, isWithin)
    let stop = flow.hasParent(full) ? flow.parent(of: full, graph) : full
    var best: (score: Double, move: Move)?
    // The nearest node may have little free capacity, and a more distant one much. Therefore the search
    // is repeated for several minimum capacities.
    for wanted in Set([1, excess, flow.dwellings[Int(full)]]).sorted() {
      findRegions(minimumCapacity: wanted) { isWithin[Int($0)] || spare[Int($0)] >= wanted }
      var found: (score: Double, cut: Int32, path: Path)?
      forEachPath { path in
        guard isWithin[Int(path.lower)], !isWithin[Int(path.upper)] else { return }
        forEachCut(of: path, below: stop) { node, saved in
          let load = flow.dwellings[Int(node)]
          guard load > 0, load <= spare[Int(path.upper)] else { return }
          let cut = flow.parentEdge[Int(node)]
          let score = Double(max(0, path.costInCents - saved) + 1) / Double(min(load, excess))
          if let found, (found.score, found.cut, found.path.edge) <= (score, cut, path.edge) {
            return
          }
          found = (score, cut, path)
        }
      }
      guard let found, found.score < best?.score ?? .infinity else { continue }
      best = (found.score, Move(cut: found.cut, path: edges(of: found.path)))
    }
    return best?.move
  }

  /// For each subtree that can be moved at lower cost, the move that saves most; sorted by
  /// descending saving.
  ///
  /// - Complexity: as ``cheapestRelief(of:)``.
  mutating func savings() -> [Move] {
    findRegions(minimumCapacity: 1) { _ in true }
    var best: [Int32: (saving: Int64, path: Path)] = [:]
    forEachPath { path in
      let meeting = lowestCommonAncestor(path.lower, path.upper)
      forEachCut(of: path, below: meeting) { node, saved in
        let saving = saved - path.costInCents
        let cut = flow.parentEdge[Int(node)]
        guard saving > 0,
          best[cut].map({ (-saving, path.edge) < (-$0.saving, $0.path.edge) }) ?? true,
          flow.dwellings[Int(node)] <= freeCapacity(from: path.upper, below: meeting)
        else { return }
        best[cut] = (saving, path)
      }
    }
    return best.sorted { (-$0.value.saving, $0.key) < (-$1.value.saving, $1.key) }
      .map { Move(cut: $0.key, path: edges(of: $0.value.path)) }
  }

  // MARK: Free capacity

  /// For each node outside a subtree, the number of dwellings that can be moved to it from the
  /// subtree.
  private func freeCapacity(outside full: Int32, _ isWithin: [Bool]) -> [Int] {
    var isAbove = [Bool](repeating: false, count: graph.nodes.count)
    var node = full
    isAbove[Int(node)] = true
    while flow.hasParent(node) {
      node = flow.parent(of: node, graph)
      isAbove[Int(node)] = true
    }
    var spare = [Int](repeating: 0, count: graph.nodes.count)
    for node in flow.order where !isWithin[Int(node)] && !graph.isEntry(node) {
      let above =
        flow.hasParent(node) ? spare[Int(flow.parent(of: node, graph))] : Int.max
      // A node above both the old and the new connection serves the dwellings before and after.
      let own =
        isAbove[Int(node)] ? Int.max : capacity.of(node, flow) - flow.dwellings[Int(node)]
      spare[Int(node)] = min(above, own)
    }
    return spare
  }

  private func subtree(of top: Int32) -> [Bool] {
    var isWithin = [Bool](repeating: false, count: graph.nodes.count)
    isWithin[Int(top)] = true
    for node in flow.order where flow.hasParent(node) {
      if isWithin[Int(flow.parent(of: node, graph))] { isWithin[Int(node)] = true }
    }
    return isWithin
  }

  /// The free capacity from a node up to, but excluding, a node above it, or up to its root.
  private func freeCapacity(from node: Int32, below top: Int32?) -> Int {
    var spare = Int.max
    var node = node
    while node != top {
      spare = min(spare, capacity.of(node, flow) - flow.dwellings[Int(node)])
      guard flow.hasParent(node) else { break }
      node = flow.parent(of: node, graph)
    }
    return spare
  }

  /// The lowest common ancestor of two nodes; `nil` if their roots differ.
  private func lowestCommonAncestor(_ a: Int32, _ b: Int32) -> Int32? {
    guard flow.rootOf[Int(a)] == flow.rootOf[Int(b)] else { return nil }
    var (a, b) = (a, b)
    while a != b {
      if depth[Int(a)] >= depth[Int(b)] {
        a = flow.parent(of: a, graph)
      } else {
        b = flow.parent(of: b, graph)
      }
    }
    return a
  }

  // MARK: Paths

  /// A path through unused edges between two nodes of the network.
  private struct Path {
    /// The node in the subtree to be moved.
    let lower: Int32
    /// The node to which the subtree is to be connected.
    let upper: Int32
    /// The edge between the two regions.
    let edge: Int32
    let costInCents: Int64
    /// The capacity of its conduits, in dwellings.
    let capacity: Int
  }

  /// Divides the graph into the regions of the chosen nodes of the network.
  ///
  /// Other nodes of the network belong to no region, and paths do not pass through them.
  ///
  /// - Parameters:
  ///   - wanted: conduits with less capacity are not used.
  ///   - isChosen: whether a node of the network has a region.
  private mutating func findRegions(
    minimumCapacity wanted: Int, around isChosen: (Int32) -> Bool
  ) {
    for node in base.indices {
      base[node] = -1
      distance[node] = .max
      via[node] = -1
      pathCapacity[node] = .max
    }
    var heap = BinaryHeap()
    for node in flow.order where !graph.isEntry(node) && isChosen(node) {
      base[Int(node)] = node
      distance[Int(node)] = 0
      heap.insert(node, key: 0)
    }
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      guard entry.key == distance[Int(entry.node)] else { continue }
      for index in graph.topology.slotRange(entry.node) {
        let slot = graph.topology.slots[index]
        let (next, edge) = (Int(slot.neighbour), Int(slot.edge))
        guard usable[edge], !graph.isEntry(slot.neighbour), flow.rootOf[next] < 0,
          capacity.ofEdge[edge] >= wanted
        else { continue }
        let length = entry.key + graph.edges[edge].costInCents
        guard length < distance[next] else { continue }
        base[next] = base[Int(entry.node)]
        distance[next] = length
        via[next] = slot.edge
        pathCapacity[next] = min(pathCapacity[Int(entry.node)], capacity.ofEdge[edge])
        heap.insert(slot.neighbour, key: length)
      }
    }
  }

  /// Passes on each path between two regions, in both directions, and each path through an unused
  /// drop of a served home.
  private func forEachPath(_ body: (Path) -> Void) {
    for (number, edge) in graph.edges.enumerated() where usable[number] {
      let (from, to) = (Int(edge.from), Int(edge.to))
      if flow.parentEdge[from] == Int32(number) || flow.parentEdge[to] == Int32(number) { continue }
      func path(from lower: Int32, to upper: Int32, _ cents: Int64, _ narrowest: Int) {
        guard lower >= 0, upper >= 0, lower != upper else { return }
        body(
          Path(
            lower: lower, upper: upper, edge: Int32(number), costInCents: cents,
            capacity: min(narrowest, capacity.ofEdge[number])))
      }
      if graph.isEntry(edge.to) || graph.isEntry(edge.from) {
        let (home, street) = graph.isEntry(edge.to) ? (to, from) : (from, to)
        guard flow.rootOf[home] >= 0, base[street] >= 0 else { continue }
        path(
          from: Int32(home), to: base[street], distance[street] + edge.costInCents,
          pathCapacity[street])
      } else if base[from] >= 0 && base[to] >= 0 && base[from] != base[to] {
        let cents = distance[from] + edge.costInCents + distance[to]
        let narrowest = min(pathCapacity[from], pathCapacity[to])
        path(from: base[from], to: base[to], cents, narrowest)
        path(from: base[to], to: base[from], cents, narrowest)
      }
    }
  }

  /// Passes on each node from the lower end of a path upwards, below a given node, at which a
  /// subtree can be cut off, with the cost of the edges that are then unnecessary.
  private func forEachCut(
    of path: Path, below top: Int32?, _ body: (_ node: Int32, _ savedInCents: Int64) -> Void
  ) {
    var node = path.lower
    // In the moved subtree, the edges between its old and its new top node change direction, so that
    // other dwellings are served through them.
    var limit = path.capacity
    while node != top, flow.hasParent(node), flow.dwellings[Int(node)] <= limit {
      let subtree = node
      var saved: Int64 = 0
      repeat {
        let edge = Int(flow.parentEdge[Int(node)])
        saved += graph.edges[edge].costInCents
        if capacity.ofEdge[edge] < .max {
          limit = min(limit, capacity.ofEdge[edge] + flow.dwellings[Int(node)])
        }
        node = flow.parent(of: node, graph)
      } while node != top && isPassed[Int(node)]
      body(subtree, saved)
      // A path does not pass through a building.
      if graph.isEntry(path.lower) { return }
    }
  }

  private func edges(of path: Path) -> [Int32] {
    var edges = [path.edge]
    for end in [graph.edges[Int(path.edge)].from, graph.edges[Int(path.edge)].to] {
      var node = end
      while via[Int(node)] >= 0 {
        edges.append(via[Int(node)])
        node = graph.otherEnd(of: via[Int(node)], from: node)
      }
    }
    return edges
  }
}
