import Graphs

/// Builds a tree: starting from the root, repeatedly adds the shortest path from the tree to the
/// nearest terminal that is not connected yet.
///
/// The naive version runs Dijkstra's algorithm once for each terminal. Here a single run suffices:
/// when a path is added, the distance of its nodes becomes 0 and the search continues from them.
///
/// Source: Takahashi and Matsuyama 1980; the single run follows de Aragão and Werneck 2002.
struct TreeConstruction {
  private var distance: [Int64]
  private var via: [Int32]
  private var inTree: [Bool]
  private var heap = BinaryHeap()

  init(_ problem: Problem) {
    distance = [Int64](repeating: .max, count: problem.graph.nodeCount)
    via = [Int32](repeating: -1, count: problem.graph.nodeCount)
    inTree = [Bool](repeating: false, count: problem.graph.nodeCount)
  }

  /// Builds a tree from a root, using admitted arcs only; `nil` if these do not reach every
  /// terminal.
  ///
  /// - Complexity: O(m log n) for each time the distance of a node decreases, which is a few times
  ///   in practice.
  mutating func grow(
    _ problem: Problem, from root: Int32, costs: [Int64], admits: (_ arc: Int32) -> Bool
  ) -> [Int32]? {
    let graph = problem.graph
    for node in distance.indices {
      distance[node] = .max
      via[node] = -1
      inTree[node] = false
    }
    heap.removeAll()
    var tree: [Int32] = []
    var missing = problem.terminals.count - (problem.isTerminal[Int(root)] ? 1 : 0)
    distance[Int(root)] = 0
    inTree[Int(root)] = true
    heap.insert(root, key: 0)
    while missing > 0, !heap.isEmpty {
      let entry = heap.removeFirst()
      var node = entry.node
      guard entry.key == distance[Int(node)] else { continue }
      if problem.isTerminal[Int(node)] && !inTree[Int(node)] {
        missing -= 1
        while !inTree[Int(node)] {
          inTree[Int(node)] = true
          tree.append(via[Int(node)])
          let before = problem.other(node, over: via[Int(node)])
          distance[Int(node)] = 0
          heap.insert(node, key: 0)
          node = before
        }
        continue
      }
      for index in graph.slotRange(node) {
        let slot = graph.slots[index]
        let next = Int(slot.neighbour)
        if inTree[next] { continue }
        let length = entry.key + costs[Int(slot.edge)]
        guard length < distance[next] else { continue }
        if !admits(problem.arc(into: slot.neighbour, over: slot.edge)) { continue }
        distance[next] = length
        via[next] = slot.edge
        heap.insert(slot.neighbour, key: length)
      }
    }
    return missing == 0 ? tree : nil
  }
}

extension Problem {
  /// A tree that contains as many of the given edges as possible; `nil` if no tree connects the
  /// terminals.
  ///
  /// - Complexity: O(m log n).
  func tree(holding edges: [Int32]) -> [Int32]? {
    var costs = costs
    for edge in edges { costs[Int(edge)] = 0 }
    var construction = TreeConstruction(self)
    return construction.grow(self, from: root, costs: costs, admits: { _ in true })
      .map { prunedSpanningTree(self, over: $0) }
  }
}

/// Makes a tree from a set of edges that connects the terminals.
///
/// The result is a minimum spanning tree of the nodes that the edges touch. It may use every edge
/// of the graph between these nodes. Subtrees without terminals are removed.
///
/// - Complexity: O(m log m) in the number of edges between the nodes.
func prunedSpanningTree(_ problem: Problem, over edges: [Int32]) -> [Int32] {
  let graph = problem.graph
  var isMember = [Bool](repeating: false, count: graph.nodeCount)
  var members: [Int32] = []
  // Nodes that are not needed to connect terminals must not influence the spanning tree.
  for edge in pruned(problem, edges) {
    for node in [graph.tails[Int(edge)], graph.heads[Int(edge)]] where !isMember[Int(node)] {
      isMember[Int(node)] = true
      members.append(node)
    }
  }
  var candidates: [Int32] = []
  for node in members {
    for index in graph.slotRange(node) {
      let slot = graph.slots[index]
      if isMember[Int(slot.neighbour)] && node < slot.neighbour { candidates.append(slot.edge) }
    }
  }
  candidates.sort {
    (problem.costs[Int($0)], $0) < (problem.costs[Int($1)], $1)
  }
  var sets = UnionFind(count: graph.nodeCount)
  var tree: [Int32] = []
  for edge in candidates where sets.join(graph.tails[Int(edge)], graph.heads[Int(edge)]) {
    tree.append(edge)
  }
  return pruned(problem, tree)
}

/// The tree without the subtrees that contain no terminal.
///
/// - Complexity: O(n + t) for t edges.
func pruned(_ problem: Problem, _ tree: [Int32]) -> [Int32] {
  let graph = problem.graph
  var degree = [Int32](repeating: 0, count: graph.nodeCount)
  // The exclusive or of all edges at a node. Once one edge is left, it is the number of that edge.
  var edgeXor = [Int32](repeating: 0, count: graph.nodeCount)
  for edge in tree {
    for node in [graph.tails[Int(edge)], graph.heads[Int(edge)]] {
      degree[Int(node)] += 1
      edgeXor[Int(node)] ^= edge
    }
  }
  var isRemoved = [Bool](repeating: false, count: graph.edgeCount)
  for start in 0..<graph.nodeCount {
    var node = Int32(start)
    while degree[Int(node)] == 1, !problem.isTerminal[Int(node)] {
      let edge = edgeXor[Int(node)]
      isRemoved[Int(edge)] = true
      degree[Int(node)] = 0
      node = problem.other(node, over: edge)
      degree[Int(node)] -= 1
      edgeXor[Int(node)] ^= edge
    }
  }
  return tree.filter { !isRemoved[Int($0)] }.sorted()
}
