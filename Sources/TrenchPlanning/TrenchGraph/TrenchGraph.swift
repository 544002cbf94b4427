import Geospatial
import Graphs
import NetworkModel

/// The priced graph from which a plan is chosen: every trench that can be dug and every conduit
/// that can be used.
///
/// The graph is immutable and stored in flat arrays. The first and last coordinates of an edge are
/// exactly the positions of its nodes, to the millimetre. Nodes are numbered along a Hilbert curve
/// of their streets. ``TrenchGraphDraft`` builds a graph.
struct TrenchGraph: Sendable {
  /// A stretch that is either chosen as a whole or not at all.
  struct Edge: Sendable {
    let from: Int32
    let to: Int32
    let kind: TrenchSegment.Kind
    let side: TrenchSegment.Side?
    let surface: Surface?
    let laying: Laying
    /// The index of the edge's street or conduit in the inventory, or −1.
    let subject: Int32
    let lengthInMetres: Double
    let costInCents: Int64
    /// The index in `coordinates` of the edge's first point.
    ///
    /// The edge ends before the first point of the next edge.
    fileprivate(set) var firstCoordinate: Int32
  }

  /// The entry of a building: one terminal, for one address or for several at the same position.
  struct Entry: Sendable {
    let node: Int32
    /// The indices of its addresses in the inventory, ordered by address id.
    let addresses: [Int32]
  }

  /// A node from which the network may start.
  struct Root: Sendable {
    let node: Int32
    /// The index of the site in the inventory, or −1 if there is no site.
    let site: Int32
  }

  /// An address for which no drop is possible.
  struct Unconnected: Sendable {
    let address: Int32
    let reason: PlanException.Reason
    let remedy: Remedy
    let fixCostInCents: Int64
  }

  let nodes: [Coordinate]
  /// For each node, the number of its plane (``NodePlane/number``).
  let nodePlanes: [Int32]
  let edges: [Edge]
  let coordinates: [Coordinate]
  let entries: [Entry]
  let roots: [Root]
  /// The addresses for which no drop is possible, with the reason and the cheapest fix.
  let unconnected: [Unconnected]
  /// The nodes and edges without their properties, for searches.
  let topology: Graph
  /// For each node, the index of the entry there, or −1.
  let entryAtNode: [Int32]

  // Reason: one parameter for each stored property that is not derived.
  /// Creates a graph.
  init(
    nodes: [Coordinate], nodePlanes: [Int32], edges: [Edge], coordinates: [Coordinate],
    entries: [Entry], roots: [Root], unconnected: [Unconnected]
  ) {
    self.nodes = nodes
    self.nodePlanes = nodePlanes
    self.edges = edges
    self.coordinates = coordinates
    self.entries = entries
    self.roots = roots
    self.unconnected = unconnected
    topology = Graph(
      nodeCount: nodes.count, tails: edges.map(\.from), heads: edges.map(\.to))
    var entryAtNode = [Int32](repeating: -1, count: nodes.count)
    for (number, entry) in entries.enumerated() { entryAtNode[Int(entry.node)] = Int32(number) }
    self.entryAtNode = entryAtNode
  }

  /// Whether a node is the entry of a building.
  func isEntry(_ node: Int32) -> Bool { entryAtNode[Int(node)] >= 0 }

  /// The points of an edge, from its first node to its second.
  func points(of edge: Int) -> ArraySlice<Coordinate> {
    let start = Int(edges[edge].firstCoordinate)
    let end =
      edge + 1 < edges.count ? Int(edges[edge + 1].firstCoordinate) : coordinates.count
    return coordinates[start..<end]
  }

  /// The points of an edge, starting from one of its nodes.
  func points(of edge: Int, from node: Int32) -> [Coordinate] {
    let points = Array(points(of: edge))
    return edges[edge].from == node ? points : points.reversed()
  }

  /// The node at the other end of an edge.
  func otherEnd(of edge: Int32, from node: Int32) -> Int32 {
    let edge = edges[Int(edge)]
    return edge.from == node ? edge.to : edge.from
  }

  /// The point that decides in which district an edge is.
  func middle(of edge: Int) -> Coordinate {
    let points = points(of: edge)
    return points[points.startIndex + points.count / 2]
  }

  /// The total cost of some edges, in euro cents.
  func cost(of edges: [Int32]) -> Int64 {
    edges.reduce(0) { $0 + self.edges[Int($1)].costInCents }
  }

  /// The node of an address's entry; `nil` if the address is unconnected.
  func entry(of address: Address, _ inventory: Inventory) -> Int32? {
    entries.first { entry in
      entry.addresses.contains { inventory.addresses[Int($0)].id == address.id }
    }?.node
  }

  /// Whether exactly one of two nodes is a node of a conduit.
  func entersConduit(_ a: Int32, _ b: Int32) -> Bool {
    (nodePlanes[Int(a)] == NodePlane.conduit.number)
      != (nodePlanes[Int(b)] == NodePlane.conduit.number)
  }

  /// The stable id of a node.
  func name(of node: Int32) -> NetworkNodeID {
    StableIdentifier.node(at: nodes[Int(node)], plane: nodePlanes[Int(node)])
  }
}

// MARK: Variants

extension TrenchGraph {
  /// The same graph with other roots.
  func starting(from roots: [Root]) -> TrenchGraph {
    TrenchGraph(
      nodes: nodes, nodePlanes: nodePlanes, edges: edges, coordinates: coordinates,
      entries: entries, roots: roots, unconnected: unconnected)
  }

  /// The graph without the drops of all other entries than some; nodes keep their numbers.
  ///
  /// - Complexity: O(n + m).
  func keeping(_ kept: [Entry], unconnected: [Unconnected]) -> TrenchGraph {
    var removed = Set(entries.map(\.node))
    removed.subtract(kept.map(\.node))
    var keptEdges: [Edge] = []
    var keptCoordinates: [Coordinate] = []
    for (number, edge) in edges.enumerated()
    where edge.kind != .drop || !removed.contains(edge.to) {
      var copy = edge
      copy.firstCoordinate = Int32(keptCoordinates.count)
      keptEdges.append(copy)
      keptCoordinates += points(of: number)
    }
    return TrenchGraph(
      nodes: nodes, nodePlanes: nodePlanes, edges: keptEdges, coordinates: keptCoordinates,
      entries: kept, roots: roots, unconnected: unconnected)
  }
}
