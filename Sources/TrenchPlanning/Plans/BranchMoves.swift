import Graphs

/// The ways in which one branch of a network can be hung up elsewhere.
///
/// A move cuts a branch off and joins it to the rest over edges that the network does not use yet. To
/// find them all at once, the graph is divided among the nodes of the network by nearness over unused
/// edges (a Voronoi diagram, Mehlhorn 1988): an unused edge between two parts, and an unused drop, is
/// the middle of a way between two nodes of the network. Rooms are kept: a way through a conduit carries
/// no branch that is too large for it, and no branch is hung where what lies between there and the root
/// is full.
struct BranchMoves {
  /// A branch cut off at one edge and joined to the rest by others.
  struct Move {
    /// The edge between the branch and the node it hung on.
    let cut: Int32
    /// The unused edges that join it anew.
    let path: [Int32]
  }

  private let graph: TrenchGraph
  private let whole: Graph
  private let usable: [Bool]
  private let rooms: Rooms
  private let isEntry: [Bool]
  private let flow: NetworkFlow
  /// How many edges lie between a node and its root.
  private var depth: [Int32]
  /// Whether a node only joins two edges of the network, so that it goes when either does.
  private var isPassed: [Bool]
  // The division of the graph: the nearest node of the network, the way from there, and its room.
  private var base: [Int32]
  private var distance: [Int64]
  private var via: [Int32]
  private var room: [Int]

  /// Takes the trench graph, the same for searching, for each edge whether it may be chosen, the rooms,
  /// for each node whether it is an entry, and the network.
  init(
    _ graph: TrenchGraph, _ whole: Graph, usable: [Bool], _ rooms: Rooms, isEntry: [Bool],
    _ flow: NetworkFlow
  ) {
    self.graph = graph
    self.whole = whole
    self.usable = usable
    self.rooms = rooms
    self.isEntry = isEntry
    self.flow = flow
    let count = graph.nodes.count
    depth = [Int32](repeating: 0, count: count)
    var children = depth
    for node in flow.order where flow.parentEdge[Int(node)] >= 0 {
      let parent = flow.parent(of: node, graph)
      depth[Int(node)] = depth[Int(parent)] + 1
      children[Int(parent)] += 1
    }
    isPassed = [Bool](repeating: false, count: count)
    for node in flow.order where flow.parentEdge[Int(node)] >= 0 {
      isPassed[Int(node)] = children[Int(node)] == 1 && !isEntry[Int(node)]
    }
    base = [Int32](repeating: -1, count: count)
    distance = [Int64](repeating: .max, count: count)
    via = base
    room = [Int](repeating: .max, count: count)
  }

  // MARK: The best move

  /// The move that relieves an overloaded node at least cost for what it takes away.
  ///
  /// - Complexity: O(m log n), and the depth of the network for each way found.
  mutating func relief(of full: Int32) -> Move? {
    let over = flow.dwellings[Int(full)] - rooms.of(full, flow)
    let isWithin = subtree(of: full)
    let spare = spareRoom(besides: full, isWithin)
    let stop = flow.parentEdge[Int(full)] >= 0 ? flow.parent(of: full, graph) : full
    var best: (score: Double, move: Move)?
    // A near place with little room must not hide a far one with much.
    for wanted in Set([1, over, flow.dwellings[Int(full)]]).sorted() {
      divide(room: wanted) { isWithin[Int($0)] || spare[Int($0)] >= wanted }
      var found: (score: Double, cut: Int32, way: Way)?
      forEachWay { way in
        guard isWithin[Int(way.lower)], !isWithin[Int(way.upper)] else { return }
        forEachCut(of: way, below: stop) { node, saved in
          let load = flow.dwellings[Int(node)]
          guard load > 0, load <= spare[Int(way.upper)] else { return }
          let cut = flow.parentEdge[Int(node)]
          let score = Double(max(0, way.costInCents - saved) + 1) / Double(min(load, over))
          if let found, (found.score, found.cut, found.way.edge) <= (score, cut, way.edge) {
            return
          }
          found = (score, cut, way)
        }
      }
      guard let found, found.score < best?.score ?? .infinity else { continue }
      best = (found.score, Move(cut: found.cut, path: path(of: found.way)))
    }
    return best?.move
  }

  /// For each branch the move that saves most, where one saves anything; those that save most first.
  ///
  /// - Complexity: as ``relief(of:)``.
  mutating func savings() -> [Move] {
    divide(room: 1) { _ in true }
    var best: [Int32: (saving: Int64, way: Way)] = [:]
    forEachWay { way in
      let meeting = commonNode(way.lower, way.upper)
      forEachCut(of: way, below: meeting) { node, saved in
        let saving = saved - way.costInCents
        let cut = flow.parentEdge[Int(node)]
        guard saving > 0,
          best[cut].map({ (-saving, way.edge) < (-$0.saving, $0.way.edge) }) ?? true,
          flow.dwellings[Int(node)] <= spareRoom(from: way.upper, below: meeting)
        else { return }
        best[cut] = (saving, way)
      }
    }
    return best.sorted { (-$0.value.saving, $0.key) < (-$1.value.saving, $1.key) }
      .map { Move(cut: $0.key, path: path(of: $0.value.way)) }
  }

  // MARK: Room

  /// For each node outside a subtree how much more may hang on it if it comes from the subtree.
  private func spareRoom(besides full: Int32, _ isWithin: [Bool]) -> [Int] {
    var isAbove = [Bool](repeating: false, count: graph.nodes.count)
    var node = full
    isAbove[Int(node)] = true
    while flow.parentEdge[Int(node)] >= 0 {
      node = flow.parent(of: node, graph)
      isAbove[Int(node)] = true
    }
    var spare = [Int](repeating: 0, count: graph.nodes.count)
    for node in flow.order where !isWithin[Int(node)] && !isEntry[Int(node)] {
      let above =
        flow.parentEdge[Int(node)] >= 0 ? spare[Int(flow.parent(of: node, graph))] : Int.max
      // What moves hangs on the nodes above both places before and after.
      let own =
        isAbove[Int(node)] ? Int.max : rooms.of(node, flow) - flow.dwellings[Int(node)]
      spare[Int(node)] = min(above, own)
    }
    return spare
  }

  private func subtree(of top: Int32) -> [Bool] {
    var isWithin = [Bool](repeating: false, count: graph.nodes.count)
    isWithin[Int(top)] = true
    for node in flow.order where flow.parentEdge[Int(node)] >= 0 {
      if isWithin[Int(flow.parent(of: node, graph))] { isWithin[Int(node)] = true }
    }
    return isWithin
  }

  /// How much more may hang on a node without filling anything between it and a node above it.
  private func spareRoom(from node: Int32, below top: Int32?) -> Int {
    var spare = Int.max
    var node = node
    while node != top {
      spare = min(spare, rooms.of(node, flow) - flow.dwellings[Int(node)])
      guard flow.parentEdge[Int(node)] >= 0 else { break }
      node = flow.parent(of: node, graph)
    }
    return spare
  }

  /// The lowest node that both hang on; `nil` where they hang on different roots.
  private func commonNode(_ a: Int32, _ b: Int32) -> Int32? {
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

  // MARK: Ways

  /// A way over unused edges between two nodes of the network.
  private struct Way {
    /// The node of the branch that is to be moved.
    let lower: Int32
    /// The node it is to hang on.
    let upper: Int32
    /// The edge in the middle.
    let edge: Int32
    let costInCents: Int64
    /// How many dwellings its conduits carry.
    let room: Int
  }

  /// Divides the graph among the chosen nodes of the network; the others bar the way.
  private mutating func divide(room wanted: Int, among isChosen: (Int32) -> Bool) {
    for node in base.indices {
      base[node] = -1
      distance[node] = .max
      via[node] = -1
      room[node] = .max
    }
    var heap = BinaryHeap()
    for node in flow.order where !isEntry[Int(node)] && isChosen(node) {
      base[Int(node)] = node
      distance[Int(node)] = 0
      heap.insert(node, key: 0)
    }
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      guard entry.key == distance[Int(entry.node)] else { continue }
      for index in whole.slotRange(entry.node) {
        let slot = whole.slots[index]
        let (next, edge) = (Int(slot.neighbour), Int(slot.edge))
        guard usable[edge], !isEntry[next], flow.rootOf[next] < 0, rooms.ofEdge[edge] >= wanted
        else { continue }
        let length = entry.key + graph.edges[edge].costInCents
        guard length < distance[next] else { continue }
        base[next] = base[Int(entry.node)]
        distance[next] = length
        via[next] = slot.edge
        room[next] = min(room[Int(entry.node)], rooms.ofEdge[edge])
        heap.insert(slot.neighbour, key: length)
      }
    }
  }

  /// Hands over each way between two parts, in both directions, and each unused drop of a home that
  /// the network reaches.
  private func forEachWay(_ body: (Way) -> Void) {
    for (number, edge) in graph.edges.enumerated() where usable[number] {
      let (from, to) = (Int(edge.from), Int(edge.to))
      if flow.parentEdge[from] == Int32(number) || flow.parentEdge[to] == Int32(number) { continue }
      func way(from lower: Int32, to upper: Int32, _ cents: Int64, _ room: Int) {
        guard lower >= 0, upper >= 0, lower != upper else { return }
        body(
          Way(
            lower: lower, upper: upper, edge: Int32(number), costInCents: cents,
            room: min(room, rooms.ofEdge[number])))
      }
      if isEntry[to] || isEntry[from] {
        let (home, street) = isEntry[to] ? (to, from) : (from, to)
        guard flow.rootOf[home] >= 0, base[street] >= 0 else { continue }
        way(
          from: Int32(home), to: base[street], distance[street] + edge.costInCents, room[street])
      } else if base[from] >= 0 && base[to] >= 0 && base[from] != base[to] {
        let cents = distance[from] + edge.costInCents + distance[to]
        let narrowest = min(room[from], room[to])
        way(from: base[from], to: base[to], cents, narrowest)
        way(from: base[to], to: base[from], cents, narrowest)
      }
    }
  }

  /// Hands over the nodes above the lower end of a way, and below a given one, at which it can be cut
  /// off, with what is no longer needed then.
  private func forEachCut(
    of way: Way, below top: Int32?, _ body: (_ node: Int32, _ savedInCents: Int64) -> Void
  ) {
    var node = way.lower
    // Within the branch the way from its old top to its new one is walked in reverse.
    var limit = way.room
    while node != top, flow.parentEdge[Int(node)] >= 0, flow.dwellings[Int(node)] <= limit {
      let branch = node
      var saved: Int64 = 0
      repeat {
        let edge = Int(flow.parentEdge[Int(node)])
        saved += graph.edges[edge].costInCents
        if rooms.ofEdge[edge] < .max {
          limit = min(limit, rooms.ofEdge[edge] + flow.dwellings[Int(node)])
        }
        node = flow.parent(of: node, graph)
      } while node != top && isPassed[Int(node)]
      body(branch, saved)
      // Nobody digs through one house to reach the next.
      if isEntry[Int(way.lower)] { return }
    }
  }

  private func path(of way: Way) -> [Int32] {
    var path = [way.edge]
    for end in [graph.edges[Int(way.edge)].from, graph.edges[Int(way.edge)].to] {
      var node = end
      while via[Int(node)] >= 0 {
        let edge = graph.edges[Int(via[Int(node)])]
        path.append(via[Int(node)])
        node = edge.from == node ? edge.to : edge.from
      }
    }
    return path
  }
}
