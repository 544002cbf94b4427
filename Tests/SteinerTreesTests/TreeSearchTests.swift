import Graphs
import SteinerTrees
import Testing

/// A hypercube in which each edge costs 1.
///
/// The nodes with an even number of ones are terminals.
private func cube(_ dimensions: Int) -> SteinerInstance {
  var ends: [(NodeID, NodeID)] = []
  for node in 0..<(1 << dimensions) {
    for bit in 0..<dimensions where node >> bit & 1 == 0 {
      ends.append((NodeID(UInt32(node)), NodeID(UInt32(node | 1 << bit))))
    }
  }
  return SteinerInstance(
    graph: Graph(nodeCount: 1 << dimensions, edges: ends), costs: ends.map { _ in 1 },
    terminals: (0..<(1 << dimensions)).filter { $0.nonzeroBitCount % 2 == 0 }
      .map { NodeID(UInt32($0)) })
}

/// The instances hc6u and hc7u of Rosseti, Poggi de Aragão, Ribeiro, Uchoa and Werneck 2001.
///
/// The best known trees cost 39 and 77.
@Test
func `if every edge costs the same, trees cost at most two per cent more than the best known`()
  throws
{
  var options = SteinerOptions()
  options.largestLinearBlock = 0
  options.proves = true
  for (dimensions, best) in [(6, 39), (7, 77)] {
    let instance = cube(dimensions)
    let solution = try solve(instance, options: options)
    #expect(try instance.verify(solution.edges) == solution.cost)
    #expect(solution.cost <= Int64(best + best / 50))
    #expect(solution.lowerBound <= Int64(best))
  }
}

@Test func `random trees do not depend on the number of threads`() throws {
  let instance = cube(7)
  var options = SteinerOptions()
  options.largestLinearBlock = 0
  options.proves = true
  let once = try solve(instance, options: options)
  options.threads = 3
  let again = try solve(instance, options: options)
  #expect(once.edges == again.edges)
  #expect(once.statistics == again.statistics)
}
