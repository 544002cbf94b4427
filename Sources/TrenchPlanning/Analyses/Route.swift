public import Geospatial
import Graphs
public import NetworkModel
public import Rules

/// The cheapest trench from one place to another, or to the network, over the priced graph.
public struct Route: Sendable {
  /// Where a route begins or ends.
  public enum Place: Sendable {
    /// A building's entry.
    case address(Address)
    /// Any place, joined to the nearest street.
    case position(Coordinate)
    /// The nearest PoP or conduit with room.
    case network
  }

  /// The stretches in order, from the place asked for to the other end.
  public let segments: [TrenchSegment]
  /// What they cost together, in euro cents.
  public let costInCents: Int64
  /// How long they are together, in metres.
  public let lengthInMetres: Double

  /// Finds the cheapest route.
  ///
  /// - Complexity: O(m log n) once the graph is built.
  /// - Throws: ``PlanningError`` where a place is out of reach or nothing joins the two.
  public init(
    from start: Place, to goal: Place, in inventory: Inventory, rules: PlanningRules
  ) throws {
    var positions: [Coordinate] = []
    for case .position(let position) in [start, goal] { positions.append(position) }
    let graph = try TrenchGraphBuilder.build(
      inventory, rules: rules, additionalRoots: positions)
    var added = graph.roots.suffix(positions.count).map(\.node)
    let network = Self.network(graph, without: positions.count)
    func nodes(_ place: Place) throws -> [NodeID] {
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
    let sources = try nodes(start)
    let targets = try nodes(goal)
    let own = Set((sources + targets).map(\.rawValue))
    let whole = Graph(
      nodeCount: graph.nodes.count, tails: graph.edges.map(\.from), heads: graph.edges.map(\.to))
    // Nobody digs through a third house.
    let weights = graph.edges.map { edge in
      edge.kind == .drop && !own.contains(UInt32(edge.to)) ? Int64(1) << 50 : edge.costInCents
    }
    var search = ShortestPathSearch(whole, weights: weights)
    search.start(from: sources)
    let wanted = Set(targets)
    var reached: NodeID?
    while reached == nil, let node = search.settle() {
      if wanted.contains(node) { reached = node }
    }
    guard let reached, let cost = search.distance(to: reached), cost < 1 << 50 else {
      throw PlanningError.noRoute
    }
    let edges = search.path(to: reached)
    let names = inventory
    var node = Self.start(of: edges, graph, endingAt: Int32(reached.rawValue))
    segments = edges.map { id in
      let number = Int(id.rawValue)
      let edge = graph.edges[number]
      let isForward = edge.from == node
      let points = Array(graph.points(of: number))
      let next = isForward ? edge.to : edge.from
      defer { node = next }
      let drawn = isForward ? points : Array(points.reversed())
      return TrenchSegment(
        id: StableIdentifier.segment(
          edge.kind, along: drawn, entersConduit: graph.entersConduit(edge.from, edge.to)),
        kind: edge.kind,
        fromNode: graph.name(of: node), toNode: graph.name(of: next),
        street: edge.kind == .conduit || edge.subject < 0
          ? nil : names.streets[Int(edge.subject)].name,
        side: edge.side, surface: edge.surface, method: edge.laying.method.rawValue,
        excludedMethods: edge.laying.excluded.sentences,
        reference: edge.kind == .conduit && edge.subject >= 0
          ? names.conduits[Int(edge.subject)].id : nil,
        length: edge.lengthInMetres, costInCents: edge.costInCents,
        line: LineString(unchecked: drawn))
    }
    costInCents = cost
    lengthInMetres = segments.reduce(0) { $0 + $1.length }
  }

  private static func network(_ graph: TrenchGraph, without added: Int) -> [NodeID] {
    var nodes = Set(graph.roots.dropLast(added).map(\.node))
    for edge in graph.edges where edge.kind == .conduit {
      nodes.insert(edge.from)
      nodes.insert(edge.to)
    }
    return nodes.sorted().map { NodeID(UInt32($0)) }
  }

  /// The node a chain of edges begins at.
  private static func start(of edges: [EdgeID], _ graph: TrenchGraph, endingAt end: Int32) -> Int32
  {
    edges.reversed().reduce(end) { node, id in
      let edge = graph.edges[Int(id.rawValue)]
      return edge.from == node ? edge.to : edge.from
    }
  }
}

extension TrenchGraph {
  /// The node of an address's entry; `nil` where no way leads to it.
  func entry(of address: Address, _ inventory: Inventory) -> Int32? {
    entries.first { entry in
      entry.addresses.contains { inventory.addresses[Int($0)].id == address.id }
    }?.node
  }

  /// Whether one of two nodes alone lies in a conduit.
  func entersConduit(_ a: Int32, _ b: Int32) -> Bool {
    (nodeLevels[Int(a)] == Self.conduitLevel) != (nodeLevels[Int(b)] == Self.conduitLevel)
  }

  /// The stable name of a node.
  func name(of node: Int32) -> String {
    StableIdentifier.node(at: nodes[Int(node)], level: nodeLevels[Int(node)])
  }
}
