import Graphs

/// Finds the best subtree of a tree or forest: each subtree that costs more than its prizes is
/// removed.
///
/// Source: Johnson, Minkoff and Phillips 2000, "strong pruning".
struct StrongPruning {
  private let graph: Graph
  private let costs: [Int64]
  private let prizes: [Int64]
  private let isTerminal: [Bool]
  private let terminalCount: Int

  init(_ instance: PrizeCollectingInstance) {
    graph = instance.graph
    costs = instance.costs
    prizes = instance.prizes
    var isTerminal = [Bool](repeating: false, count: graph.nodeCount)
    for terminal in instance.terminals { isTerminal[Int(terminal.rawValue)] = true }
    self.isTerminal = isTerminal
    terminalCount = instance.terminals.count
  }

  /// The subtree with the greatest sum of prizes minus costs, among the subtrees that contain all
  /// terminals.
  ///
  /// - Complexity: O(n + t) for t edges.
  func best(nodes: [Int32], edges: [Int32]) -> (nodes: [Int32], edges: [Int32], gain: Int64)? {
    var around: [Int32: [(edge: Int32, far: Int32)]] = [:]
    for edge in edges {
      let (a, b) = (graph.tails[Int(edge)], graph.heads[Int(edge)])
      around[a, default: []].append((edge, b))
      around[b, default: []].append((edge, a))
    }
    var gain: [Int32: Int64] = [:]
    var held: [Int32: Int] = [:]
    var subtrees: [Int32: [(edge: Int32, far: Int32)]] = [:]
    var top: Int32?
    // Terminals are tried first as the start, so that the subtree of the start contains all
    // terminals.
    for start in nodes.sorted(by: { isTerminal[Int($0)] && !isTerminal[Int($1)] })
    where gain[start] == nil {
      let order = outwards(from: start, around)
      for (node, parent) in order.reversed() {
        var sum = prizes[Int(node)]
        var count = isTerminal[Int(node)] ? 1 : 0
        for (edge, far) in around[node] ?? [] where far != parent {
          guard let below = gain[far], let inside = held[far] else { continue }
          let net = below - costs[Int(edge)]
          if net <= 0 && inside == 0 { continue }
          sum += net
          count += inside
          subtrees[node, default: []].append((edge, far))
        }
        (gain[node], held[node]) = (sum, count)
        if count == terminalCount, top.map({ (gain[$0] ?? 0) < sum }) ?? true { top = node }
      }
    }
    guard let top, let sum = gain[top] else { return nil }
    var result: (nodes: [Int32], edges: [Int32], gain: Int64) = ([top], [], sum)
    var index = 0
    while index < result.nodes.count {
      for (edge, far) in subtrees[result.nodes[index]] ?? [] {
        result.nodes.append(far)
        result.edges.append(edge)
      }
      index += 1
    }
    return result
  }

  /// The nodes of a tree with their parents, each after its parent.
  private func outwards(
    from start: Int32, _ around: [Int32: [(edge: Int32, far: Int32)]]
  ) -> [(node: Int32, parent: Int32)] {
    var order = [(node: start, parent: Int32(-1))]
    var index = 0
    while index < order.count {
      let (node, parent) = order[index]
      index += 1
      for (_, far) in around[node] ?? [] where far != parent { order.append((far, node)) }
    }
    return order
  }
}
