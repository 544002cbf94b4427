import Graphs

/// Reduces a problem without changing the cost of its best tree, and translates trees back.
///
/// The graph is stored as linked lists of edge ends, so that edges can be deleted and nodes merged
/// in place. Each edge of the reduction represents a piece: either an edge of the original problem,
/// or two pieces joined end to end. The rules are in `Reduction+Rules.swift`.
struct Reduction {
  var tails: [Int32]
  var heads: [Int32]
  var costs: [Int64]
  var isAlive: [Bool]
  var degree: [Int32]
  var isTerminal: [Bool]
  private(set) var terminalCount: Int
  private(set) var root: Int32
  var statistics = SteinerStatistics()

  /// Indexed by edge: the piece that the edge represents.
  private var piece: [Int32]
  /// The pairs of joined pieces.
  ///
  /// Pair i has the number `givenCount` + i.
  private var joints: [(Int32, Int32)] = []
  private let givenCount: Int
  /// Indexed by node: the node into which it was merged; −1 if it was not merged.
  private var mergedInto: [Int32]
  /// The pieces that some best tree contains.
  private var fixed: [Int32] = []
  private(set) var fixedCost: Int64 = 0

  // Edge end 2e is at the tail of edge e, and 2e + 1 at its head. The ends at each node form a
  // doubly linked list.
  private var first: [Int32]
  private var next: [Int32]
  private var previous: [Int32]

  /// - Parameters:
  ///   - problem: the problem to reduce.
  ///   - keeps: indexed by edge, whether it exists at all; every edge if `nil`.
  init(_ problem: Problem, keeps: [Bool]? = nil) {
    let graph = problem.graph
    givenCount = graph.edgeCount
    tails = graph.tails
    heads = graph.heads
    costs = problem.costs
    isTerminal = problem.isTerminal
    terminalCount = problem.terminals.count
    root = problem.root
    isAlive = [Bool](repeating: false, count: graph.edgeCount)
    piece = [Int32](0..<Int32(graph.edgeCount))
    degree = [Int32](repeating: 0, count: graph.nodeCount)
    mergedInto = [Int32](repeating: -1, count: graph.nodeCount)
    first = [Int32](repeating: -1, count: graph.nodeCount)
    next = [Int32](repeating: -1, count: graph.edgeCount * 2)
    previous = next
    for edge in tails.indices.reversed() where tails[edge] != heads[edge] {
      if let keeps, !keeps[edge] { continue }
      isAlive[edge] = true
      chain(Int32(2 * edge), at: tails[edge])
      chain(Int32(2 * edge + 1), at: heads[edge])
    }
  }

  /// The reduced problem, the edge of this reduction for each of its edges, and its node for each
  /// original node (−1 for none); `nil` if at most one terminal is left, so that no decision
  /// remains.
  func problem() -> (problem: Problem, edges: [Int32], nodes: [Int32])? {
    guard terminalCount > 1 else { return nil }
    var number = [Int32](repeating: -1, count: degree.count)
    var isTerminal: [Bool] = []
    var terminals: [Int32] = []
    for node in degree.indices where degree[node] > 0 {
      number[node] = Int32(isTerminal.count)
      if self.isTerminal[node] { terminals.append(number[node]) }
      isTerminal.append(self.isTerminal[node])
    }
    let edges = tails.indices.filter { isAlive[$0] }.map { Int32($0) }
    let graph = Graph(
      nodeCount: isTerminal.count, tails: edges.map { number[Int(tails[Int($0)])] },
      heads: edges.map { number[Int(heads[Int($0)])] })
    return (
      Problem(
        graph: graph, costs: edges.map { costs[Int($0)] }, isTerminal: isTerminal,
        terminals: terminals, root: number[Int(root)]), edges,
      number.indices.map { node in
        var node = Int32(node)
        while mergedInto[Int(node)] >= 0 { node = mergedInto[Int(node)] }
        return number[Int(node)]
      }
    )
  }

  /// The original edges represented by some edges of the reduction and by the fixed pieces.
  func expand(_ chosen: [Int32]) -> [Int32] {
    var stack = chosen.map { piece[Int($0)] } + fixed
    var result: [Int32] = []
    while let current = stack.popLast() {
      if current < givenCount {
        result.append(current)
      } else {
        let joint = joints[Int(current) - givenCount]
        stack.append(joint.0)
        stack.append(joint.1)
      }
    }
    // Pieces that were joined at the same node may share an edge.
    result.sort()
    var last: Int32 = -1
    return result.filter { edge in
      defer { last = edge }
      return edge != last
    }
  }

  /// The edges, among some edges of the reduction, that represent only edges of a given tree of the
  /// original problem.
  ///
  /// - Complexity: O(m).
  func image(of tree: [Int32], among edges: [Int32]) -> [Int32] {
    var isHeld = [Bool](repeating: false, count: givenCount + joints.count)
    for edge in tree { isHeld[Int(edge)] = true }
    for (index, joint) in joints.enumerated() {
      isHeld[givenCount + index] = isHeld[Int(joint.0)] && isHeld[Int(joint.1)]
    }
    return edges.indices.filter { isHeld[Int(piece[Int(edges[$0])])] }.map { Int32($0) }
  }

  /// Whether the root is connected to every other terminal.
  ///
  /// - Complexity: O(n + m).
  var joinsTerminals: Bool {
    var isReached = [Bool](repeating: false, count: degree.count)
    isReached[Int(root)] = true
    var stack = [root]
    var missing = terminalCount
    while let node = stack.popLast() {
      if isTerminal[Int(node)] { missing -= 1 }
      var end = firstEnd(at: node)
      while end >= 0 {
        let far = far(end)
        if !isReached[Int(far)] {
          isReached[Int(far)] = true
          stack.append(far)
        }
        end = self.end(after: end)
      }
    }
    return missing == 0
  }

  // MARK: Walking

  /// The first edge end at a node; −1 if there is none.
  @inline(__always)
  func firstEnd(at node: Int32) -> Int32 { first[Int(node)] }

  /// The next edge end at the same node; −1 if there is none.
  @inline(__always)
  func end(after end: Int32) -> Int32 { next[Int(end)] }

  /// The node at the other end of the edge.
  @inline(__always)
  func far(_ end: Int32) -> Int32 {
    end & 1 == 0 ? heads[Int(end >> 1)] : tails[Int(end >> 1)]
  }

  // MARK: Changing

  private mutating func chain(_ end: Int32, at node: Int32) {
    let old = first[Int(node)]
    next[Int(end)] = old
    previous[Int(end)] = -1
    if old >= 0 { previous[Int(old)] = end }
    first[Int(node)] = end
    degree[Int(node)] += 1
  }

  private mutating func unchain(_ end: Int32, at node: Int32) {
    let (before, after) = (previous[Int(end)], next[Int(end)])
    if before >= 0 { next[Int(before)] = after } else { first[Int(node)] = after }
    if after >= 0 { previous[Int(after)] = before }
    degree[Int(node)] -= 1
  }

  mutating func delete(_ edge: Int32) {
    isAlive[Int(edge)] = false
    unchain(2 * edge, at: tails[Int(edge)])
    unchain(2 * edge + 1, at: heads[Int(edge)])
    statistics.edgesDeleted += 1
  }

  /// Replaces the two edges at a node by one, which keeps the number of the first.
  mutating func join(_ kept: Int32, _ removed: Int32, over node: Int32) {
    let far = tails[Int(removed)] == node ? heads[Int(removed)] : tails[Int(removed)]
    isAlive[Int(removed)] = false
    unchain(2 * removed, at: tails[Int(removed)])
    unchain(2 * removed + 1, at: heads[Int(removed)])
    piece[Int(kept)] = joint(kept, removed)
    costs[Int(kept)] += costs[Int(removed)]
    move(kept, from: node, to: far)
    statistics.pathsJoined += 1
  }

  /// Replaces a node by one edge for each pair of its edges that a best tree may use.
  mutating func replace(_ passable: PassableNode) {
    for (one, other) in passable.pairs {
      let edge = Int32(tails.count)
      tails.append(self.other(passable.node, over: one))
      heads.append(self.other(passable.node, over: other))
      costs.append(costs[Int(one)] + costs[Int(other)])
      piece.append(joint(one, other))
      isAlive.append(true)
      next += [-1, -1]
      previous += [-1, -1]
      chain(2 * edge, at: tails[Int(edge)])
      chain(2 * edge + 1, at: heads[Int(edge)])
    }
    while firstEnd(at: passable.node) >= 0 { delete(firstEnd(at: passable.node) >> 1) }
  }

  private func other(_ node: Int32, over edge: Int32) -> Int32 {
    tails[Int(edge)] == node ? heads[Int(edge)] : tails[Int(edge)]
  }

  private mutating func joint(_ one: Int32, _ other: Int32) -> Int32 {
    joints.append((piece[Int(one)], piece[Int(other)]))
    return Int32(givenCount + joints.count - 1)
  }

  private mutating func move(_ edge: Int32, from node: Int32, to other: Int32) {
    let end = tails[Int(edge)] == node ? 2 * edge : 2 * edge + 1
    unchain(end, at: node)
    if end & 1 == 0 { tails[Int(edge)] = other } else { heads[Int(edge)] = other }
    chain(end, at: other)
  }

  /// Includes an edge in the tree, even if its ends are not terminals.
  mutating func take(_ edge: Int32, _ changed: inout [Int32]) {
    for node in [tails[Int(edge)], heads[Int(edge)]] where !isTerminal[Int(node)] {
      isTerminal[Int(node)] = true
      terminalCount += 1
    }
    contract(edge, &changed)
  }

  /// Includes an edge in the tree and merges its two ends.
  ///
  /// Appends the nodes whose edges have changed.
  mutating func contract(_ edge: Int32, _ changed: inout [Int32]) {
    var (merged, kept) = (tails[Int(edge)], heads[Int(edge)])
    if degree[Int(merged)] > degree[Int(kept)] { swap(&merged, &kept) }
    fixed.append(piece[Int(edge)])
    fixedCost += costs[Int(edge)]
    delete(edge)
    while firstEnd(at: merged) >= 0 {
      let moved = firstEnd(at: merged) >> 1
      changed.append(far(firstEnd(at: merged)))
      if far(firstEnd(at: merged)) == kept {
        delete(moved)
      } else {
        move(moved, from: merged, to: kept)
      }
    }
    if isTerminal[Int(merged)] && isTerminal[Int(kept)] { terminalCount -= 1 }
    if isTerminal[Int(merged)] { isTerminal[Int(kept)] = true }
    isTerminal[Int(merged)] = false
    if root == merged { root = kept }
    mergedInto[Int(merged)] = kept
    statistics.edgesContracted += 1
    changed.append(kept)
  }
}
