import Graphs
import SteinerTrees

/// The cost of the best tree, by dynamic programming over all sets of terminals.
///
/// The function shares no code with the solver. It is practical for at most about twelve terminals.
/// Source: Dreyfus and Wagner 1971.
///
/// - Returns: `nil` if the terminals are not connected.
func optimum(of instance: SteinerInstance) -> Int64? {
  let graph = instance.graph
  let terminals = instance.terminals
  guard terminals.count > 1 else { return 0 }
  let infinity = Int64.max / 4
  // A path may end at a leaf but not pass through it.
  var isLeaf = [Bool](repeating: false, count: graph.nodeCount)
  for leaf in instance.leaves { isLeaf[Int(leaf.rawValue)] = true }
  let sets = 1 << (terminals.count - 1)
  var best = [[Int64]](repeating: [Int64](repeating: infinity, count: graph.nodeCount), count: sets)
  for set in 1..<sets {
    if set & (set - 1) == 0 {
      best[set][Int(terminals[set.trailingZeroBitCount + 1].rawValue)] = 0
    }
    for node in 0..<graph.nodeCount where !isLeaf[node] {
      var part = (set - 1) & set
      while part > 0 {
        best[set][node] = min(best[set][node], best[part][node] + best[set ^ part][node])
        part = (part - 1) & set
      }
    }
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for edge in 0..<graph.edgeCount {
        let (a, b) = graph.ends(of: EdgeID(UInt32(edge)))
        for (from, to) in [(Int(a.rawValue), Int(b.rawValue)), (Int(b.rawValue), Int(a.rawValue))] {
          let own = set & (set - 1) == 0 && from == terminals[set.trailingZeroBitCount + 1].rawValue
          if isLeaf[from] && !own { continue }
          let cost = best[set][from] + instance.costs[edge]
          if cost < best[set][to] {
            best[set][to] = cost
            hasChanged = true
          }
        }
      }
    }
  }
  let cost = best[sets - 1][Int(terminals[0].rawValue)]
  return cost >= infinity ? nil : cost
}
