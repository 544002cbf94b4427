public import Geospatial
import Graphs
public import NetworkModel
public import Rules

/// The cheapest trench from one place to another, or to the network, in the priced trench graph.
public struct Route: Sendable {
  /// A place where a route starts or ends.
  public enum Place: Sendable {
    /// The entry of a building.
    case address(Address)
    /// Any position.
    ///
    /// It is connected to the nearest street.
    case position(Coordinate)
    /// The nearest PoP, or the nearest conduit with free capacity.
    case network
  }

  /// The segments in order from the start to the end.
  public let segments: [TrenchSegment]
  /// Their total cost, in euro cents.
  public let costInCents: Int64
  /// Their total length, in metres.
  public let lengthInMetres: Double

  /// Finds the cheapest route.
  ///
  /// - Complexity: O(m log n) after the graph is built.
  /// - Throws: ``PlanningError`` if a place is out of reach, or if the places are not connected.
  public init(
    from start: Place, to goal: Place, in inventory: Inventory, rules: PlanningRules
  ) throws {
    var ends = try RouteEnds([start, goal], in: inventory, rules: rules)
    let sources = try ends.nodes(of: start)
    let targets = try ends.nodes(of: goal)
    let graph = ends.graph
    let own = Set((sources + targets).map(\.rawValue))
    // A route does not pass through the building of a third party.
    let weights = graph.edges.map { edge in
      edge.kind == .drop && !own.contains(UInt32(edge.to)) ? Self.forbidden : edge.costInCents
    }
    var search = ShortestPathSearch(graph.topology, weights: weights)
    search.start(from: sources)
    let wanted = Set(targets)
    var reached: NodeID?
    while reached == nil, let node = search.settle() {
      if wanted.contains(node) { reached = node }
    }
    guard let reached, let cost = search.distance(to: reached), cost < Self.forbidden else {
      throw PlanningError.noRoute
    }
    segments = Self.segments(
      search.path(to: reached), endingAt: Int32(reached.rawValue), graph, inventory)
    costInCents = cost
    lengthInMetres = segments.reduce(0) { $0 + $1.length }
  }

  /// The weight of an edge that must not be used: more than any route costs.
  private static let forbidden = Int64(1) << 50

  /// One segment for each edge of a path.
  private static func segments(
    _ path: [EdgeID], endingAt end: Int32, _ graph: TrenchGraph, _ inventory: Inventory
  ) -> [TrenchSegment] {
    let edges = path.map { Int32($0.rawValue) }
    var node = edges.reversed().reduce(end) { graph.otherEnd(of: $1, from: $0) }
    return edges.map { number in
      let edge = graph.edges[Int(number)]
      let next = graph.otherEnd(of: number, from: node)
      defer { node = next }
      var segment = TrenchSegment(
        graph, inventory, from: node, to: next,
        along: graph.points(of: Int(number), from: node), edge.kind, edge.laying,
        subject: edge.subject)
      segment.side = edge.side
      segment.surface = edge.surface
      segment.length = edge.lengthInMetres
      segment.costInCents = edge.costInCents
      return segment
    }
  }
}

/// The trench graph with the positions of a route as additional roots.
private struct RouteEnds {
  let graph: TrenchGraph
  private let inventory: Inventory
  /// The nodes of the positions that have not been asked for yet.
  private var added: [Int32]
  /// The PoPs and the nodes of conduits.
  private let network: [NodeID]

  init(_ places: [Route.Place], in inventory: Inventory, rules: PlanningRules) throws {
    var positions: [Coordinate] = []
    for case .position(let position) in places { positions.append(position) }
    self.inventory = inventory
    graph = try TrenchGraphBuilder.build(inventory, rules: rules, additionalRoots: positions)
    added = graph.roots.suffix(positions.count).map(\.node)
    var nodes = Set(graph.roots.dropLast(positions.count).map(\.node))
    for edge in graph.edges where edge.kind == .conduit {
      nodes.insert(edge.from)
      nodes.insert(edge.to)
    }
    network = nodes.sorted().map { NodeID(UInt32($0)) }
  }

  /// The nodes of a place.
  ///
  /// Positions must be asked for in the order in which they were given.
  mutating func nodes(of place: Route.Place) throws -> [NodeID] {
    switch place {
    case .network:
      guard !network.isEmpty else { throw PlanningError.noNetwork }
      return network
    case .position: return [NodeID(UInt32(added.removeFirst()))]
    case .address(let address):
      guard let entry = graph.entry(of: address, inventory) else {
        throw PlanningError.addressOutOfReach("\(address.street) \(address.number)")
      }
      return [NodeID(UInt32(entry))]
    }
  }
}
