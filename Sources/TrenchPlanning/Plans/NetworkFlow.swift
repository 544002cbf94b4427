import Geospatial
import NetworkModel

/// The chosen edges seen from the roots: who hangs on what.
struct NetworkFlow {
  /// The nodes in the order in which they are reached from the roots.
  private(set) var order: [Int32] = []
  /// For each node the edge it is reached over; −1 for roots and what is not reached.
  private(set) var parentEdge: [Int32]
  /// For each node how many dwellings hang on it and beyond.
  private(set) var dwellings: [Int]
  /// For each node the index of its root; −1 where it is not reached.
  private(set) var rootOf: [Int32]

  /// - Complexity: O(n + m).
  init(
    _ graph: TrenchGraph, _ inventory: Inventory, edges: [Int32], roots: [TrenchGraph.Root]
  ) {
    var offsets = [Int32](repeating: 0, count: graph.nodes.count + 1)
    for edge in edges {
      offsets[Int(graph.edges[Int(edge)].from) + 1] += 1
      offsets[Int(graph.edges[Int(edge)].to) + 1] += 1
    }
    for node in graph.nodes.indices { offsets[node + 1] += offsets[node] }
    var next = offsets
    var incident = [Int32](repeating: 0, count: edges.count * 2)
    for edge in edges {
      for node in [graph.edges[Int(edge)].from, graph.edges[Int(edge)].to] {
        incident[Int(next[Int(node)])] = edge
        next[Int(node)] += 1
      }
    }
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
      for place in Int(offsets[Int(node)])..<Int(offsets[Int(node) + 1]) {
        let edge = incident[place]
        let ends = graph.edges[Int(edge)]
        let other = ends.from == node ? ends.to : ends.from
        guard rootOf[Int(other)] < 0 else { continue }
        rootOf[Int(other)] = rootOf[Int(node)]
        parentEdge[Int(other)] = edge
        order.append(other)
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

  func parent(of node: Int32, _ graph: TrenchGraph) -> Int32 {
    let edge = graph.edges[Int(parentEdge[Int(node)])]
    return edge.from == node ? edge.to : edge.from
  }

  /// The node from which the ways to all dwellings are shortest together.
  ///
  /// - Complexity: O(n). Source: Goldman 1971: step towards the heavier half.
  func median(_ graph: TrenchGraph) -> Int32 {
    guard let start = order.first else { return 0 }
    let total = dwellings[Int(start)]
    var best = start
    for node in order where 2 * dwellings[Int(node)] > total {
      // Along the order the nodes that carry more than half form one path away from the start.
      if graph.edges[Int(max(0, parentEdge[Int(node)]))].kind != .drop || parentEdge[Int(node)] < 0
      {
        best = node
      }
    }
    return best
  }
}
