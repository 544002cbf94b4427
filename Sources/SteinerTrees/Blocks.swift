import Graphs

/// A part of a problem that can be solved by itself.
struct Block {
  let problem: Problem
  /// By edge of the block its number in the whole.
  let edges: [Int32]
  /// By node of the block its number in the whole.
  let nodes: [Int32]

  /// The parts of trees of the whole that lie in the block: trees, too.
  func restricting(_ trees: [[Int32]]) -> [[Int32]] {
    trees.map { tree in
      let held = Set(tree)
      return edges.indices.filter { held.contains(edges[$0]) }.map { Int32($0) }
    }
  }
}

extension Problem {
  /// The biconnected parts that lie between terminals: trees of them make up a tree of the whole.
  ///
  /// A node that two parts share must be in the tree of both where terminals lie on both sides.
  /// Source: Hopcroft and Tarjan 1973, algorithm 447.
  ///
  /// - Complexity: O(n + m).
  func blocks() -> [Block] {
    var finder = BlockFinder(self)
    return finder.blocks()
  }
}

/// The depth-first search for biconnected parts, without recursion.
private struct BlockFinder {
  private let problem: Problem
  private var order: [Int32]
  private var low: [Int32]
  private var next: [Int]
  private var via: [Int32]
  /// How many terminals lie in the subtree so far.
  private var terminalsBelow: [Int32]
  /// Whether a part that hangs below the node holds terminals.
  private var isNeeded: [Bool]
  private var edgeStack: [Int32] = []
  private var found: [[Int32]] = []
  private var tops: [Int32] = []
  private var number: [Int32]

  init(_ problem: Problem) {
    self.problem = problem
    let count = problem.graph.nodeCount
    order = [Int32](repeating: -1, count: count)
    low = order
    via = order
    number = order
    next = (0..<count).map { problem.graph.slotRange(Int32($0)).lowerBound }
    terminalsBelow = problem.isTerminal.map { $0 ? 1 : 0 }
    isNeeded = problem.isTerminal
  }

  mutating func blocks() -> [Block] {
    var stack = [problem.root]
    var time: Int32 = 0
    order[Int(problem.root)] = 0
    low[Int(problem.root)] = 0
    let graph = problem.graph
    while let node = stack.last {
      if next[Int(node)] < graph.slotRange(node).upperBound {
        let slot = graph.slots[next[Int(node)]]
        next[Int(node)] += 1
        if slot.edge == via[Int(node)] { continue }
        if order[Int(slot.neighbour)] < 0 {
          time += 1
          order[Int(slot.neighbour)] = time
          low[Int(slot.neighbour)] = time
          via[Int(slot.neighbour)] = slot.edge
          edgeStack.append(slot.edge)
          stack.append(slot.neighbour)
        } else if order[Int(slot.neighbour)] < order[Int(node)] {
          edgeStack.append(slot.edge)
          low[Int(node)] = min(low[Int(node)], order[Int(slot.neighbour)])
        }
      } else {
        stack.removeLast()
        guard let parent = stack.last else { break }
        close(node, below: parent)
      }
    }
    return zip(found, tops).map { block(of: $0, top: $1) }
  }

  /// Books what is finished at a node, and the part that ends at its parent, if one does.
  private mutating func close(_ node: Int32, below parent: Int32) {
    low[Int(parent)] = min(low[Int(parent)], low[Int(node)])
    terminalsBelow[Int(parent)] += terminalsBelow[Int(node)]
    guard low[Int(node)] >= order[Int(parent)] else { return }
    var edges: [Int32] = []
    while let edge = edgeStack.popLast() {
      edges.append(edge)
      if edge == via[Int(node)] { break }
    }
    guard terminalsBelow[Int(node)] > 0 else { return }
    // Parts below hold their terminals by now, those above theirs later: the top joins both.
    found.append(edges.sorted())
    tops.append(parent)
    isNeeded[Int(parent)] = true
  }

  private mutating func block(of edges: [Int32], top: Int32) -> Block {
    var nodes: [Int32] = []
    func number(_ node: Int32) -> Int32 {
      if self.number[Int(node)] < 0 {
        self.number[Int(node)] = Int32(nodes.count)
        nodes.append(node)
      }
      return self.number[Int(node)]
    }
    var tails: [Int32] = []
    var heads: [Int32] = []
    for edge in edges {
      tails.append(number(problem.graph.tails[Int(edge)]))
      heads.append(number(problem.graph.heads[Int(edge)]))
    }
    let isTerminal = nodes.map { isNeeded[Int($0)] }
    let block = Problem(
      graph: Graph(nodeCount: nodes.count, tails: tails, heads: heads),
      costs: edges.map { problem.costs[Int($0)] }, isTerminal: isTerminal,
      terminals: nodes.indices.filter { isTerminal[$0] }.map { Int32($0) },
      root: self.number[Int(top)])
    for node in nodes { self.number[Int(node)] = -1 }
    return Block(problem: block, edges: edges, nodes: nodes)
  }
}
