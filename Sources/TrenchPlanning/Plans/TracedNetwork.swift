import Geospatial
import Graphs
import NetworkModel
import Rules

/// The network of a stored plan, found again in the trench graph of the data from which it was
/// made.
struct TracedNetwork {
  let graph: TrenchGraph
  /// The edges of the plan's segments, ascending.
  let edges: [Int32]
  let roots: [TrenchGraph.Root]
  let flow: NetworkFlow

  /// - Throws: ``PlanningError/changedData`` if a segment or a PoP is not found.
  init(_ plan: Plan, _ inventory: Inventory, _ rules: PlanningRules) throws(PlanningError) {
    let pops = plan.nodes.filter { $0.kind == .pop }
    var graph = try TrenchGraphBuilder.build(inventory, rules: rules)
    var numbers = Self.nodeNumbers(of: graph)
    // PoPs that were given on the command line are not in the inventory.
    let added = pops.filter { numbers[$0.id] == nil }.map(\.location)
    if !added.isEmpty {
      graph = try TrenchGraphBuilder.build(inventory, rules: rules, additionalRoots: added)
      numbers = Self.nodeNumbers(of: graph)
    }
    let sites = Dictionary(
      inventory.sites.enumerated().map { ($0.element.id, Int32($0.offset)) },
      uniquingKeysWith: { first, _ in first })
    var roots: [TrenchGraph.Root] = []
    for pop in pops {
      guard let node = numbers[pop.id] else { throw .changedData }
      roots.append(TrenchGraph.Root(node: node, site: pop.siteID.flatMap { sites[$0] } ?? -1))
    }
    var edges: [Int32] = []
    for segment in plan.trench {
      guard let start = numbers[segment.fromNode] else { throw .changedData }
      edges += try Self.edges(of: segment, from: start, graph)
    }
    self.graph = graph
    self.edges = edges.sorted()
    self.roots = roots
    flow = NetworkFlow(graph, inventory, edges: self.edges, roots: roots)
    let served = Set(plan.drops.map(\.addressID))
    for entry in graph.entries {
      let isReached = flow.rootOf[Int(entry.node)] >= 0
      for address in entry.addresses
      where served.contains(inventory.addresses[Int(address)].id) != isReached {
        throw .changedData
      }
    }
  }

  private static func nodeNumbers(of graph: TrenchGraph) -> [NetworkNodeID: Int32] {
    var numbers: [NetworkNodeID: Int32] = [:]
    for node in graph.nodes.indices { numbers[graph.name(of: Int32(node))] = Int32(node) }
    return numbers
  }

  /// The edges of which a segment consists.
  private static func edges(
    of segment: TrenchSegment, from start: Int32, _ graph: TrenchGraph
  ) throws(PlanningError) -> [Int32] {
    let course = segment.line.coordinates.map { MillimetreKey($0) }
    var edges: [Int32] = []
    var node = start
    var vertex = 0
    while vertex < course.count - 1 {
      var next: (edge: Int32, node: Int32, length: Int)?
      for index in graph.topology.slotRange(node) {
        let slot = graph.topology.slots[index]
        guard graph.edges[Int(slot.edge)].kind == segment.kind, !edges.contains(slot.edge) else {
          continue
        }
        let points = graph.points(of: Int(slot.edge), from: node).map { MillimetreKey($0) }
        guard points.count > 1, points.count <= course.count - vertex,
          points.elementsEqual(course[vertex..<(vertex + points.count)]),
          next.map({ points.count > $0.length }) ?? true
        else { continue }
        next = (slot.edge, slot.neighbour, points.count)
      }
      guard let next else { throw .changedData }
      edges.append(next.edge)
      node = next.node
      vertex += next.length - 1
    }
    return edges
  }
}
