import Graphs
import TestSupport
import Testing

/// Graphs and searches, checked by certificates instead of by expected numbers.
struct GraphsTests {
  private static func random(
    _ generator: inout SeededGenerator, nodes: Int, edges: Int
  ) -> (graph: Graph, weights: [Int64]) {
    func node() -> NodeID { NodeID(UInt32.random(in: 0..<UInt32(nodes), using: &generator)) }
    let ends = (0..<edges).map { _ in (node(), node()) }
    return (
      Graph(nodeCount: nodes, edges: ends),
      (0..<edges).map { _ in Int64.random(in: 0...20, using: &generator) }
    )
  }

  @Test func `every edge has a slot at both of its ends, in order of edge number`() {
    var generator = SeededGenerator(seed: 1)
    let (graph, _) = Self.random(&generator, nodes: 40, edges: 120)
    var seen = [Int](repeating: 0, count: graph.edgeCount)
    var faults = 0
    for number in 0..<graph.nodeCount {
      let node = NodeID(UInt32(number))
      let slots = graph.slots(of: node)
      if slots.map(\.edge) != slots.map(\.edge).sorted() { faults += 1 }
      for slot in slots {
        seen[Int(slot.edge)] += 1
        let (a, b) = graph.ends(of: EdgeID(UInt32(slot.edge)))
        if !(a == node && Int32(b.rawValue) == slot.neighbour)
          && !(b == node && Int32(a.rawValue) == slot.neighbour)
        {
          faults += 1
        }
      }
    }
    #expect(faults == 0)
    #expect(seen.allSatisfy { $0 == 2 })
  }

  @Test func `a certificate proves distances from one source and from several sources optimal`() {
    var generator = SeededGenerator(seed: 2)
    var faults = 0
    for round in 0..<60 {
      let (graph, weights) = Self.random(&generator, nodes: 30 + round, edges: 70 + 2 * round)
      var search = ShortestPathSearch(graph, weights: weights)
      for sources in [[NodeID(0)], [NodeID(1), NodeID(5), NodeID(5)]] {
        search.start(from: sources)
        var last: Int64 = 0
        while let node = search.settle() {
          let distance = search.distance(to: node) ?? -1
          if distance < last { faults += 1 }
          last = distance
        }
        for edge in 0..<graph.edgeCount {
          // No edge shortens a distance; either both of its ends are reached or neither is.
          let (a, b) = graph.ends(of: EdgeID(UInt32(edge)))
          switch (search.distance(to: a), search.distance(to: b)) {
          case (let x?, let y?): if abs(x - y) > weights[edge] { faults += 1 }
          case (nil, nil): break
          default: faults += 1
          }
        }
        for number in 0..<graph.nodeCount {
          let node = NodeID(UInt32(number))
          guard let distance = search.distance(to: node) else { continue }
          let path = search.path(to: node)
          if path.reduce(0, { $0 + weights[Int($1.rawValue)] }) != distance { faults += 1 }
        }
      }
    }
    #expect(faults == 0)
  }

  @Test func `components agree with repeated propagation of labels`() {
    var generator = SeededGenerator(seed: 3)
    var faults = 0
    for _ in 0..<60 {
      let (graph, _) = Self.random(&generator, nodes: 50, edges: 35)
      let (component, count) = graph.components()
      var label = Array(0..<graph.nodeCount)
      var changed = true
      while changed {
        changed = false
        for edge in 0..<graph.edgeCount {
          let (a, b) = graph.ends(of: EdgeID(UInt32(edge)))
          let least = min(label[Int(a.rawValue)], label[Int(b.rawValue)])
          for node in [a, b] where label[Int(node.rawValue)] != least {
            label[Int(node.rawValue)] = least
            changed = true
          }
        }
      }
      if Set(label).count != count { faults += 1 }
      for a in 0..<graph.nodeCount {
        for b in 0..<a where (label[a] == label[b]) != (component[a] == component[b]) {
          faults += 1
        }
      }
    }
    #expect(faults == 0)
  }

  @Test func `the heap removes entries in order of key, then of node`() {
    var generator = SeededGenerator(seed: 4)
    var heap = BinaryHeap()
    var entries: [(Int64, Int32)] = []
    for node in 0..<500 {
      let key = Int64.random(in: 0...40, using: &generator)
      entries.append((key, Int32(node)))
      heap.insert(Int32(node), key: key)
    }
    entries.sort { $0 < $1 }
    var faults = 0
    for wanted in entries {
      let found = heap.removeFirst()
      if (found.key, found.node) != wanted { faults += 1 }
    }
    #expect(faults == 0 && heap.isEmpty)
  }

  @Test func `joined sets remain joined`() {
    var sets = UnionFind(count: 6)
    let joined = [(0, 1), (2, 3), (1, 3), (0, 2)].map { sets.join(Int32($0), Int32($1)) }
    #expect(joined == [true, true, true, false])
    let found = (0..<6).map { sets.find(Int32($0)) }
    #expect(Set(found[..<4]).count == 1 && Set(found).count == 3)
  }
}
