import Graphs

/// A tree with a root, divided into key paths.
///
/// A key node is a terminal or a node of degree three or more in the tree. A key path leads from a
/// key node up to the next key node and is identified by its lower end. Each edge of the tree is on
/// exactly one key path.
struct RootedTree {
  let root: Int32
  /// The nodes in depth-first order, so that each subtree is a contiguous range.
  private(set) var order: [Int32] = []
  /// Indexed by node: the edge to the parent; −1 for the root and for nodes outside the tree.
  private(set) var parentEdge: [Int32]
  private(set) var parent: [Int32]
  /// Indexed by node: the index in `order`; −1 for nodes outside the tree.
  private(set) var enter: [Int32]
  /// Indexed by node: the index in `order` after the last node of the subtree.
  private(set) var leave: [Int32]
  private(set) var isKey: [Bool]
  /// Indexed by node: the key path that contains the edge to the parent.
  private(set) var path: [Int32]
  /// Indexed by node: the upper end of the key path that contains the edge to the parent.
  private(set) var keyParent: [Int32]
  /// Indexed by key node: the cost of the key path that leads up from it.
  private(set) var pathCost: [Int64]
  /// Indexed by node: the topmost node of its heavy path.
  ///
  /// It is used to find common ancestors.
  private var heavyTop: [Int32]

  /// - Complexity: O(n + t) for t edges.
  init(_ problem: Problem, _ tree: [Int32]) {
    let count = problem.graph.nodeCount
    let links = Graph(
      nodeCount: count, tails: tree.map { problem.graph.tails[Int($0)] },
      heads: tree.map { problem.graph.heads[Int($0)] })
    root = problem.root
    parentEdge = [Int32](repeating: -1, count: count)
    parent = parentEdge
    enter = parentEdge
    leave = parentEdge
    path = parentEdge
    keyParent = parentEdge
    heavyTop = parentEdge
    isKey = [Bool](repeating: false, count: count)
    pathCost = [Int64](repeating: 0, count: count)
    var stack = [root]
    while let node = stack.popLast() {
      enter[Int(node)] = Int32(order.count)
      order.append(node)
      let range = links.slotRange(node)
      isKey[Int(node)] = problem.isTerminal[Int(node)] || range.count >= 3
      for index in range {
        let slot = links.slots[index]
        if slot.neighbour == parent[Int(node)] { continue }
        parent[Int(slot.neighbour)] = node
        parentEdge[Int(slot.neighbour)] = tree[Int(slot.edge)]
        stack.append(slot.neighbour)
      }
    }
    measure(problem)
  }

  private mutating func measure(_ problem: Problem) {
    for node in order { leave[Int(node)] = enter[Int(node)] + 1 }
    var heavyChild = [Int32](repeating: -1, count: parent.count)
    for node in order.reversed() where node != root {
      let up = Int(parent[Int(node)])
      leave[up] = max(leave[up], leave[Int(node)])
      if isKey[Int(node)] { path[Int(node)] = node }
      if !isKey[up] { path[up] = path[Int(node)] }
      let heavy = heavyChild[up]
      if heavy < 0 || size(of: node) > size(of: heavy) { heavyChild[up] = node }
    }
    heavyTop[Int(root)] = root
    for node in order where node != root {
      let up = parent[Int(node)]
      keyParent[Int(node)] = isKey[Int(up)] ? up : keyParent[Int(up)]
      heavyTop[Int(node)] = heavyChild[Int(up)] == node ? heavyTop[Int(up)] : node
      pathCost[Int(path[Int(node)])] += problem.costs[Int(parentEdge[Int(node)])]
    }
  }

  private func size(of node: Int32) -> Int32 { leave[Int(node)] - enter[Int(node)] }

  @inline(__always)
  func holds(_ node: Int32) -> Bool { enter[Int(node)] >= 0 }

  /// Whether a node is in the subtree of another node, or is that node.
  @inline(__always)
  func isBelow(_ node: Int32, _ top: Int32) -> Bool {
    enter[Int(node)] >= enter[Int(top)] && enter[Int(node)] < leave[Int(top)]
  }

  /// The lowest node whose subtree contains both nodes.
  ///
  /// - Complexity: O(log n).
  func commonAncestor(_ a: Int32, _ b: Int32) -> Int32 {
    var (a, b) = (a, b)
    while heavyTop[Int(a)] != heavyTop[Int(b)] {
      if enter[Int(heavyTop[Int(a)])] < enter[Int(heavyTop[Int(b)])] { swap(&a, &b) }
      a = parent[Int(heavyTop[Int(a)])]
    }
    return enter[Int(a)] < enter[Int(b)] ? a : b
  }

  /// The nodes strictly between the ends of the key path that leads up from a key node.
  func interior(of key: Int32) -> [Int32] {
    var nodes: [Int32] = []
    var node = parent[Int(key)]
    while !isKey[Int(node)] {
      nodes.append(node)
      node = parent[Int(node)]
    }
    return nodes
  }
}
