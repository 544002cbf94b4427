import Rules
import Geospatial
import NetworkModel

/// Turns chosen edges into the layers of a plan.
///
/// Edges that follow one another without a branch, with the same kind, street, side, surface, method
/// and district, become one segment, drawn away from the root. Drops stay as they are.
struct PlanLayout {
  private let graph: TrenchGraph
  private let inventory: Inventory
  private let network: NetworkDesign
  private let flow: NetworkFlow
  private let districts: AreaIndex

  init(_ graph: TrenchGraph, _ inventory: Inventory, _ network: NetworkDesign) {
    self.graph = graph
    self.inventory = inventory
    self.network = network
    flow = NetworkFlow(graph, inventory, edges: network.edges, roots: network.roots)
    districts = AreaIndex(inventory.areas, kind: "district")
  }

  func plan(_ scenario: Scenario) -> Plan {
    let (trench, drops, nodes) = segments()
    return Plan(
      scenario: scenario, trench: trench.sorted { $0.id < $1.id },
      drops: drops.sorted { $0.addressID < $1.addressID }, nodes: nodes.sorted { $0.id < $1.id },
      exceptions: exceptions().sorted { $0.addressID < $1.addressID })
  }

  // MARK: Segments

  /// What edges must share to become one segment.
  private struct Traits: Hashable {
    let kind: TrenchSegment.Kind
    let side: TrenchSegment.Side?
    let surface: Surface?
    let laying: Laying
    let subject: Int32
    let district: String?
  }

  private func segments() -> ([TrenchSegment], [Drop], [NetworkNode]) {
    var children = [Int32](repeating: 0, count: graph.nodes.count)
    for node in flow.order where flow.parentEdge[Int(node)] >= 0 {
      children[Int(flow.parent(of: node, graph))] += 1
    }
    var entryOf = [Int32](repeating: -1, count: graph.nodes.count)
    for (number, entry) in graph.entries.enumerated() { entryOf[Int(entry.node)] = Int32(number) }
    var traits = [Traits?](repeating: nil, count: graph.nodes.count)
    for node in flow.order where flow.parentEdge[Int(node)] >= 0 {
      traits[Int(node)] = self.traits(of: flow.parentEdge[Int(node)])
    }
    var isRoot = [Bool](repeating: false, count: graph.nodes.count)
    for root in network.roots { isRoot[Int(root.node)] = true }
    // The only child of a node that merely continues its parent's segment.
    var continuation = [Int32](repeating: -1, count: graph.nodes.count)
    for node in flow.order where flow.parentEdge[Int(node)] >= 0 {
      let parent = flow.parent(of: node, graph)
      guard children[Int(parent)] == 1, !isRoot[Int(parent)], let mine = traits[Int(node)],
        mine.kind != .drop, mine == traits[Int(parent)]
      else { continue }
      continuation[Int(parent)] = node
    }
    var trench: [TrenchSegment] = []
    var drops: [Drop] = []
    var usedNodes: Set<Int32> = Set(network.roots.map(\.node))
    for node in flow.order where flow.parentEdge[Int(node)] >= 0 {
      let parent = flow.parent(of: node, graph)
      if continuation[Int(parent)] == node { continue }
      guard let shared = traits[Int(node)] else { continue }
      var points = course(of: flow.parentEdge[Int(node)], from: parent)
      var cents = graph.edges[Int(flow.parentEdge[Int(node)])].costInCents
      var end = node
      while continuation[Int(end)] >= 0 {
        end = continuation[Int(end)]
        let edge = flow.parentEdge[Int(end)]
        points += course(of: edge, from: flow.parent(of: end, graph)).dropFirst()
        cents += graph.edges[Int(edge)].costInCents
      }
      usedNodes.insert(parent)
      usedNodes.insert(end)
      let segment = segment(shared, from: parent, to: end, points, cents, entryOf[Int(end)])
      trench.append(segment)
      if shared.kind == .drop, entryOf[Int(end)] >= 0 {
        drops += self.drops(for: graph.entries[Int(entryOf[Int(end)])], segment)
      }
    }
    return (trench, drops, nodes(usedNodes, isRoot))
  }

  private func traits(of number: Int32) -> Traits {
    let edge = graph.edges[Int(number)]
    return Traits(
      kind: edge.kind, side: edge.side, surface: edge.surface, laying: edge.laying,
      subject: edge.subject, district: districts.name(at: graph.middle(of: Int(number))))
  }

  private func course(of edge: Int32, from node: Int32) -> [Coordinate] {
    let points = Array(graph.points(of: Int(edge)))
    return graph.edges[Int(edge)].from == node ? points : points.reversed()
  }

  private func segment(
    _ traits: Traits, from: Int32, to: Int32, _ points: [Coordinate], _ cents: Int64, _ entry: Int32
  ) -> TrenchSegment {
    let line = LineString(unchecked: points)
    let reference: String?
    switch traits.kind {
    case .drop:
      reference =
        entry >= 0
        ? inventory.addresses[Int(graph.entries[Int(entry)].addresses[0])].id : nil
    case .conduit:
      reference = traits.subject >= 0 ? inventory.conduits[Int(traits.subject)].id : nil
    default: reference = nil
    }
    let street =
      traits.kind == .conduit || traits.subject < 0
      ? nil : inventory.streets[Int(traits.subject)].name
    return TrenchSegment(
      id: StableIdentifier.segment(
        traits.kind, along: points, entersConduit: graph.entersConduit(from, to)),
      kind: traits.kind,
      fromNode: graph.name(of: from), toNode: graph.name(of: to), street: street, side: traits.side,
      surface: traits.surface, method: traits.laying.method.rawValue,
      excludedMethods: traits.laying.excluded.sentences, reference: reference,
      district: traits.district, length: (line.length * 1000).rounded() / 1000,
      costInCents: cents, line: line)
  }

  /// The first address at an entry pays the drop; others at the same spot share it.
  private func drops(for entry: TrenchGraph.Entry, _ segment: TrenchSegment) -> [Drop] {
    entry.addresses.enumerated().map { position, address in
      let isFirst = position == 0
      return Drop(
        addressID: inventory.addresses[Int(address)].id,
        atNode: isFirst ? segment.fromNode : segment.toNode,
        length: isFirst ? segment.length : 0, costInCents: isFirst ? segment.costInCents : 0,
        line: segment.line)
    }
  }

  private func nodes(_ used: Set<Int32>, _ isRoot: [Bool]) -> [NetworkNode] {
    var rootByNode: [Int32: TrenchGraph.Root] = [:]
    for root in network.roots { rootByNode[root.node] = root }
    let siteKinds = Dictionary(
      inventory.sites.filter { $0.isExisting && $0.kind == .shaft }.map {
        (MillimetreKey($0.location), $0)
      }, uniquingKeysWith: { first, _ in first })
    return used.sorted().map { node in
      let position = graph.nodes[Int(node)]
      if let root = rootByNode[node] {
        let site = root.site >= 0 ? inventory.sites[Int(root.site)] : nil
        return NetworkNode(
          id: graph.name(of: node), kind: .pop, capacity: site?.capacity,
          used: flow.dwellings[Int(node)], siteID: site?.id, location: position)
      }
      if let shaft = siteKinds[MillimetreKey(position)] {
        return NetworkNode(
          id: graph.name(of: node), kind: .shaft, capacity: shaft.capacity, siteID: shaft.id,
          location: position)
      }
      return NetworkNode(id: graph.name(of: node), kind: .junction, location: position)
    }
  }

  // MARK: Exceptions

  private func exceptions() -> [PlanException] {
    var result = graph.unconnected.map { missing in
      let address = inventory.addresses[Int(missing.address)]
      return PlanException(
        addressID: address.id, reason: missing.reason, cheapestFix: missing.fix,
        fixCostInCents: missing.fixCostInCents, location: address.location)
    }
    for failure in network.failures {
      for number in graph.entries[Int(failure.entry)].addresses {
        let address = inventory.addresses[Int(number)]
        result.append(
          PlanException(
            addressID: address.id, reason: failure.reason, cheapestFix: failure.fix,
            fixCostInCents: failure.cents, location: address.location))
      }
    }
    return result
  }
}
