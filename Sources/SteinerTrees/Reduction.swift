import Graphs

/// Makes a problem smaller without changing what its best tree costs, and undoes it in the answer.
///
/// The graph is kept as chains of edge ends, so that edges can be deleted and nodes merged in place.
/// An edge stands for a piece: an edge of the problem it was made from, or two pieces joined end to
/// end. The tests stand in `Reduction+Tests.swift`.
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

  /// What each edge stands for.
  private var piece: [Int32]
  /// Two pieces joined; numbered on from the edges given.
  private var joints: [(Int32, Int32)] = []
  private let givenCount: Int
  /// By node the one it was merged into; −1 where it was not.
  private var mergedInto: [Int32]
  /// Pieces that a best tree may be taken to hold.
  private var fixed: [Int32] = []
  private(set) var fixedCost: Int64 = 0

  // Edge end 2e lies at the tail of edge e, 2e + 1 at its head; chained both ways by node.
  private var first: [Int32]
  private var next: [Int32]
  private var previous: [Int32]

  /// - Parameters:
  ///   - problem: what is to be reduced.
  ///   - keeps: which edges there are at all; every one if `nil`.
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

  /// The reduced problem, which edge of this reduction each of its edges is, and which of its nodes
  /// each node has become, −1 for none; `nil` where at most one terminal is left and nothing is to be
  /// decided.
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

  /// The edges of the original problem that some edges of the reduction and the fixed ones stand for.
  func expand(_ chosen: [Int32]) -> [Int32] {
    var stack = chosen.map { piece[Int($0)] } + fixed
    var result: [Int32] = []
    while let part = stack.popLast() {
      if part < givenCount {
        result.append(part)
      } else {
        let joint = joints[Int(part) - givenCount]
        stack.append(joint.0)
        stack.append(joint.1)
      }
    }
    // Pairs of edges at one node may share an edge.
    result.sort()
    var last: Int32 = -1
    return result.filter { edge in
      defer { last = edge }
      return edge != last
    }
  }

  /// Which of some edges of the reduction stand for nothing but edges of a tree of the problem given.
  ///
  /// - Complexity: O(m).
  func image(of tree: [Int32], among edges: [Int32]) -> [Int32] {
    var isHeld = [Bool](repeating: false, count: givenCount + joints.count)
    for edge in tree { isHeld[Int(edge)] = true }
    for (place, joint) in joints.enumerated() {
      isHeld[givenCount + place] = isHeld[Int(joint.0)] && isHeld[Int(joint.1)]
    }
    return edges.indices.filter { isHeld[Int(piece[Int(edges[$0])])] }.map { Int32($0) }
  }

  /// Whether a path leads from the root to every other terminal.
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

  /// The first edge end at a node; −1 at none.
  @inline(__always)
  func firstEnd(at node: Int32) -> Int32 { first[Int(node)] }

  /// The edge end after another at the same node.
  @inline(__always)
  func end(after end: Int32) -> Int32 { next[Int(end)] }

  /// The node at the far side of an edge end.
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

  /// Makes the two edges at a node one; the first bears it from now on.
  mutating func join(_ kept: Int32, _ gone: Int32, over node: Int32) {
    let far = tails[Int(gone)] == node ? heads[Int(gone)] : tails[Int(gone)]
    isAlive[Int(gone)] = false
    unchain(2 * gone, at: tails[Int(gone)])
    unchain(2 * gone + 1, at: heads[Int(gone)])
    piece[Int(kept)] = joint(kept, gone)
    costs[Int(kept)] += costs[Int(gone)]
    move(kept, from: node, to: far)
    statistics.pathsJoined += 1
  }

  /// Takes a node out and puts an edge in place of each pair of its edges that may be used.
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

  /// Takes an edge into the tree, whose ends need not be in it otherwise.
  mutating func take(_ edge: Int32, _ changed: inout [Int32]) {
    for node in [tails[Int(edge)], heads[Int(edge)]] where !isTerminal[Int(node)] {
      isTerminal[Int(node)] = true
      terminalCount += 1
    }
    contract(edge, &changed)
  }

  /// Takes an edge into the tree and makes its two ends one node; tells which nodes have changed.
  mutating func contract(_ edge: Int32, _ changed: inout [Int32]) {
    var (gone, kept) = (tails[Int(edge)], heads[Int(edge)])
    if degree[Int(gone)] > degree[Int(kept)] { swap(&gone, &kept) }
    fixed.append(piece[Int(edge)])
    fixedCost += costs[Int(edge)]
    delete(edge)
    while firstEnd(at: gone) >= 0 {
      let moved = firstEnd(at: gone) >> 1
      changed.append(far(firstEnd(at: gone)))
      if far(firstEnd(at: gone)) == kept {
        delete(moved)
      } else {
        move(moved, from: gone, to: kept)
      }
    }
    if isTerminal[Int(gone)] && isTerminal[Int(kept)] { terminalCount -= 1 }
    if isTerminal[Int(gone)] { isTerminal[Int(kept)] = true }
    isTerminal[Int(gone)] = false
    if root == gone { root = kept }
    mergedInto[Int(gone)] = kept
    statistics.edgesContracted += 1
    changed.append(kept)
  }
}
