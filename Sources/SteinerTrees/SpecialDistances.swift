import Graphs

/// Upper bounds on the special distance (bottleneck Steiner distance) between nodes.
///
/// The special distance of two nodes is the least length that suffices to walk from one to the other
/// in hops from terminal to terminal: no hop is longer. It is bounded by the shortest path, searched
/// in the neighbourhood alone, and by the ways over the nearest terminals of both nodes and the
/// spanning tree between them, whose longest edge on the way is the hop that counts.
///
/// Sources: Duin and Volgenant 1989; Polzin and Vahdati Daneshmand 2001, section 3.1.
struct SpecialDistances {
  /// How many terminals are known by node.
  private static let nearCount = 4
  /// How many nodes a neighbourhood holds at most.
  private static let hoodSize = 32
  /// How many edges are looked at for a neighbourhood at most.
  private static let hoodEdgeLimit = 200
  /// How many neighbourhoods are kept at most.
  private static let cacheLimit = 1 << 17

  private let problem: Problem
  /// By node, `nearCount` places each: the nearest terminals, nearest first; −1 where there are fewer.
  private var nearTerminals: [Int32]
  private var nearDistances: [Int64]
  private let bottlenecks: Bottlenecks

  // Shortest distances around a node, computed when first asked for.
  private var cachedNode: [Int32]
  private var cachedHood: [[Near]]
  private var distance: [Int64]
  private var touched: [Int32] = []
  private var heap = BinaryHeap()

  private struct Near {
    let node: Int32
    let distance: Int64
  }

  /// - Complexity: O(m log n); memory O(n).
  init(_ problem: Problem) {
    self.problem = problem
    let count = problem.graph.nodeCount
    nearTerminals = [Int32](repeating: -1, count: count * Self.nearCount)
    nearDistances = [Int64](repeating: .max, count: count * Self.nearCount)
    bottlenecks = Bottlenecks(problem)
    cachedNode = [Int32](repeating: -1, count: min(count, Self.cacheLimit))
    cachedHood = [[Near]](repeating: [], count: cachedNode.count)
    distance = [Int64](repeating: .max, count: count)
    findNearTerminals()
  }

  /// The nearest terminals of all nodes in one sweep, in which each node is passed on once for each.
  private mutating func findNearTerminals() {
    let graph = problem.graph
    // A label is one terminal at one node: heap entries carry the label's number.
    var labels: [(node: Int32, terminal: Int32)] = []
    for terminal in problem.terminals {
      heap.insert(Int32(labels.count), key: 0)
      labels.append((terminal, terminal))
    }
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      let (node, terminal) = labels[Int(entry.node)]
      let places = Int(node) * Self.nearCount..<(Int(node) + 1) * Self.nearCount
      guard
        let free = places.first(where: { nearTerminals[$0] < 0 || nearTerminals[$0] == terminal }),
        nearTerminals[free] < 0
      else { continue }
      nearTerminals[free] = terminal
      nearDistances[free] = entry.key
      for index in graph.slotRange(node) {
        let slot = graph.slots[index]
        let last = (Int(slot.neighbour) + 1) * Self.nearCount - 1
        if nearTerminals[last] >= 0 { continue }
        heap.insert(Int32(labels.count), key: entry.key + problem.costs[Int(slot.edge)])
        labels.append((slot.neighbour, terminal))
      }
    }
  }

  /// An upper bound on the special distance of two nodes; of no use, and maximal, from a limit on.
  mutating func between(_ a: Int32, _ b: Int32, below limit: Int64) -> Int64 {
    if a == b { return 0 }
    let known = overTerminals(a, b)
    return min(known, nearby(a, b, below: min(limit, known)))
  }

  /// Whether the special distance of two nodes is proven to be below a limit.
  mutating func isBelow(_ limit: Int64, _ a: Int32, _ b: Int32) -> Bool {
    a == b || overTerminals(a, b) < limit || nearby(a, b, below: limit) < limit
  }

  private func overTerminals(_ a: Int32, _ b: Int32) -> Int64 {
    var best = Int64.max
    for first in Int(a) * Self.nearCount..<(Int(a) + 1) * Self.nearCount {
      let reach = nearDistances[first]
      if reach >= best { break }
      for second in Int(b) * Self.nearCount..<(Int(b) + 1) * Self.nearCount {
        let hop = max(reach, nearDistances[second])
        if hop >= best { break }
        best = min(
          best,
          max(hop, bottlenecks.between(nearTerminals[first], nearTerminals[second], above: hop)))
      }
    }
    return best
  }

  /// The shortest path where it lies within the neighbourhood of one of the two.
  private mutating func nearby(_ a: Int32, _ b: Int32, below limit: Int64) -> Int64 {
    for (from, to) in [(a, b), (b, a)] {
      let place = cacheHood(of: from)
      for near in cachedHood[place] {
        if near.node == to { return near.distance }
        // Whoever is not among the nearer ones is no nearer.
        if near.distance >= limit { return .max }
      }
    }
    return .max
  }

  private mutating func cacheHood(of node: Int32) -> Int {
    let place = Int(node) % cachedNode.count
    if cachedNode[place] != node {
      cachedNode[place] = node
      cachedHood[place] = hood(of: node)
    }
    return place
  }

  private mutating func hood(of node: Int32) -> [Near] {
    let graph = problem.graph
    var hood: [Near] = []
    hood.reserveCapacity(Self.hoodSize)
    heap.removeAll()
    distance[Int(node)] = 0
    touched.append(node)
    heap.insert(node, key: 0)
    var edgesLeft = Self.hoodEdgeLimit
    while !heap.isEmpty, hood.count < Self.hoodSize {
      let entry = heap.removeFirst()
      if entry.key != distance[Int(entry.node)] { continue }
      hood.append(Near(node: entry.node, distance: entry.key))
      edgesLeft -= graph.slotRange(entry.node).count
      if edgesLeft < 0 { break }
      for index in graph.slotRange(entry.node) {
        let slot = graph.slots[index]
        let length = entry.key + problem.costs[Int(slot.edge)]
        guard length < distance[Int(slot.neighbour)] else { continue }
        if distance[Int(slot.neighbour)] == .max { touched.append(slot.neighbour) }
        distance[Int(slot.neighbour)] = length
        heap.insert(slot.neighbour, key: length)
      }
    }
    for node in touched { distance[Int(node)] = .max }
    touched.removeAll(keepingCapacity: true)
    return hood
  }
}

/// The longest edge on the way between two terminals in the spanning tree of terminal distances.
///
/// The tree's edges are joined cheapest first, the smaller set under the larger one, and each set
/// remembers at which length it was joined: a way between two terminals climbs from both until they
/// meet.
private struct Bottlenecks {
  private var parent: [Int32]
  private var length: [Int64]

  init(_ problem: Problem) {
    let graph = problem.graph
    let voronoi = VoronoiDiagram(problem, around: problem.terminals)
    var links: [(length: Int64, edge: Int32)] = []
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.tails[edge]), Int(graph.heads[edge]))
      guard voronoi.base[a] >= 0, voronoi.base[b] >= 0, voronoi.base[a] != voronoi.base[b] else {
        continue
      }
      links.append(
        (voronoi.distance[a] + problem.costs[edge] + voronoi.distance[b], Int32(edge)))
    }
    links.sort { ($0.length, $0.edge) < ($1.length, $1.edge) }
    parent = [Int32](0..<Int32(graph.nodeCount))
    length = [Int64](repeating: .max, count: graph.nodeCount)
    var size = [Int32](repeating: 1, count: graph.nodeCount)
    for link in links {
      var a = top(of: voronoi.base[Int(graph.tails[Int(link.edge)])])
      var b = top(of: voronoi.base[Int(graph.heads[Int(link.edge)])])
      if a == b { continue }
      if size[Int(a)] > size[Int(b)] { swap(&a, &b) }
      parent[Int(a)] = b
      length[Int(a)] = link.length
      size[Int(b)] += size[Int(a)]
    }
  }

  private func top(of node: Int32) -> Int32 {
    var node = node
    while parent[Int(node)] != node { node = parent[Int(node)] }
    return node
  }

  /// The longest edge on the way; nothing is said of ways whose edges are all up to a limit.
  ///
  /// - Complexity: O(log n).
  func between(_ a: Int32, _ b: Int32, above limit: Int64) -> Int64 {
    var (a, b) = (a, b)
    var longest: Int64 = limit
    // Lengths rise on the way up, so that whoever stands at the shorter one may always climb.
    while a != b {
      if length[Int(a)] > length[Int(b)] { swap(&a, &b) }
      if parent[Int(a)] == a { return .max }
      longest = max(longest, length[Int(a)])
      a = parent[Int(a)]
    }
    return longest
  }
}
