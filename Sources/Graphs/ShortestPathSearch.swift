/// Dijkstra's algorithm, advanced by the caller one node at a time.
///
/// Start a search from one or more sources, then call ``settle()`` until the wanted node is
/// returned. A search can be started many times: a new start resets only the nodes that the
/// previous search visited. Source: Dijkstra 1959.
public struct ShortestPathSearch: ~Copyable {
  private let graph: Graph
  private let weights: [Int64]
  private var distances: [Int64]
  private var previous: [Int32]
  private var settled: [Bool]
  private var touched: [Int32] = []
  private var queue = BinaryHeap()

  /// Prepares searches in a graph.
  ///
  /// - Parameters:
  ///   - graph: the graph.
  ///   - weights: the non-negative weight of each edge.
  public init(_ graph: Graph, weights: [Int64]) {
    precondition(weights.count == graph.edgeCount, "one weight per edge")
    self.graph = graph
    self.weights = weights
    distances = [Int64](repeating: .max, count: graph.nodeCount)
    previous = [Int32](repeating: -1, count: graph.nodeCount)
    settled = [Bool](repeating: false, count: graph.nodeCount)
  }

  /// Discards the previous search and starts a new one.
  public mutating func start(from sources: [NodeID]) {
    for node in touched {
      distances[Int(node)] = .max
      previous[Int(node)] = -1
      settled[Int(node)] = false
    }
    touched.removeAll(keepingCapacity: true)
    queue.removeAll()
    for source in sources where distances[Int(source.rawValue)] != 0 {
      let node = Int32(source.rawValue)
      distances[Int(node)] = 0
      touched.append(node)
      queue.insert(node, key: 0)
    }
  }

  /// Settles the nearest node that is not settled yet.
  ///
  /// - Returns: that node, or `nil` if every reachable node is settled.
  /// - Complexity: O(degree · log n) amortised.
  public mutating func settle() -> NodeID? {
    while !queue.isEmpty {
      let entry = queue.removeFirst()
      let node = Int(entry.node)
      if settled[node] { continue }
      settled[node] = true
      for index in graph.slotRange(entry.node) {
        let slot = graph.slots[index]
        let next = Int(slot.neighbour)
        if settled[next] { continue }
        let distance = entry.key + weights[Int(slot.edge)]
        guard distance < distances[next] else { continue }
        if distances[next] == .max { touched.append(slot.neighbour) }
        distances[next] = distance
        previous[next] = slot.edge
        queue.insert(slot.neighbour, key: distance)
      }
      return NodeID(UInt32(entry.node))
    }
    return nil
  }

  /// The distance from the nearest source to a node; `nil` if the node has not been reached.
  public func distance(to node: NodeID) -> Int64? {
    let distance = distances[Int(node.rawValue)]
    return distance == .max ? nil : distance
  }

  /// The edges of the path from the nearest source to a node, in order; empty for a source.
  public func path(to node: NodeID) -> [EdgeID] {
    var path: [EdgeID] = []
    var node = Int32(node.rawValue)
    while previous[Int(node)] >= 0 {
      let edge = previous[Int(node)]
      path.append(EdgeID(UInt32(edge)))
      node = graph.tails[Int(edge)] == node ? graph.heads[Int(edge)] : graph.tails[Int(edge)]
    }
    return path.reversed()
  }
}
