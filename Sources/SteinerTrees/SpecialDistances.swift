import Graphs

/// Upper bounds on the special distance (bottleneck Steiner distance) between nodes.
///
/// Consider the walks between two nodes that consist of hops from terminal to terminal. The special
/// distance is the least length L for which there is such a walk without a hop longer than L. An
/// edge that is longer than the special distance of its ends is in no best tree.
///
/// The exact value is expensive to compute, so two upper bounds are used. The first is the length
/// of a shortest path, found by a search limited to a small neighbourhood. The second uses walks
/// that lead from each node to one of its nearest terminals, and along the minimum spanning tree of
/// terminal distances between these terminals; the longest hop on the walk counts.
///
/// Sources: Duin and Volgenant 1989; Polzin and Vahdati Daneshmand 2001, section 3.1.
struct SpecialDistances {
  /// The number of nearest terminals stored for each node.
  private static let nearCount = 4
  /// The maximum number of nodes in a neighbourhood.
  private static let neighbourhoodSize = 32
  /// The maximum number of edges examined for a neighbourhood.
  private static let neighbourhoodEdgeLimit = 200
  /// The maximum number of neighbourhoods stored.
  private static let cacheLimit = 1 << 17

  private let problem: Problem
  /// The nearest terminals of each node, nearest first, in `nearCount` consecutive entries; −1 if
  /// there are fewer.
  private var nearTerminals: [Int32]
  private var nearDistances: [Int64]
  private let bottlenecks: Bottlenecks

  // The neighbourhoods of nodes with shortest distances. A neighbourhood is computed when it is
  // first needed.
  private var cachedNode: [Int32]
  private var cachedNeighbourhood: [[Near]]
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
    cachedNeighbourhood = [[Near]](repeating: [], count: cachedNode.count)
    distance = [Int64](repeating: .max, count: count)
    findNearTerminals()
  }

  /// Finds the nearest terminals of all nodes by one run of Dijkstra's algorithm, in which a node
  /// is expanded once for each of its nearest terminals.
  private mutating func findNearTerminals() {
    let graph = problem.graph
    // A label is a pair of a node and a terminal. Heap entries contain the number of a label.
    var labels: [(node: Int32, terminal: Int32)] = []
    for terminal in problem.terminals {
      heap.insert(Int32(labels.count), key: 0)
      labels.append((terminal, terminal))
    }
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      let (node, terminal) = labels[Int(entry.node)]
      let slots = Int(node) * Self.nearCount..<(Int(node) + 1) * Self.nearCount
      guard
        let free = slots.first(where: { nearTerminals[$0] < 0 || nearTerminals[$0] == terminal }),
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

  /// An upper bound on the special distance of two nodes.
  ///
  /// If the bound is not below the limit, some value that is at least the limit is returned.
  mutating func between(_ a: Int32, _ b: Int32, below limit: Int64) -> Int64 {
    if a == b { return 0 }
    let known = overTerminals(a, b)
    return min(known, nearby(a, b, below: min(limit, known)))
  }

  /// Whether the special distance of two nodes is proven to be below a limit.
  mutating func isBelow(_ limit: Int64, _ a: Int32, _ b: Int32) -> Bool {
    a == b || overTerminals(a, b) < limit || nearby(a, b, below: limit) < limit
  }

  /// The bound by walks over the nearest terminals.
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

  /// The length of the shortest path, if one node is in the neighbourhood of the other.
  private mutating func nearby(_ a: Int32, _ b: Int32, below limit: Int64) -> Int64 {
    for (from, to) in [(a, b), (b, a)] {
      let entry = cacheNeighbourhood(of: from)
      for near in cachedNeighbourhood[entry] {
        if near.node == to { return near.distance }
        // Distances are ascending, so the target is at least this far away.
        if near.distance >= limit { return .max }
      }
    }
    return .max
  }

  private mutating func cacheNeighbourhood(of node: Int32) -> Int {
    let entry = Int(node) % cachedNode.count
    if cachedNode[entry] != node {
      cachedNode[entry] = node
      cachedNeighbourhood[entry] = neighbourhood(of: node)
    }
    return entry
  }

  private mutating func neighbourhood(of node: Int32) -> [Near] {
    let graph = problem.graph
    var neighbourhood: [Near] = []
    neighbourhood.reserveCapacity(Self.neighbourhoodSize)
    heap.removeAll()
    distance[Int(node)] = 0
    touched.append(node)
    heap.insert(node, key: 0)
    var edgesLeft = Self.neighbourhoodEdgeLimit
    while !heap.isEmpty, neighbourhood.count < Self.neighbourhoodSize {
      let entry = heap.removeFirst()
      if entry.key != distance[Int(entry.node)] { continue }
      neighbourhood.append(Near(node: entry.node, distance: entry.key))
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
    return neighbourhood
  }
}

/// The longest edge on the path between two terminals in the minimum spanning tree of terminal
/// distances.
///
/// Kruskal's algorithm merges sets of terminals in order of increasing distance, the smaller set
/// into the larger one, and each set remembers the length at which it was merged. To find the
/// longest edge between two terminals, both move up this hierarchy until they meet.
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

  /// The longest edge on the path, or the limit if all edges are at most as long.
  ///
  /// - Complexity: O(log n).
  func between(_ a: Int32, _ b: Int32, above limit: Int64) -> Int64 {
    var (a, b) = (a, b)
    var longest: Int64 = limit
    // Lengths increase towards the top of the hierarchy, so the node of lesser length moves up.
    while a != b {
      if length[Int(a)] > length[Int(b)] { swap(&a, &b) }
      if parent[Int(a)] == a { return .max }
      longest = max(longest, length[Int(a)])
      a = parent[Int(a)]
    }
    return longest
  }
}
