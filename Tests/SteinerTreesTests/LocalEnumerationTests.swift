import Graphs
import SteinerTrees
import Testing

/// Solves instances, and tells what exhaustive search proves wrong and how much small parts have decided.
private func decided(
  _ seeds: ClosedRange<Int>, _ make: (Int) -> SteinerInstance
) throws -> (faults: [Int], count: Int) {
  var options = SteinerOptions()
  options.rounds = 2
  options.rootsPerRound = 1
  options.localSearchPasses = 0
  options.searchesTrees = false
  options.proves = true
  var faults: [Int] = []
  var count = 0
  for seed in seeds {
    let instance = make(seed)
    guard let least = optimum(of: instance) else { continue }
    let solution = try solve(instance, options: options)
    let cost = try instance.verify(solution.edges)
    if cost != least || solution.lowerBound != least { faults.append(seed) }
    count += solution.statistics.edgesDecidedByParts
  }
  return (faults, count)
}

@Test func `what small parts decide leaves a best tree on grids of nearly equal costs`() throws {
  let result = try decided(601...700, gridInstance)
  #expect(result.faults == [])
  #expect(result.count > 1_000)
}

@Test func `what small parts decide leaves a best tree where many trees cost the same`() throws {
  let result = try decided(2001...3000, knottyInstance)
  #expect(result.faults == [])
  #expect(result.count > 100)
}

@Test func `what small parts decide leaves a best tree in which leaves are leaves`() throws {
  let result = try decided(14001...18000) { randomInstance($0, leaves: true) }
  #expect(result.faults == [])
  #expect(result.count > 10)
}
