import Graphs
import NetworkModel

/// The chosen edges as a forest that starts from the roots, and the dwellings served through each
/// node.
struct NetworkFlow {
  /// The reached nodes in breadth-first order from the roots.
  private(set) var order: [Int32] = []
  /// For each node, the edge towards its root; −1 for roots and for nodes that are not reached.
  private(set) var parentEdge: [Int32]
  /// For each node, the number of dwellings in its subtree.
  private(set) var dwellings: [Int]
  /// For each node, the index of its root; −1 if the node is not reached.
  private(set) var rootOf: [Int32]

  /// - Complexity: O(n + m).
  init(
    _ graph: TrenchGraph, _ inventory: Inventory, edges: [Int32], roots: [TrenchGraph.Root]
  ) {
    let chosen = Graph(
      nodeCount: graph.nodes.count, tails: edges.map { graph.edges[Int($0)].from },
      heads: edges.map { graph.edges[Int($0)].to })
    parentEdge = [Int32](repeating: -1, count: graph.nodes.count)
    rootOf = parentEdge
    dwellings = [Int](repeating: 0, count: graph.nodes.count)
    for (number, root) in roots.enumerated() where rootOf[Int(root.node)] < 0 {
      rootOf[Int(root.node)] = Int32(number)
      order.append(root.node)
    }
    var position = 0
    while position < order.count {
      let node = order[position]
      position += 1
      for index in chosen.slotRange(node) {
        let slot = chosen.slots[index]
        let next = Int(slot.neighbour)
        guard rootOf[next] < 0 else { continue }
        rootOf[next] = rootOf[Int(node)]
        parentEdge[next] = edges[Int(slot.edge)]
        order.append(slot.neighbour)
      }
    }
    for entry in graph.entries {
      dwellings[Int(entry.node)] += entry.addresses.reduce(0) {
        $0 + inventory.addresses[Int($1)].dwellings
      }
    }
    for node in order.reversed() where parentEdge[Int(node)] >= 0 {
      dwellings[Int(parent(of: node, graph))] += dwellings[Int(node)]
    }
  }

  /// Whether a node has a parent, that is, is reached and not a root.
  func hasParent(_ node: Int32) -> Bool { parentEdge[Int(node)] >= 0 }

  /// The next node towards the root.
  func parent(of node: Int32, _ graph: TrenchGraph) -> Int32 {
    graph.otherEnd(of: parentEdge[Int(node)], from: node)
  }

  /// For each node, the number of its children.
  func childCounts(_ graph: TrenchGraph) -> [Int32] {
    var children = [Int32](repeating: 0, count: parentEdge.count)
    for node in order where hasParent(node) { children[Int(parent(of: node, graph))] += 1 }
    return children
  }

  /// The node with the shortest total distance to all dwellings.
  ///
  /// - Complexity: O(n). Source: Goldman 1971: move towards the half with more weight.
  func median(_ graph: TrenchGraph) -> Int32 {
    guard let start = order.first else { return 0 }
    let total = dwellings[Int(start)]
    var best = start
    for node in order where 2 * dwellings[Int(node)] > total {
      // The nodes with more than half of the weight form one path that starts at `start`. The order
      // follows it, so the last of them is the median, except that a PoP is not placed in a building.
      if !hasParent(node) || graph.edges[Int(parentEdge[Int(node)])].kind != .drop { best = node }
    }
    return best
  }
}
