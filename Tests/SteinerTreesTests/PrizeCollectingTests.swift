import Graphs
import SteinerTrees
import Testing

/// A small prize-collecting problem with loops, parallel edges and free edges, connected or not.
///
/// If there are leaves, they are random nodes other than the first terminal.
func randomPrizes(_ seed: Int, rooted: Bool, leaves: Bool = false) -> PrizeCollectingInstance {
  var random = SeededNumbers(seed)
  let count = 1 + random.below(9)
  let range = [4, 10, 1000][random.below(3)]
  var ends: [(NodeID, NodeID)] = []
  if seed % 3 > 0 {
    for node in 1..<max(1, count) where random.below(12) > 0 {
      ends.append((NodeID(UInt32(node)), NodeID(UInt32(random.below(node)))))
    }
  }
  for _ in 0..<random.below(17 - ends.count) {
    ends.append((NodeID(UInt32(random.below(count))), NodeID(UInt32(random.below(count)))))
  }
  let share = 1 + random.below(3)
  let costs = ends.map { _ in Int64(random.below(range)) }
  let prizes = (0..<count).map { _ in random.below(share) == 0 ? Int64(random.below(range)) : 0 }
  let terminals =
    rooted ? (0...random.below(3)).map { _ in NodeID(UInt32(random.below(count))) } : []
  return PrizeCollectingInstance(
    graph: Graph(nodeCount: count, edges: ends), costs: costs, prizes: prizes,
    terminals: terminals,
    leaves: leaves
      ? (0..<count).map { NodeID(UInt32($0)) }
        .filter { $0 != terminals.min() && random.below(2) == 0 } : [])
}

/// The cheapest tree on each set of nodes that some tree connects, by exhaustive search.
///
/// For each set, it is a minimum spanning tree of the nodes that are not leaves, plus for each leaf
/// its cheapest edge to one of them. The function shares no code with the solver.
func cheapestTrees(
  _ graph: Graph, _ costs: [Int64], leaves: [NodeID] = []
) -> [(nodes: Int, cost: Int64)] {
  let leaves = leaves.reduce(0) { $0 | 1 << Int($1.rawValue) }
  let order = (0..<graph.edgeCount).sorted { (costs[$0], $0) < (costs[$1], $1) }
    .map { (graph.ends(of: EdgeID(UInt32($0))), costs[$0]) }
    .map { (Int($0.0.0.rawValue), Int($0.0.1.rawValue), $0.1) }
  return (1..<1 << graph.nodeCount).compactMap { nodes in
    var part = [Int](0..<graph.nodeCount)
    var cost: Int64 = 0
    var joined = 1
    for (a, b, price) in order where nodes >> a & nodes >> b & 1 == 1 && part[a] != part[b] {
      // Two leaves are never connected directly, and a leaf is connected only once.
      if leaves >> a & leaves >> b & 1 == 1 { continue }
      if leaves >> a & 1 == 1 && part.count(where: { $0 == part[a] }) > 1 { continue }
      if leaves >> b & 1 == 1 && part.count(where: { $0 == part[b] }) > 1 { continue }
      let (old, new) = (part[a], part[b])
      for node in part.indices where part[node] == old { part[node] = new }
      cost += price
      joined += 1
    }
    return joined == nodes.nonzeroBitCount ? (nodes, cost) : nil
  }
}

private func optimum(of instance: PrizeCollectingInstance) -> Int64? {
  let terminals = instance.terminals.reduce(0) { $0 | 1 << Int($1.rawValue) }
  return cheapestTrees(instance.graph, instance.costs, leaves: instance.leaves)
    .filter { $0.nodes & terminals == terminals }
    .map { tree in
      instance.prizes.indices.reduce(tree.cost) {
        $0 + (tree.nodes >> $1 & 1 == 1 ? 0 : instance.prizes[$1])
      }
    }.min()
}

/// The faults that exhaustive search finds in the solutions of random problems, and the number of
/// solutions not proven optimal.
private func faults(
  _ seeds: ClosedRange<Int>, rooted: Bool, leaves: Bool = false
) -> (faults: [String], unproven: Int) {
  var faults: [String] = []
  var unproven = 0
  for seed in seeds {
    let instance = randomPrizes(seed, rooted: rooted, leaves: leaves)
    let optimum = optimum(of: instance)
    do {
      let solution = try solve(instance)
      let cost = try instance.verify(nodes: solution.nodes, edges: solution.edges)
      if cost != solution.cost { faults.append("\(seed): cost \(solution.cost) is \(cost)") }
      guard let optimum else {
        faults.append("\(seed): solved a problem that has no solution")
        continue
      }
      if solution.lowerBound > optimum || cost != optimum {
        faults.append("\(seed): \(solution.lowerBound) ≤ \(optimum) = \(cost) is violated")
      }
      if !solution.isOptimal { unproven += 1 }
    } catch SteinerError.unreachable(let terminals) {
      if optimum != nil || terminals.isEmpty { faults.append("\(seed): unreachable") }
    } catch {
      faults.append("\(seed): \(error)")
    }
  }
  return (faults, unproven)
}

@Suite struct PrizeCollectingTests {
  @Test func `rooted problems are proven optimal, in agreement with exhaustive search`() {
    let (faults, unproven) = faults(1...6000, rooted: true)
    #expect(faults == [])
    #expect(unproven == 0)
  }

  @Test func `problems with leaves are proven optimal, in agreement with exhaustive search`() {
    let (faults, unproven) = faults(1...6000, rooted: true, leaves: true)
    #expect(faults == [])
    #expect(unproven == 0)
  }

  @Test func `unrooted problems are proven optimal, in agreement with exhaustive search`() {
    let (faults, unproven) = faults(1...6000, rooted: false)
    #expect(faults == [])
    #expect(unproven == 0)
  }

  @Test func `a single node with a prize is a tree`() throws {
    let instance = PrizeCollectingInstance(
      graph: Graph(nodeCount: 2, edges: [(NodeID(0), NodeID(1))]), costs: [9], prizes: [4, 7])
    let solution = try solve(instance)
    #expect(solution.nodes == [NodeID(1)])
    #expect(solution.cost == 4)
    #expect(solution.isOptimal)
  }

  @Test func `without rounds the result is still a tree with a valid bound`() throws {
    var options = SteinerOptions()
    options.rounds = 0
    for seed in 1...500 {
      let instance = randomPrizes(seed, rooted: false)
      let solution = try solve(instance, options: options)
      let cost = try instance.verify(nodes: solution.nodes, edges: solution.edges)
      let best = try #require(optimum(of: instance))
      guard cost == solution.cost, solution.lowerBound <= best, best <= cost else {
        Issue.record("\(seed): \(solution.lowerBound) ≤ \(best) ≤ \(cost) is violated")
        return
      }
    }
  }

  @Test func `the same problem always has the same result`() throws {
    let instance = randomPrizes(77, rooted: false)
    let (once, again) = (try solve(instance), try solve(instance))
    #expect(once.edges == again.edges)
    #expect(once.nodes == again.nodes)
    #expect(once.statistics == again.statistics)
  }

  @Test func `verification finds each kind of fault`() {
    let ends = [(0, 1), (1, 2), (2, 0), (3, 4)].map { (NodeID($0.0), NodeID($0.1)) }
    let instance = PrizeCollectingInstance(
      graph: Graph(nodeCount: 5, edges: ends), costs: [1, 2, 3, 4], prizes: [5, 6, 7, 8, 9],
      terminals: [NodeID(1)])
    func check(_ nodes: [UInt32], _ edges: [UInt32]) throws(PrizeCollectingFault) -> Int64 {
      try instance.verify(nodes: nodes.map { NodeID($0) }, edges: edges.map { EdgeID($0) })
    }
    #expect((try? check([0, 1], [0])) == 1 + 7 + 8 + 9)
    #expect(throws: PrizeCollectingFault.empty) { try check([], []) }
    #expect(throws: PrizeCollectingFault.unknownNode(NodeID(7))) { try check([7], []) }
    #expect(throws: PrizeCollectingFault.unknownNode(NodeID(1))) { try check([1, 1], []) }
    #expect(throws: PrizeCollectingFault.unknownEdge(EdgeID(9))) { try check([1], [9]) }
    #expect(throws: PrizeCollectingFault.stray(EdgeID(1))) { try check([0, 1], [0, 1]) }
    #expect(throws: PrizeCollectingFault.cycle(EdgeID(2))) { try check([0, 1, 2], [0, 1, 2]) }
    #expect(throws: PrizeCollectingFault.apart(NodeID(2))) { try check([0, 1, 2], [0]) }
    #expect(throws: PrizeCollectingFault.missing(terminal: NodeID(1))) { try check([0], []) }
    let leafy = PrizeCollectingInstance(
      graph: instance.graph, costs: instance.costs, prizes: instance.prizes,
      terminals: [NodeID(1)], leaves: [NodeID(2)])
    #expect(throws: PrizeCollectingFault.passed(leaf: NodeID(2))) {
      try leafy.verify(nodes: [0, 1, 2].map { NodeID($0) }, edges: [1, 2].map { EdgeID($0) })
    }
  }
}
