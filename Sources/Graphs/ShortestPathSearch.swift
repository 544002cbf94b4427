/// Dijkstra's search with memory that is used again: the caller drives it node by node.
///
/// Start it with one or several sources, then call ``settle()`` until the wanted node appears.
/// Starting again costs only the nodes touched before. Source: Dijkstra 1959.
public struct ShortestPathSearch: ~Copyable {
  private let graph: Graph
  private let weights: [Int64]
  private var distances: [Int64]
  private var previous: [Int32]
  private var settled: [Bool]
  private var touched: [Int32] = []
  private var queue = BinaryHeap()

  /// Prepares searches on a graph.
  ///
  /// - Parameters:
  ///   - graph: the graph.
  ///   - weights: one number per edge, none negative.
  public init(_ graph: Graph, weights: [Int64]) {
    precondition(weights.count == graph.edgeCount, "one weight per edge")
    self.graph = graph
    self.weights = weights
    distances = [Int64](repeating: .max, count: graph.nodeCount)
    previous = [Int32](repeating: -1, count: graph.nodeCount)
    settled = [Bool](repeating: false, count: graph.nodeCount)
  }

  /// Forgets the last search and starts a new one.
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

  /// Settles the nearest node not settled yet; `nil` when all that can be reached are.
  ///
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

  /// The distance of a node from the nearest source; `nil` where it has not been reached.
  public func distance(to node: NodeID) -> Int64? {
    let distance = distances[Int(node.rawValue)]
    return distance == .max ? nil : distance
  }

  /// The edges from the nearest source to a node, in order; empty for a source.
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
