import Graphs
import SteinerTrees
import Testing

/// Solves instances.
///
/// Returns the seeds for which exhaustive search finds a different optimum, and the number of edges
/// decided by local enumeration.
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
    count += solution.statistics.edgesDecidedLocally
  }
  return (faults, count)
}

@Test func `decisions by local enumeration preserve a best tree on grids with nearly equal costs`()
  throws
{
  let result = try decided(601...700, gridInstance)
  #expect(result.faults == [])
  #expect(result.count > 1_000)
}

@Test func `decisions by local enumeration preserve a best tree if many trees have equal cost`()
  throws
{
  let result = try decided(2001...3000, knottyInstance)
  #expect(result.faults == [])
  #expect(result.count > 100)
}

@Test func `decisions by local enumeration preserve a best tree with leaves`() throws {
  let result = try decided(14001...18000) { randomInstance($0, leaves: true) }
  #expect(result.faults == [])
  #expect(result.count > 10)
}
