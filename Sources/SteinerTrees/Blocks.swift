import Graphs

/// A subproblem that can be solved independently of the others.
struct Block {
  let problem: Problem
  /// Indexed by edge of the block: the edge of the whole problem.
  let edges: [Int32]
  /// Indexed by node of the block: the node of the whole problem.
  let nodes: [Int32]

  /// The edges of each tree that are in the block.
  ///
  /// They form a tree, too.
  func restricting(_ trees: [[Int32]]) -> [[Int32]] {
    trees.map { tree in
      let held = Set(tree)
      return edges.indices.filter { held.contains(edges[$0]) }.map { Int32($0) }
    }
  }
}

extension Problem {
  /// The biconnected components (blocks) that lie between terminals.
  ///
  /// The union of a best tree for each block is a best tree of the whole problem.
  ///
  /// A cut node shared by two blocks becomes a terminal of both if there are terminals on both
  /// sides of it. Source: Hopcroft and Tarjan 1973, algorithm 447.
  ///
  /// - Complexity: O(n + m).
  func blocks() -> [Block] {
    var finder = BlockFinder(self)
    return finder.blocks()
  }
}

/// The depth-first search for biconnected components, without recursion.
private struct BlockFinder {
  private let problem: Problem
  private var order: [Int32]
  private var low: [Int32]
  private var next: [Int]
  private var via: [Int32]
  /// Indexed by node: the number of terminals found in its subtree so far.
  private var terminalsBelow: [Int32]
  /// Indexed by node: whether it is a terminal, or a cut node with terminals in a block below it.
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

  /// Finishes a node, and outputs the block that ends at its parent, if there is one.
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
    // Subtrees are finished before their parents. Terminals above the block follow later, so the
    // block's top node connects the terminals on both sides.
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
