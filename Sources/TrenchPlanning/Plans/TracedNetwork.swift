import Geospatial
import Graphs
import NetworkModel
import Rules

/// A stored plan found again in the trench graph of the data it was made from.
struct TracedNetwork {
  let graph: TrenchGraph
  /// The edges of the plan's segments, ascending.
  let edges: [Int32]
  let roots: [TrenchGraph.Root]
  let flow: NetworkFlow

  /// - Throws: ``PlanningError/changedData`` where a segment or a PoP is not found.
  init(_ plan: Plan, _ inventory: Inventory, _ rules: PlanningRules) throws(PlanningError) {
    let places = plan.nodes.filter { $0.kind == .pop }
    var graph = try TrenchGraphBuilder.build(inventory, rules: rules)
    var numbers = Self.numbers(of: graph)
    // PoPs named on the command line make nodes of their own.
    let added = places.filter { numbers[$0.id] == nil }.map(\.location)
    if !added.isEmpty {
      graph = try TrenchGraphBuilder.build(inventory, rules: rules, additionalRoots: added)
      numbers = Self.numbers(of: graph)
    }
    let sites = Dictionary(
      inventory.sites.enumerated().map { ($0.element.id, Int32($0.offset)) },
      uniquingKeysWith: { first, _ in first })
    var roots: [TrenchGraph.Root] = []
    for place in places {
      guard let node = numbers[place.id] else { throw .changedData }
      roots.append(TrenchGraph.Root(node: node, site: place.siteID.flatMap { sites[$0] } ?? -1))
    }
    let whole = Graph(
      nodeCount: graph.nodes.count, tails: graph.edges.map(\.from), heads: graph.edges.map(\.to))
    var edges: [Int32] = []
    for segment in plan.trench {
      guard let start = numbers[segment.fromNode] else { throw .changedData }
      edges += try Self.edges(along: segment, from: start, graph, whole)
    }
    self.graph = graph
    self.edges = edges.sorted()
    self.roots = roots
    flow = NetworkFlow(graph, inventory, edges: self.edges, roots: roots)
    let reached = Set(plan.drops.map(\.addressID))
    for entry in graph.entries {
      let isReached = flow.rootOf[Int(entry.node)] >= 0
      for address in entry.addresses
      where reached.contains(inventory.addresses[Int(address)].id) != isReached {
        throw .changedData
      }
    }
  }

  private static func numbers(of graph: TrenchGraph) -> [String: Int32] {
    var numbers: [String: Int32] = [:]
    for node in graph.nodes.indices { numbers[graph.name(of: Int32(node))] = Int32(node) }
    return numbers
  }

  /// The edges that a segment was made of.
  private static func edges(
    along segment: TrenchSegment, from start: Int32, _ graph: TrenchGraph, _ whole: Graph
  ) throws(PlanningError) -> [Int32] {
    let course = segment.line.coordinates.map { MillimetreKey($0) }
    var edges: [Int32] = []
    var node = start
    var place = 0
    while place < course.count - 1 {
      var next: (edge: Int32, node: Int32, length: Int)?
      for index in whole.slotRange(node) {
        let slot = whole.slots[index]
        let edge = graph.edges[Int(slot.edge)]
        guard edge.kind == segment.kind, !edges.contains(slot.edge) else { continue }
        var points = graph.points(of: Int(slot.edge)).map { MillimetreKey($0) }
        if edge.from != node { points.reverse() }
        guard points.count > 1, points.count <= course.count - place,
          points.elementsEqual(course[place..<(place + points.count)]),
          next.map({ points.count > $0.length }) ?? true
        else { continue }
        next = (slot.edge, slot.neighbour, points.count)
      }
      guard let next else { throw .changedData }
      edges.append(next.edge)
      node = next.node
      place += next.length - 1
    }
    return edges
  }
}
