import Graphs
import SteinerTrees
import Testing

/// A random problem with a root, and the cost of the cheapest tree for each set of its terminals.
///
/// In two of three problems, some terminals must be leaves.
private func subsets(_ seed: Int) throws -> (SteinerInstance, [(terminals: Int, cost: Int64)])? {
  let random = randomInstance(seed, leaves: seed % 3 > 0)
  let root = random.root ?? random.terminals.first { !random.leaves.contains($0) }
  guard let root, random.terminals.count > 1 else { return nil }
  let instance = SteinerInstance(
    graph: random.graph, costs: random.costs, terminals: random.terminals,
    leaves: random.leaves, root: root)
  var options = SteinerOptions()
  options.proves = true
  do {
    return (
      instance,
      try (1..<1 << instance.terminals.count).map { set in
        let chosen = instance.terminals.indices.filter { set >> $0 & 1 == 1 }
          .map { instance.terminals[$0] }
        // A path must not pass through a leaf outside the set either.
        let shut = Set(instance.leaves).subtracting(chosen)
        let costs = instance.costs.indices.map { edge in
          let (a, b) = instance.graph.ends(of: EdgeID(UInt32(edge)))
          return shut.contains(a) || shut.contains(b) ? 1 << 30 : instance.costs[edge]
        }
        let solution = try solve(
          SteinerInstance(
            graph: instance.graph, costs: costs, terminals: chosen + [root],
            leaves: instance.leaves.filter { chosen.contains($0) }, root: root),
          options: options)
        return (set, solution.cost)
      }
    )
  } catch SteinerError.unreachable {
    return nil
  }
}

@Suite struct DualCertificateTests {
  @Test func `the shares of no group of terminals exceed the cost of its own cheapest tree`() throws
  {
    var faults: [String] = []
    var tried = 0
    var met = 0
    for seed in 1...1500 {
      guard let (instance, sets) = try subsets(seed) else { continue }
      let certificate = try DualCertificate(instance, guidedBy: [])
      let weights = (0..<instance.graph.nodeCount).map { Int64(1 + $0 % 4) }
      let shares = certificate.shares(weights: weights)
      tried += 1
      for (set, cost) in sets {
        let sum = instance.terminals.indices.reduce(0) {
          $0 + (set >> $1 & 1 == 1 ? shares[Int(instance.terminals[$1].rawValue)] : 0)
        }
        if sum > cost { faults.append("\(seed): \(sum) > \(cost)") }
      }
      let whole = sets.last?.cost ?? 0
      if certificate.lowerBound > whole { faults.append("\(seed): bound") }
      if shares.reduce(0, +) > certificate.lowerBound { faults.append("\(seed): sum") }
      if certificate.lowerBound == whole { met += 1 }
    }
    #expect(faults == [])
    #expect(tried > 500)
    #expect(met > tried / 2, "\(met) of \(tried)")
  }

  @Test func `every tree spends at least the bound of a class of edges on this class`() throws {
    var faults: [String] = []
    var positive = 0
    var options = SteinerOptions()
    options.proves = true
    for seed in 1...1500 {
      guard let (instance, _) = try subsets(seed) else { continue }
      let classes = instance.costs.indices.map { Int32(($0 * 7 + seed) % 3) }
      let bounds = try DualCertificate(instance, guidedBy: []).lowerBounds(of: classes, count: 3)
      for (number, bound) in bounds.enumerated() where bound > 0 {
        positive += 1
        // The least cost of this class in any tree: all other edges are free.
        let costs = instance.costs.indices.map { classes[$0] == number ? instance.costs[$0] : 0 }
        let least = try solve(
          SteinerInstance(
            graph: instance.graph, costs: costs, terminals: instance.terminals,
            leaves: instance.leaves, root: instance.root), options: options)
        if bound > least.cost { faults.append("\(seed): \(bound) > \(least.cost)") }
      }
    }
    #expect(faults == [])
    #expect(positive > 300, "\(positive)")
  }

  @Test func `houses along one street share its cost equally`() throws {
    // The root 0 is connected to node 1, and three houses are connected to node 1.
    let ends = [(0, 1), (1, 2), (1, 3), (1, 4)].map { (NodeID(UInt32($0.0)), NodeID(UInt32($0.1))) }
    let houses = [NodeID(2), NodeID(3), NodeID(4)]
    let instance = SteinerInstance(
      graph: Graph(nodeCount: 5, edges: ends), costs: [300, 10, 10, 10],
      terminals: houses + [NodeID(0)], leaves: houses, root: NodeID(0))
    let certificate = try DualCertificate(instance, guidedBy: [])
    #expect(certificate.lowerBound == 330)
    #expect(certificate.shares(weights: [1, 1, 1, 1, 1]) == [0, 0, 110, 110, 110])
    #expect(certificate.shares(weights: [1, 1, 1, 1, 4]) == [0, 0, 60, 60, 210])
  }
}
