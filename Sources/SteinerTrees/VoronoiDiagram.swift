import Graphs

/// The nearest base of each node, and the nearest other base after some bases are removed.
///
/// The naive version computes a new diagram for each set of removed bases. Here only the nodes
/// whose nearest base was removed are assigned to another base; all other nodes keep theirs.
///
/// Source: Mehlhorn 1988 for the diagram; Uchoa and Werneck 2012 for the repair.
struct VoronoiDiagram {
  private let problem: Problem
  /// Indexed by node: the nearest base, or −1.
  private(set) var base: [Int32]
  /// Indexed by node: the distance to the nearest base.
  private(set) var distance: [Int64]
  /// Indexed by node: the first edge of the path to the nearest base.
  private var via: [Int32]
  /// The nodes of the region of each base, as linked lists.
  private var firstOfRegion: [Int32]
  private var nextInRegion: [Int32]
  private var heap = BinaryHeap()

  // The repaired regions: the nodes whose base is currently removed, and their distance, base and
  // edge in the repaired diagram. A node is in a repaired region if its stamp equals `now`.
  private var stamp: [Int32]
  private var now: Int32 = 0
  private var orphans: [Int32] = []
  private var newBase: [Int32]
  private var newDistance: [Int64]
  private var newVia: [Int32]

  /// A path between two bases that crosses a repaired region.
  struct RepairedLink {
    let edge: Int32
    let length: Int64
    let bases: (Int32, Int32)
  }

  /// - Complexity: O(m log n).
  init(_ problem: Problem, around bases: [Int32]) {
    self.problem = problem
    let graph = problem.graph
    base = [Int32](repeating: -1, count: graph.nodeCount)
    via = base
    firstOfRegion = base
    nextInRegion = base
    newBase = base
    newVia = base
    stamp = [Int32](repeating: 0, count: graph.nodeCount)
    distance = [Int64](repeating: .max, count: graph.nodeCount)
    newDistance = distance
    for node in bases {
      base[Int(node)] = node
      distance[Int(node)] = 0
      heap.insert(node, key: 0)
    }
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      let node = Int(entry.node)
      if entry.key != distance[node] { continue }
      for index in graph.slotRange(entry.node) {
        let slot = graph.slots[index]
        let length = entry.key + problem.costs[Int(slot.edge)]
        guard length < distance[Int(slot.neighbour)] else { continue }
        distance[Int(slot.neighbour)] = length
        base[Int(slot.neighbour)] = base[node]
        via[Int(slot.neighbour)] = slot.edge
        heap.insert(slot.neighbour, key: length)
      }
    }
    for node in 0..<graph.nodeCount where base[node] >= 0 {
      nextInRegion[node] = firstOfRegion[Int(base[node])]
      firstOfRegion[Int(base[node])] = Int32(node)
    }
  }

  /// Removes some bases until the next call, and assigns their regions to the remaining bases.
  ///
  /// - Parameters:
  ///   - bases: the bases to remove.
  ///   - limit: distances from this length on are not computed.
  mutating func drop(_ bases: [Int32], limit: Int64) {
    now += 1
    orphans.removeAll(keepingCapacity: true)
    for dropped in bases {
      var node = firstOfRegion[Int(dropped)]
      while node >= 0 {
        stamp[Int(node)] = now
        newDistance[Int(node)] = .max
        newBase[Int(node)] = -1
        orphans.append(node)
        node = nextInRegion[Int(node)]
      }
    }
    for node in orphans {
      for index in problem.graph.slotRange(node) {
        let slot = problem.graph.slots[index]
        let near = Int(slot.neighbour)
        if stamp[near] == now || base[near] < 0 { continue }
        let length = distance[near] + problem.costs[Int(slot.edge)]
        guard length < newDistance[Int(node)], length < limit else { continue }
        newDistance[Int(node)] = length
        newBase[Int(node)] = base[near]
        newVia[Int(node)] = slot.edge
      }
      if newBase[Int(node)] >= 0 { heap.insert(node, key: newDistance[Int(node)]) }
    }
    while !heap.isEmpty {
      let entry = heap.removeFirst()
      let node = Int(entry.node)
      if entry.key != newDistance[node] { continue }
      for index in problem.graph.slotRange(entry.node) {
        let slot = problem.graph.slots[index]
        let next = Int(slot.neighbour)
        let length = entry.key + problem.costs[Int(slot.edge)]
        guard stamp[next] == now, length < newDistance[next], length < limit else { continue }
        newDistance[next] = length
        newBase[next] = newBase[node]
        newVia[next] = slot.edge
        heap.insert(slot.neighbour, key: length)
      }
    }
  }

  /// Whether a node is in a repaired region.
  ///
  /// For a base: whether it is currently removed.
  @inline(__always)
  func isDropped(_ node: Int32) -> Bool { stamp[Int(node)] == now }

  /// The paths between different bases that cross a region repaired by the last call.
  func repairedLinks(limit: Int64) -> [RepairedLink] {
    var links: [RepairedLink] = []
    for node in orphans where newBase[Int(node)] >= 0 {
      for index in problem.graph.slotRange(node) {
        let slot = problem.graph.slots[index]
        let near = Int(slot.neighbour)
        let isOrphan = stamp[near] == now
        if isOrphan && slot.neighbour < node { continue }
        let other = isOrphan ? newBase[near] : base[near]
        if other < 0 || other == newBase[Int(node)] { continue }
        let length =
          newDistance[Int(node)] + problem.costs[Int(slot.edge)]
          + (isOrphan ? newDistance[near] : distance[near])
        if length < limit {
          links.append(
            RepairedLink(edge: slot.edge, length: length, bases: (newBase[Int(node)], other)))
        }
      }
    }
    return links
  }

  /// Appends the edges from a node to its base, and returns the base.
  func trace(_ node: Int32, into edges: inout [Int32]) -> Int32 {
    var node = node
    while true {
      let isOrphan = stamp[Int(node)] == now
      let edge = isOrphan ? newVia[Int(node)] : via[Int(node)]
      if !isOrphan && edge < 0 { return node }
      edges.append(edge)
      node = problem.other(node, over: edge)
    }
  }
}
