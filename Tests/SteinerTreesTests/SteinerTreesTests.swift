import Graphs
import SteinerTrees
import Synchronization
import Testing

/// Solves random instances, and returns the faults that exhaustive search finds.
private func faults(
  _ seeds: ClosedRange<Int>, _ options: SteinerOptions, _ make: (Int) -> SteinerInstance
) -> [String] {
  var faults: [String] = []
  for seed in seeds {
    let instance = make(seed)
    let optimum = optimum(of: instance)
    do {
      let solution = try solve(instance, options: options)
      let cost = try instance.verify(solution.edges)
      guard let optimum else {
        faults.append("\(seed): solved a problem that has no solution")
        continue
      }
      if cost != solution.cost { faults.append("\(seed): cost \(solution.cost) is \(cost)") }
      if solution.lowerBound > optimum || cost < optimum {
        faults.append("\(seed): \(solution.lowerBound) ≤ \(optimum) ≤ \(cost) is violated")
      }
      if options.proves && !solution.isOptimal { faults.append("\(seed): not proven") }
      if cost > optimum + optimum / 5 { faults.append("\(seed): \(cost) for \(optimum)") }
    } catch SteinerError.unreachable(let terminals) {
      if optimum != nil || terminals.isEmpty { faults.append("\(seed): unreachable") }
    } catch {
      faults.append("\(seed): \(error)")
    }
  }
  return faults
}

@Test func `the optimum of exhaustive search is between bound and cost`() {
  #expect(faults(1...4000, SteinerOptions()) { randomInstance($0) } == [])
}

@Test func `terminals that must be leaves are leaves, and the bound is valid`() {
  #expect(faults(1...4000, SteinerOptions()) { randomInstance($0, leaves: true) } == [])
}

@Test func `one round from one root is weaker but always valid`() {
  var options = SteinerOptions()
  options.rounds = 1
  options.rootsPerRound = 1
  options.localSearchPasses = 1
  #expect(faults(4001...6000, options) { randomInstance($0) } == [])
}

/// Options with little bounding and reducing, so that linear programming and branching do the work.
private var weakProof: SteinerOptions {
  var options = SteinerOptions()
  options.rounds = 1
  options.rootsPerRound = 1
  options.localSearchPasses = 0
  options.proves = true
  options.labelLimit = 0
  return options
}

@Test func `a proven optimum agrees with exhaustive search`() {
  #expect(faults(6001...8000, weakProof) { randomInstance($0) } == [])
  #expect(faults(8001...10000, weakProof) { randomInstance($0, leaves: true) } == [])
}

@Test func `proofs are valid if many trees have equal cost`() {
  #expect(faults(1...400, weakProof, knottyInstance) == [])
  var options = SteinerOptions()
  options.rounds = 8
  options.proves = true
  #expect(faults(401...2000, options, knottyInstance) == [])
}

@Test func `the search over terminal sets is exact, and an unfinished search gives a valid bound`()
  throws
{
  var options = weakProof
  options.searchesTrees = false
  options.labelLimit = 100_000
  #expect(faults(1...200, options, gridInstance) == [])
  #expect(faults(12001...14000, options) { randomInstance($0, leaves: true) } == [])
  // No other method is tried if the search does not finish.
  options.largestLinearBlock = 0
  var wrong: [Int] = []
  var unproven = (without: 0, partial: 0, done: 0)
  for seed in 201...400 {
    let instance = gridInstance(seed)
    let least = try #require(optimum(of: instance))
    func isProven(labels: Int) throws -> Bool {
      options.labelLimit = labels
      let solution = try solve(instance, options: options)
      let cost = try instance.verify(solution.edges)
      if solution.lowerBound > least || cost < least || cost != solution.cost { wrong.append(seed) }
      return solution.isOptimal
    }
    if try !isProven(labels: 0) { unproven.without += 1 }
    if try !isProven(labels: 1 + 10 * (seed % 100)) { unproven.partial += 1 }
    if try !isProven(labels: 100_000) { unproven.done += 1 }
  }
  #expect(wrong == [])
  #expect(unproven.without > 20)
  #expect(unproven.partial > 0 && unproven.partial < unproven.without)
  #expect(unproven.done == 0)
}

@Test func `bounds by region lead to the optimum`() {
  var options = weakProof
  options.largestWholeProgram = 20
  #expect(faults(601...1000, options, knottyInstance) == [])
  #expect(faults(10001...11000, options) { randomInstance($0, leaves: true) } == [])
}

/// Returns `true` after a number of calls.
private final class Countdown: Sendable {
  private let left: Atomic<Int>

  init(from count: Int) { left = Atomic(count) }

  func isOver() -> Bool { left.wrappingSubtract(1, ordering: .relaxed).oldValue <= 0 }
}

@Test func `a proof interrupted at any time gives a valid tree and bound`() throws {
  var wrong: [Int] = []
  var unproven = 0
  for seed in 1...600 {
    let instance = knottyInstance(seed)
    let least = try #require(optimum(of: instance))
    let countdown = Countdown(from: seed % 40)
    var options = weakProof
    options.isInterrupted = { countdown.isOver() }
    let solution = try solve(instance, options: options)
    let cost = try instance.verify(solution.edges)
    if solution.lowerBound > least || cost < least || cost != solution.cost {
      wrong.append(seed)
    }
    if !solution.isOptimal { unproven += 1 }
  }
  #expect(wrong == [])
  #expect(unproven > 0)
}

@Test func `a proof does not depend on the number of threads`() throws {
  let instance = gridTown(blocks: 12, seed: 4)
  var options = SteinerOptions()
  options.rounds = SteinerOptions.provingRounds
  options.proves = true
  options.largestWholeProgram = 100
  let once = try solve(instance, options: options)
  #expect(once.isOptimal)
  options.threads = 2
  let again = try solve(instance, options: options)
  #expect(once.edges == again.edges)
  #expect(once.statistics == again.statistics)
}

@Test func `costs whose sum overflows are rejected, unless the sum is not needed`()
  throws
{
  let cost = Int64(1) << 60
  let star = Graph(
    nodeCount: 4, edges: [(0, 1), (0, 2), (0, 3)].map { (NodeID($0.0), NodeID($0.1)) })
  let leaves = [NodeID(1), NodeID(2), NodeID(3)]
  #expect(throws: SteinerError.tooGreat) {
    try solve(
      SteinerInstance(
        graph: star, costs: [2 * cost, 2 * cost, 1], terminals: leaves, leaves: leaves))
  }
  // A problem solved by reductions alone does not need the sum.
  let prizes = PrizeCollectingInstance(
    graph: star, costs: [cost, cost, cost], prizes: [0, cost - 1, cost - 1, 0],
    terminals: [NodeID(0)])
  let solution = try solve(prizes)
  #expect(solution.cost == 2 * (cost - 1))
  #expect(solution.isOptimal)
}

@Test func `terminals that cannot be connected are reported`() {
  let graph = Graph(
    nodeCount: 5, edges: [(NodeID(0), NodeID(1)), (NodeID(2), NodeID(3)), (NodeID(3), NodeID(4))])
  let instance = SteinerInstance(
    graph: graph, costs: [1, 1, 1], terminals: [NodeID(0), NodeID(1), NodeID(2), NodeID(4)])
  #expect(throws: SteinerError.unreachable([NodeID(2), NodeID(4)])) { try solve(instance) }
}

@Test func `a tree through leaves is replaced by one past the leaves that costs no more`()
  throws
{
  var passed = 0
  for seed in 0..<4_000 {
    let instance = randomInstance(seed, leaves: true)
    guard instance.terminals.count > 2, !instance.leaves.isEmpty,
      let best = try? solve(instance)
    else { continue }
    let surcharge = try LeafSurcharge(instance)
    // Any spanning tree of the whole graph connects the terminals.
    var random = SeededNumbers(seed)
    var sets = UnionFind(count: instance.graph.nodeCount)
    let tree = (0..<Int32(instance.graph.edgeCount)).map { ($0, random.below(100)) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
      .filter { sets.join(instance.graph.tails[Int($0)], instance.graph.heads[Int($0)]) }
    let component = sets.find(Int32(instance.terminals[0].rawValue))
    let joined = tree.filter { sets.find(instance.graph.tails[Int($0)]) == component }
    let proper = surcharge.restoringLeaves(joined)
    if proper != joined { passed += 1 }
    let before = joined.reduce(0) { $0 + surcharge.costs[Int($1)] }
    let after = proper.reduce(0) { $0 + surcharge.costs[Int($1)] }
    guard after <= before else {
      Issue.record("seed \(seed): \(after) is more than \(before)")
      return
    }
    if proper == joined { continue }
    let cost = try instance.verify(proper.map { EdgeID(UInt32($0)) })
    guard cost == after - surcharge.total, cost >= best.lowerBound else {
      Issue.record("seed \(seed): a tree of \(cost) that pays \(after)")
      return
    }
  }
  #expect(passed > 500)
}

@Test func `an additional root with free edges gives a forest of several networks`() throws {
  // Two streets that are not connected, each with its own supply point.
  let edges: [(NodeID, NodeID)] = [(0, 1), (0, 4), (1, 2), (2, 3), (4, 5), (5, 6)]
    .map { (NodeID($0.0), NodeID($0.1)) }
  let instance = SteinerInstance(
    graph: Graph(nodeCount: 7, edges: edges), costs: [0, 0, 7, 9, 5, 3],
    terminals: [NodeID(3), NodeID(6)], root: NodeID(0))
  let solution = try solve(instance)
  #expect(solution.cost == 24)
  #expect(solution.isOptimal)
  #expect(try instance.verify(solution.edges) == 24)
}

@Test func `the result does not depend on the number of threads`() throws {
  let instance = gridTown(blocks: 12, seed: 3)
  var options = SteinerOptions()
  let once = try solve(instance, options: options)
  options.threads = 2
  let again = try solve(instance, options: options)
  #expect(once.edges == again.edges)
  #expect(once.lowerBound == again.lowerBound)
  #expect(once.statistics == again.statistics)
}

@Test func `the proven gap of an artificial town is below one per cent`() throws {
  let instance = gridTown(blocks: 25, seed: 1)
  let solution = try solve(instance)
  #expect(try instance.verify(solution.edges) == solution.cost)
  #expect(solution.gap < 0.01)
}

@Test func `verification finds each kind of fault`() {
  let graph = Graph(
    nodeCount: 5,
    edges: [
      (NodeID(0), NodeID(1)), (NodeID(1), NodeID(2)), (NodeID(2), NodeID(0)),
      (NodeID(3), NodeID(4)),
    ])
  let instance = SteinerInstance(
    graph: graph, costs: [1, 2, 3, 4], terminals: [NodeID(0), NodeID(1), NodeID(2)],
    leaves: [NodeID(1)])
  func check(_ edges: [UInt32]) throws(SteinerTreeFault) -> Int64 {
    try instance.verify(edges.map { EdgeID($0) })
  }
  #expect((try? check([0, 2])) == 4)
  #expect(throws: SteinerTreeFault.passed(leaf: NodeID(1))) { try check([0, 1]) }
  #expect(throws: SteinerTreeFault.cycle(EdgeID(2))) { try check([0, 1, 2]) }
  #expect(throws: SteinerTreeFault.apart(terminal: NodeID(2))) { try check([0]) }
  #expect(throws: SteinerTreeFault.stray(EdgeID(3))) { try check([0, 2, 3]) }
  #expect(throws: SteinerTreeFault.unknown(EdgeID(9))) { try check([0, 2, 9]) }
}
