/// The number of a node, from 0.
public struct NodeID: Hashable, Comparable, Sendable, RawRepresentable {
  /// The number itself.
  public let rawValue: UInt32

  /// Creates an identifier from its number.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Creates an identifier from its number.
  public init(_ number: UInt32) { rawValue = number }

  /// Orders by number.
  public static func < (a: NodeID, b: NodeID) -> Bool { a.rawValue < b.rawValue }
}

/// The number of an edge, from 0.
public struct EdgeID: Hashable, Comparable, Sendable, RawRepresentable {
  /// The number itself.
  public let rawValue: UInt32

  /// Creates an identifier from its number.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Creates an identifier from its number.
  public init(_ number: UInt32) { rawValue = number }

  /// Orders by number.
  public static func < (a: EdgeID, b: EdgeID) -> Bool { a.rawValue < b.rawValue }
}

/// An immutable undirected multigraph in compressed sparse row form.
///
/// The adjacency list of a node consists of slots, one for each edge end at the node. So each edge
/// has two slots; both slots of a loop are in the list of the same node. The slots of a node are
/// ordered by edge number. The graph stores no weights; an algorithm takes them as a separate
/// array, indexed by edge.
public struct Graph: Sendable {
  /// An entry in the adjacency list of a node.
  public struct Slot: Sendable {
    /// The node at the other end.
    public let neighbour: Int32
    /// The edge.
    public let edge: Int32
  }

  /// The number of nodes.
  public let nodeCount: Int
  /// The first end of each edge.
  package let tails: [Int32]
  /// The second end of each edge.
  ///
  /// Indexed by node: the index of its first slot in `slots`. The last entry is the number of
  /// slots.
  package let heads: [Int32]
  /// The adjacency lists of all nodes, one after the other.
  package let offsets: [Int32]
  package let slots: [Slot]

  /// Builds a graph from its edges.
  ///
  /// - Complexity: O(n + m).
  public init(nodeCount: Int, edges: [(NodeID, NodeID)]) {
    self.init(
      nodeCount: nodeCount, tails: edges.map { Int32($0.0.rawValue) },
      heads: edges.map { Int32($0.1.rawValue) })
  }

  /// Builds a graph from the two ends of each edge.
  package init(nodeCount: Int, tails: [Int32], heads: [Int32]) {
    self.nodeCount = nodeCount
    self.tails = tails
    self.heads = heads
    var offsets = [Int32](repeating: 0, count: nodeCount + 1)
    for edge in tails.indices {
      offsets[Int(tails[edge]) + 1] += 1
      offsets[Int(heads[edge]) + 1] += 1
    }
    for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    var next = offsets
    var slots = [Slot](repeating: Slot(neighbour: 0, edge: 0), count: tails.count * 2)
    for edge in tails.indices {
      let (tail, head) = (tails[edge], heads[edge])
      slots[Int(next[Int(tail)])] = Slot(neighbour: head, edge: Int32(edge))
      next[Int(tail)] += 1
      slots[Int(next[Int(head)])] = Slot(neighbour: tail, edge: Int32(edge))
      next[Int(head)] += 1
    }
    self.offsets = offsets
    self.slots = slots
  }

  /// The number of edges.
  public var edgeCount: Int { tails.count }

  /// The two ends of an edge.
  public func ends(of edge: EdgeID) -> (NodeID, NodeID) {
    let index = Int(edge.rawValue)
    return (NodeID(UInt32(tails[index])), NodeID(UInt32(heads[index])))
  }

  /// The adjacency list of a node.
  public func slots(of node: NodeID) -> ArraySlice<Slot> {
    slots[slotRange(Int32(node.rawValue))]
  }

  /// The indices of a node's adjacency list in `slots`.
  package func slotRange(_ node: Int32) -> Range<Int> {
    Int(offsets[Int(node)])..<Int(offsets[Int(node) + 1])
  }
}
