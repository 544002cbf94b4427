import Graphs
import SteinerTrees
import Testing

/// A random problem.
///
/// Problems with an even seed have leaves.
private func randomCoverage(_ seed: Int) -> CoverageInstance {
  let prizes = randomPrizes(seed, rooted: true, leaves: seed % 2 == 0)
  return CoverageInstance(
    graph: prizes.graph, costs: prizes.costs, weights: prizes.prizes, root: prizes.terminals[0],
    leaves: prizes.leaves)
}

/// The cost and weight of the cheapest tree on each set of nodes that contains the root.
private func allTrees(of instance: CoverageInstance) -> [(cost: Int64, weight: Int64)] {
  cheapestTrees(instance.graph, instance.costs, leaves: instance.leaves)
    .filter { $0.nodes >> Int(instance.root.rawValue) & 1 == 1 }
    .map { tree in
      (
        tree.cost,
        instance.weights.indices.reduce(0) {
          $0 + (tree.nodes >> $1 & 1 == 1 ? instance.weights[$1] : 0)
        }
      )
    }
}

/// Counts of the results for many problems.
private struct Score: CustomStringConvertible {
  var faults: [String] = []
  var solved = 0
  var best = 0
  var proven = 0

  var description: String { "\(solved) solved, \(best) best, \(proven) proven; \(faults)" }
}

@Suite struct CoverageTests {
  @Test func `a quota is reached, and the bound never exceeds the optimum of exhaustive search`() {
    var score = Score()
    for seed in 1...4000 {
      let instance = randomCoverage(seed)
      let all = instance.weights.reduce(0, +)
      let quota = all * Int64(seed % 11) / 10 - (seed % 11 == 10 ? all / 5 : 0)
      let optimum = allTrees(of: instance).filter { $0.weight >= quota }.map(\.cost).min()
      do {
        let solution = try solve(instance, quota: quota)
        let found = try instance.verify(nodes: solution.tree.nodes, edges: solution.tree.edges)
        guard let optimum else {
          score.faults.append("\(seed): solved a problem that has no solution")
          continue
        }
        if found.cost != solution.tree.cost || found.weight != solution.tree.weight {
          score.faults.append("\(seed): the verified tree is \(found)")
        }
        if found.weight < quota || found.cost < optimum || solution.lowerBound > optimum {
          score.faults.append("\(seed): \(solution.lowerBound) ≤ \(optimum) ≤ \(found) is violated")
        }
        score.solved += 1
        if found.cost == optimum { score.best += 1 }
        if solution.isOptimal { score.proven += 1 }
      } catch SteinerError.unreachable(let nodes) {
        if optimum != nil || nodes.isEmpty { score.faults.append("\(seed): unreachable") }
      } catch {
        score.faults.append("\(seed): \(error)")
      }
    }
    #expect(score.faults == [])
    #expect(score.best > score.solved * 97 / 100, "\(score)")
    #expect(score.proven > score.solved / 2, "\(score)")
  }

  @Test func `a budget is kept, and the bound is never below the optimum of exhaustive search`() {
    var score = Score()
    for seed in 1...4000 {
      let instance = randomCoverage(seed)
      let trees = allTrees(of: instance)
      let budget = (trees.map(\.cost).max() ?? 0) * Int64(seed % 11) / 12
      let optimum = trees.filter { $0.cost <= budget }.map(\.weight).max() ?? 0
      do {
        let solution = try solve(instance, budget: budget)
        let found = try instance.verify(nodes: solution.tree.nodes, edges: solution.tree.edges)
        if found.cost != solution.tree.cost || found.weight != solution.tree.weight {
          score.faults.append("\(seed): the verified tree is \(found)")
        }
        if found.cost > budget || found.weight > optimum || solution.upperBound < optimum {
          score.faults.append("\(seed): \(found) ≤ \(optimum) ≤ \(solution.upperBound) is violated")
        }
        score.solved += 1
        if found.weight == optimum { score.best += 1 }
        if solution.isOptimal { score.proven += 1 }
      } catch {
        score.faults.append("\(seed): \(error)")
      }
    }
    #expect(score.faults == [])
    #expect(score.best > score.solved * 97 / 100, "\(score)")
    #expect(score.proven > score.solved / 2, "\(score)")
  }
}
