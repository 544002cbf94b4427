import Graphs

/// A tree hung up by its root, cut into key paths.
///
/// A key node is a terminal or a node of three or more tree edges. A key path leads from a key node
/// up to the next one; it bears the number of its lower end. Every tree edge lies on exactly one.
struct RootedTree {
  let root: Int32
  /// The nodes, each after its parent and each subtree in one piece.
  private(set) var order: [Int32] = []
  /// The edge towards the root; −1 at the root.
  private(set) var parentEdge: [Int32]
  private(set) var parent: [Int32]
  /// The place in `order`; −1 for nodes that are not in the tree.
  private(set) var enter: [Int32]
  /// The first place after the subtree.
  private(set) var leave: [Int32]
  private(set) var isKey: [Bool]
  /// The key path that a node's parent edge lies on.
  private(set) var path: [Int32]
  /// The upper end of the key path that a node's parent edge lies on.
  private(set) var keyParent: [Int32]
  /// By key node: what the key path up from it costs.
  private(set) var pathCost: [Int64]
  /// By node: the topmost node of its heavy path, for common ancestors.
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

  /// Whether a node lies in the subtree below another or is that other.
  @inline(__always)
  func isBelow(_ node: Int32, _ top: Int32) -> Bool {
    enter[Int(node)] >= enter[Int(top)] && enter[Int(node)] < leave[Int(top)]
  }

  /// The lowest node that has both below it.
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

  /// The nodes strictly between the ends of the key path up from a key node.
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
