import Geospatial
import NetworkModel

/// A trench graph that is being built.
struct TrenchGraphDraft {
  private(set) var nodes: [Coordinate] = []
  private var nodePlanes: [Int32] = []
  private var edges: [TrenchGraph.Edge] = []
  private var coordinates: [Coordinate] = []
  var entries: [TrenchGraph.Entry] = []
  var roots: [TrenchGraph.Root] = []
  var unconnected: [TrenchGraph.Unconnected] = []
  private var nodeNumbers: [MillimetreKey: Int32] = [:]

  /// The laying method and the cost of an edge.
  typealias Price = (laying: Laying, cents: Int64)

  /// The properties of a new edge, except its ends and its length.
  struct Properties {
    let kind: TrenchSegment.Kind
    var side: TrenchSegment.Side?
    let surface: Surface?
    /// The index of the edge's street or conduit in the inventory, or −1.
    let subject: Int32
  }

  /// The node at a position; it is created if it does not exist.
  mutating func node(at position: Coordinate, plane: NodePlane = .ground) -> Int32 {
    let key = MillimetreKey(position, level: Int(plane.number))
    if let node = nodeNumbers[key] { return node }
    let node = Int32(nodes.count)
    nodeNumbers[key] = node
    nodes.append(key.coordinate)
    nodePlanes.append(key.level)
    return node
  }

  /// Adds an edge between two nodes.
  ///
  /// An edge from a node to itself is not added, because it connects nothing.
  ///
  /// - Parameters:
  ///   - from: the first node.
  ///   - to: the second node.
  ///   - points: the points between the two nodes.
  ///   - properties: the edge's properties.
  ///   - price: returns the price for the edge's length in metres.
  mutating func addEdge(
    from: Int32, to: Int32, via points: [Coordinate] = [], _ properties: Properties,
    price: (_ lengthInMetres: Double) -> Price
  ) {
    guard from != to else { return }
    let first = coordinates.count
    coordinates.append(nodes[Int(from)])
    for point in points {
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
      TrenchGraph.Edge(
        from: from, to: to, kind: properties.kind, side: properties.side,
        surface: properties.surface, laying: laying, subject: properties.subject,
        lengthInMetres: length, costInCents: cents, firstCoordinate: Int32(first)))
  }

  /// The finished graph.
  func finished() -> TrenchGraph {
    TrenchGraph(
      nodes: nodes, nodePlanes: nodePlanes, edges: edges, coordinates: coordinates,
      entries: entries, roots: roots, unconnected: unconnected)
  }
}
