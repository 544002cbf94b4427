import Graphs

/// One pass over all key paths and key nodes of a tree.
///
/// The method is described at ``LocalSearch``.
struct ExchangePass {
  private let problem: Problem
  private let treeEdges: [Int32]
  private let tree: RootedTree
  private var voronoi: VoronoiDiagram
  private var border: [BorderEdge] = []
  private var heaps = MergeableHeaps(keys: [])
  /// Indexed by node of the tree: the heap of border edges with an end in the regions of the
  /// subtree processed so far.
  private var heap: [Int32]
  /// Indexed by node of the tree: the first border edge for which this node is the lowest common
  /// ancestor of the two bases.
  ///
  /// The others follow in `nextAcross`.
  private var firstAcross: [Int32]
  private var nextAcross: [Int32] = []
  private var isLocked: [Bool]
  private var isRemovedNode: [Bool]
  private var removed: [Int32] = []
  private var added: [Int32] = []

  /// An edge between two regions, and the length of the path between their bases that contains it.
  struct BorderEdge {
    let edge: Int32
    let length: Int64
  }

  /// A candidate path that reconnects two subtrees.
  private struct Reconnection {
    let edge: Int32
    let length: Int64
    let subtrees: (Int32, Int32)
  }

  init(_ problem: Problem, _ treeEdges: [Int32]) {
    self.problem = problem
    self.treeEdges = treeEdges
    tree = RootedTree(problem, treeEdges)
    voronoi = VoronoiDiagram(problem, around: tree.order)
    let count = problem.graph.nodeCount
    heap = [Int32](repeating: -1, count: count)
    firstAcross = heap
    isLocked = [Bool](repeating: false, count: count)
    isRemovedNode = isLocked
    fillHeaps()
  }

  /// The edges after all moves of the pass, not pruned yet; `nil` if no move reduces the cost.
  mutating func run() -> [Int32]? {
    // The children of each key node in the tree of key nodes, collected as they are finished.
    var firstChild = [Int32](repeating: -1, count: problem.graph.nodeCount)
    var nextSibling = firstChild
    for node in tree.order.reversed() where tree.isKey[Int(node)] && node != tree.root {
      var children: [Int32] = []
      var child = firstChild[Int(node)]
      while child >= 0 {
        children.append(child)
        child = nextSibling[Int(child)]
      }
      if !problem.isTerminal[Int(node)] { tryEliminating(node, children) }
      for child in children {
        heap[Int(node)] = heaps.meld(heap[Int(node)], heap[Int(child)])
        for inner in tree.interior(of: child) {
          heap[Int(node)] = heaps.meld(heap[Int(node)], heap[Int(inner)])
        }
      }
      tryExchangingPath(node)
      let up = tree.keyParent[Int(node)]
      nextSibling[Int(node)] = firstChild[Int(up)]
      firstChild[Int(up)] = node
    }
    if removed.isEmpty { return nil }
    var isOut = [Bool](repeating: false, count: problem.graph.edgeCount)
    for edge in removed { isOut[Int(edge)] = true }
    return treeEdges.filter { !isOut[Int($0)] } + added
  }

  // MARK: Border edges

  private mutating func fillHeaps() {
    let graph = problem.graph
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.tails[edge]), Int(graph.heads[edge]))
      guard voronoi.base[a] >= 0, voronoi.base[b] >= 0, voronoi.base[a] != voronoi.base[b],
        tree.parentEdge[a] != Int32(edge), tree.parentEdge[b] != Int32(edge)
      else { continue }
      border.append(
        BorderEdge(
          edge: Int32(edge),
          length: voronoi.distance[a] + problem.costs[edge] + voronoi.distance[b]))
    }
    nextAcross = [Int32](repeating: -1, count: border.count)
    var keys = [Int64](repeating: 0, count: border.count * 2)
    for index in border.indices {
      keys[2 * index] = border[index].length
      keys[2 * index + 1] = border[index].length
    }
    heaps = MergeableHeaps(keys: keys)
    for index in border.indices {
      let (a, b) = bases(of: border[index].edge)
      heap[Int(a)] = heaps.meld(heap[Int(a)], Int32(2 * index))
      heap[Int(b)] = heaps.meld(heap[Int(b)], Int32(2 * index + 1))
      let top = Int(tree.commonAncestor(a, b))
      nextAcross[index] = firstAcross[top]
      firstAcross[top] = Int32(index)
    }
  }

  private func bases(of edge: Int32) -> (Int32, Int32) {
    (
      voronoi.base[Int(problem.graph.tails[Int(edge)])],
      voronoi.base[Int(problem.graph.heads[Int(edge)])]
    )
  }

  /// The cheapest border edge that leads from a heap's regions to a region outside a subtree,
  /// ignoring the nodes being removed.
  ///
  /// Entries that are discarded on the way lead to nodes inside the subtree. Larger subtrees
  /// contain these nodes too, so the entries are never needed again.
  private mutating func cheapestExit(from owner: Int32, beyond top: Int32) -> BorderEdge? {
    while heap[Int(owner)] >= 0 {
      let entry = heap[Int(owner)]
      let found = border[Int(entry >> 1)]
      let ends = bases(of: found.edge)
      let far = entry & 1 == 0 ? ends.1 : ends.0
      if !tree.isBelow(far, top), !voronoi.isDropped(far) { return found }
      heap[Int(owner)] = heaps.removingFirst(of: entry)
    }
    return nil
  }

  // MARK: Moves

  /// Tries the exchange of a key path.
  private mutating func tryExchangingPath(_ key: Int32) {
    let cost = tree.pathCost[Int(key)]
    let inner = tree.interior(of: key)
    voronoi.drop(inner, limit: cost)
    var best: (edge: Int32, length: Int64) = (-1, cost)
    if let exit = cheapestExit(from: key, beyond: key), exit.length < best.length {
      best = (exit.edge, exit.length)
    }
    if isLocked[Int(key)] { return }
    for link in voronoi.repairedLinks(limit: cost)
    where link.length < best.length
      && tree.isBelow(link.bases.0, key) != tree.isBelow(link.bases.1, key)
    {
      best = (link.edge, link.length)
    }
    if best.edge >= 0 { apply([best.edge], replacing: [key], removing: inner) }
  }

  /// Tries the elimination of a key node.
  private mutating func tryEliminating(_ node: Int32, _ children: [Int32]) {
    let paths = children + [node]
    if paths.contains(where: { isLocked[Int($0)] }) { return }
    let cost = paths.reduce(0) { $0 + tree.pathCost[Int($1)] }
    var inner = [node]
    for path in paths { inner += tree.interior(of: path) }
    voronoi.drop(inner, limit: cost)
    var links: [Reconnection] = []
    func consider(_ edge: Int32, _ length: Int64, _ a: Int32, _ b: Int32) {
      let subtrees = (subtree(of: a, node, children), subtree(of: b, node, children))
      if length < cost, subtrees.0 != subtrees.1 {
        links.append(Reconnection(edge: edge, length: length, subtrees: subtrees))
      }
    }
    var across = firstAcross[Int(node)]
    while across >= 0 {
      let found = border[Int(across)]
      let (a, b) = bases(of: found.edge)
      if !voronoi.isDropped(a), !voronoi.isDropped(b) { consider(found.edge, found.length, a, b) }
      across = nextAcross[Int(across)]
    }
    for child in children {
      if let exit = cheapestExit(from: child, beyond: node) {
        let (a, b) = bases(of: exit.edge)
        consider(exit.edge, exit.length, a, b)
      }
    }
    for link in voronoi.repairedLinks(limit: cost) {
      consider(link.edge, link.length, link.bases.0, link.bases.1)
    }
    links.sort { ($0.length, $0.edge) < ($1.length, $1.edge) }
    var sets = UnionFind(count: paths.count)
    var chosen: [Int32] = []
    var total: Int64 = 0
    for link in links
    where chosen.count < children.count && sets.join(link.subtrees.0, link.subtrees.1) {
      chosen.append(link.edge)
      total += link.length
    }
    if chosen.count == children.count, total < cost {
      apply(chosen, replacing: paths, removing: inner)
    }
  }

  /// The number of the subtree that contains a node after a key node and its paths are removed:
  /// that of the child whose subtree it is in, or the number of children for the rest of the tree.
  private func subtree(of base: Int32, _ node: Int32, _ children: [Int32]) -> Int32 {
    if !tree.isBelow(base, node) { return Int32(children.count) }
    for (number, child) in children.enumerated() where tree.isBelow(base, child) {
      return Int32(number)
    }
    return Int32(children.count)
  }

  /// Replaces key paths by other edges, unless one of the new paths ends at a node that was removed
  /// earlier in this pass.
  private mutating func apply(
    _ edges: [Int32], replacing paths: [Int32], removing inner: [Int32]
  ) {
    var joined: [Int32] = []
    var anchors: [(Int32, Int32)] = []
    for edge in edges {
      let (a, b) = (problem.graph.tails[Int(edge)], problem.graph.heads[Int(edge)])
      joined.append(edge)
      let ends = (voronoi.trace(a, into: &joined), voronoi.trace(b, into: &joined))
      // A node removed earlier in this pass cannot be the end of a new path.
      if isRemovedNode[Int(ends.0)] || isRemovedNode[Int(ends.1)] { return }
      anchors.append(ends)
    }
    for node in inner { isRemovedNode[Int(node)] = true }
    for path in paths {
      isLocked[Int(path)] = true
      var node = path
      repeat {
        removed.append(tree.parentEdge[Int(node)])
        node = tree.parent[Int(node)]
      } while !tree.isKey[Int(node)]
    }
    added += joined
    for (a, b) in anchors {
      lock(from: a, towards: b)
      lock(from: b, towards: a)
    }
  }

  /// Locks the key paths from a node up to its first ancestor that is also an ancestor of another
  /// node.
  ///
  /// These paths are on the cycle that the new path would close in the old tree.
  private mutating func lock(from start: Int32, towards other: Int32) {
    var node = start
    if !tree.isKey[Int(node)] {
      isLocked[Int(tree.path[Int(node)])] = true
      node = tree.keyParent[Int(node)]
    }
    while !tree.isBelow(other, node) {
      isLocked[Int(node)] = true
      node = tree.keyParent[Int(node)]
    }
  }
}
