import Graphs
import Testing

/// A small random multigraph, loops and parallel edges included.
private func randomGraph(_ seed: UInt64) -> (graph: Graph, weights: [Int64]) {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
  func random(_ count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(count))
  }
  let count = 1 + random(20)
  let edges = (0..<random(3 * count)).map { _ in
    (NodeID(UInt32(random(count))), NodeID(UInt32(random(count))))
  }
  return (Graph(nodeCount: count, edges: edges), edges.map { _ in Int64(random(10)) })
}

@Test func `distances obey the triangle inequality and each is reached by tight edges`() {
  var faults = 0
  for seed in 1...2000 {
    let (graph, weights) = randomGraph(UInt64(seed))
    var search = ShortestPathSearch(graph, weights: weights)
    // The second start has to forget the first.
    search.start(from: [NodeID(UInt32(graph.nodeCount - 1))])
    while search.settle() != nil {}
    search.start(from: [NodeID(0)])
    var last: Int64 = 0
    while let node = search.settle() {
      let distance = search.distance(to: node) ?? -1
      if distance < last { faults += 1 }
      last = distance
      let path = search.path(to: node).reduce(0) { $0 + weights[Int($1.rawValue)] }
      if path != distance { faults += 1 }
    }
    for edge in 0..<graph.edgeCount {
      let (a, b) = graph.ends(of: EdgeID(UInt32(edge)))
      switch (search.distance(to: a), search.distance(to: b)) {
      case (let near?, let far?): if abs(near - far) > weights[edge] { faults += 1 }
      case (nil, nil): break
      default: faults += 1
      }
    }
  }
  #expect(faults == 0)
}

@Test func `several sources give the least of their distances`() {
  var faults = 0
  for seed in 1...500 {
    let (graph, weights) = randomGraph(UInt64(seed))
    let sources = [NodeID(0), NodeID(UInt32(graph.nodeCount / 2))]
    var search = ShortestPathSearch(graph, weights: weights)
    var least = [Int64?](repeating: nil, count: graph.nodeCount)
    for source in sources {
      search.start(from: [source])
      while let node = search.settle() {
        let distance = search.distance(to: node)!
        let index = Int(node.rawValue)
        least[index] = min(least[index] ?? .max, distance)
      }
    }
    search.start(from: sources)
    while search.settle() != nil {}
    for node in 0..<graph.nodeCount where search.distance(to: NodeID(UInt32(node))) != least[node] {
      faults += 1
    }
  }
  #expect(faults == 0)
}

@Test func `two nodes are in one component exactly where an edge chain joins them`() {
  var faults = 0
  for seed in 1...1000 {
    let (graph, weights) = randomGraph(UInt64(seed))
    let parts = graph.components()
    var search = ShortestPathSearch(graph, weights: weights)
    for start in 0..<graph.nodeCount {
      search.start(from: [NodeID(UInt32(start))])
      while search.settle() != nil {}
      for node in 0..<graph.nodeCount {
        let isJoined = search.distance(to: NodeID(UInt32(node))) != nil
        if isJoined != (parts.of[start] == parts.of[node]) { faults += 1 }
      }
    }
    if Set(parts.of).count != parts.count { faults += 1 }
  }
  #expect(faults == 0)
}

@Test func `each edge stands once at both its ends`() {
  var faults = 0
  for seed in 1...500 {
    let (graph, _) = randomGraph(UInt64(seed))
    var seen = [Int](repeating: 0, count: graph.edgeCount)
    for node in 0..<graph.nodeCount {
      for slot in graph.slots(of: NodeID(UInt32(node))) {
        seen[Int(slot.edge)] += 1
        let (a, b) = graph.ends(of: EdgeID(UInt32(slot.edge)))
        let ends = [Int(a.rawValue), Int(b.rawValue)].sorted()
        if ends != [node, Int(slot.neighbour)].sorted() { faults += 1 }
      }
    }
    if seen.contains(where: { $0 != 2 }) { faults += 1 }
  }
  #expect(faults == 0)
}

@Test func `disjoint sets answer as a relabelling does`() {
  var faults = 0
  for seed in 1...200 {
    let (graph, _) = randomGraph(UInt64(seed))
    var sets = UnionFind(count: graph.nodeCount)
    var label = Array(0..<graph.nodeCount)
    for edge in 0..<graph.edgeCount {
      let (a, b) = graph.ends(of: EdgeID(UInt32(edge)))
      let (first, second) = (label[Int(a.rawValue)], label[Int(b.rawValue)])
      if sets.join(Int32(a.rawValue), Int32(b.rawValue)) != (first != second) { faults += 1 }
      label = label.map { $0 == second ? first : $0 }
    }
  }
  #expect(faults == 0)
}
