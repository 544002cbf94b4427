import Geospatial
import NetworkModel

/// Everything that can be dug or used, priced: the graph a plan is chosen from.
///
/// Immutable, in flat arrays. Each edge has a price in cents and a course whose ends are its nodes
/// to the millimetre. Nodes are numbered along a Hilbert curve of their streets.
struct TrenchGraph: Sendable {
  /// A stretch that can be chosen as a whole.
  struct Edge: Sendable {
    let from: Int32
    let to: Int32
    let kind: TrenchSegment.Kind
    let side: TrenchSegment.Side?
    let surface: Surface?
    let laying: Laying
    /// The index of the street it belongs to, of the conduit it runs through, or −1.
    let subject: Int32
    let lengthInMetres: Double
    let costInCents: Int64
    /// Where its course starts in `coordinates`; it ends where the next edge's starts.
    fileprivate(set) var firstCoordinate: Int32
  }

  /// A building's entry: one terminal, for one address or several at the same spot.
  struct Entry: Sendable {
    let node: Int32
    /// The indices of its addresses, by id.
    let addresses: [Int32]
  }

  /// A place the network starts from.
  struct Root: Sendable {
    let node: Int32
    /// The index of the site, or −1 where no site stands there.
    let site: Int32
  }

  private(set) var nodes: [Coordinate] = []
  private(set) var nodeLevels: [Int32] = []
  private(set) var edges: [Edge] = []
  private(set) var coordinates: [Coordinate] = []
  var entries: [Entry] = []
  var roots: [Root] = []
  /// Addresses that no drop could be found for, with the reason and what would connect them.
  var unconnected: [Unconnected] = []
  private var nodeOf: [MillimetreKey: Int32] = [:]

  /// An address without any way to the network.
  struct Unconnected: Sendable {
    let address: Int32
    let reason: PlanException.Reason
    let fix: String
    let fixCostInCents: Int64
  }

  /// The course of an edge from its first to its second node.
  func points(of edge: Int) -> ArraySlice<Coordinate> {
    let start = Int(edges[edge].firstCoordinate)
    let end =
      edge + 1 < edges.count ? Int(edges[edge + 1].firstCoordinate) : coordinates.count
    return coordinates[start..<end]
  }

  /// The point of an edge's course by which it is told where the edge lies.
  func middle(of edge: Int) -> Coordinate {
    let points = points(of: edge)
    return points[points.startIndex + points.count / 2]
  }

  /// What some edges cost together.
  func cost(of edges: [Int32]) -> Int64 {
    edges.reduce(0) { $0 + self.edges[Int($1)].costInCents }
  }

  /// The node at a position, made where there is none.
  mutating func node(at position: Coordinate, level: Int = 0) -> Int32 {
    let key = MillimetreKey(position, level: level)
    if let node = nodeOf[key] { return node }
    let node = Int32(nodes.count)
    nodeOf[key] = node
    nodes.append(key.coordinate)
    nodeLevels.append(key.level)
    return node
  }

  /// Adds a stretch between two nodes, its course given without them.
  ///
  /// A course whose ends are the same node is left out, for it joins nothing.
  mutating func addEdge(
    from: Int32, to: Int32, via: [Coordinate] = [], kind: TrenchSegment.Kind,
    side: TrenchSegment.Side? = nil, surface: Surface?, subject: Int32,
    price: (_ lengthInMetres: Double) -> (laying: Laying, cents: Int64)
  ) {
    guard from != to else { return }
    let first = coordinates.count
    coordinates.append(nodes[Int(from)])
    for point in via {
      let rounded = MillimetreKey(point).coordinate
      if rounded != coordinates[coordinates.count - 1] { coordinates.append(rounded) }
    }
    while coordinates.count > first + 1, coordinates[coordinates.count - 1] == nodes[Int(to)] {
      coordinates.removeLast()
    }
    coordinates.append(nodes[Int(to)])
    var length = 0.0
    for index in (first + 1)..<coordinates.count {
      length += coordinates[index - 1].distance(to: coordinates[index])
    }
    length = (length * 1000).rounded() / 1000
    let (laying, cents) = price(length)
    edges.append(
      Edge(
        from: from, to: to, kind: kind, side: side, surface: surface, laying: laying,
        subject: subject, lengthInMetres: length, costInCents: cents,
        firstCoordinate: Int32(first)))
  }

  /// The graph in which some of the entries alone can be reached; nodes keep their numbers.
  ///
  /// - Complexity: O(n + m).
  func keeping(_ kept: [Entry], unconnected: [Unconnected]) -> TrenchGraph {
    var other = Set(entries.map(\.node))
    other.subtract(kept.map(\.node))
    var graph = self
    graph.entries = kept
    graph.unconnected = unconnected
    graph.edges = []
    graph.coordinates = []
    for (number, edge) in edges.enumerated() where edge.kind != .drop || !other.contains(edge.to) {
      var copy = edge
      copy.firstCoordinate = Int32(graph.coordinates.count)
      graph.edges.append(copy)
      graph.coordinates += points(of: number)
    }
    return graph
  }

  /// Frees what only building needs.
  mutating func seal() {
    nodeOf = [:]
  }
}
