import Geospatial
import NetworkModel

/// Converts the chosen edges into the layers of a plan.
///
/// Consecutive edges without a branch between them that have the same kind, street, side, surface,
/// method and district become one segment, which is directed away from the root. Each drop is a
/// segment of its own.
struct PlanLayout {
  private let graph: TrenchGraph
  private let inventory: Inventory
  private let network: TrenchSelection
  private let flow: NetworkFlow
  private let districts: AreaIndex

  init(_ graph: TrenchGraph, _ inventory: Inventory, _ network: TrenchSelection) {
    self.graph = graph
    self.inventory = inventory
    self.network = network
    flow = NetworkFlow(graph, inventory, edges: network.edges, roots: network.roots)
    districts = AreaIndex(inventory.areas, kind: .district)
  }

  func plan(_ scenario: Scenario) -> Plan {
    let (trench, drops, nodes) = segments()
    return Plan(
      scenario: scenario, trench: trench.sorted { $0.id < $1.id },
      drops: drops.sorted { $0.addressID < $1.addressID }, nodes: nodes.sorted { $0.id < $1.id },
      exceptions: exceptions().sorted { $0.addressID < $1.addressID })
  }

  // MARK: Segments

  /// The properties that edges must share to become one segment.
  private struct Traits: Hashable {
    let kind: TrenchSegment.Kind
    let side: TrenchSegment.Side?
    let surface: Surface?
    let laying: Laying
    let subject: Int32
    let district: String?
  }

  private func segments() -> ([TrenchSegment], [Drop], [NetworkNode]) {
    var traits = [Traits?](repeating: nil, count: graph.nodes.count)
    for node in flow.order where flow.hasParent(node) {
      traits[Int(node)] = self.traits(of: flow.parentEdge[Int(node)])
    }
    let continuation = continuations(traits)
    var trench: [TrenchSegment] = []
    var drops: [Drop] = []
    var usedNodes: Set<Int32> = Set(network.roots.map(\.node))
    for node in flow.order where flow.hasParent(node) {
      let parent = flow.parent(of: node, graph)
      if continuation[Int(parent)] == node { continue }
      guard let shared = traits[Int(node)] else { continue }
      var points = graph.points(of: Int(flow.parentEdge[Int(node)]), from: parent)
      var cents = graph.edges[Int(flow.parentEdge[Int(node)])].costInCents
      var end = node
      while continuation[Int(end)] >= 0 {
        let start = end
        end = continuation[Int(end)]
        let edge = Int(flow.parentEdge[Int(end)])
        points += graph.points(of: edge, from: start).dropFirst()
        cents += graph.edges[edge].costInCents
      }
      usedNodes.insert(parent)
      usedNodes.insert(end)
      let segment = segment(shared, from: parent, to: end, points, cents)
      trench.append(segment)
      let entry = graph.entryAtNode[Int(end)]
      if shared.kind == .drop, entry >= 0 {
        drops += self.drops(for: graph.entries[Int(entry)], segment)
      }
    }
    return (trench, drops, nodes(usedNodes))
  }

  /// For each node, its only child if that continues the node's segment, or −1.
  private func continuations(_ traits: [Traits?]) -> [Int32] {
    let children = flow.childCounts(graph)
    let roots = Set(network.roots.map(\.node))
    var continuation = [Int32](repeating: -1, count: graph.nodes.count)
    for node in flow.order where flow.hasParent(node) {
      let parent = flow.parent(of: node, graph)
      guard children[Int(parent)] == 1, !roots.contains(parent), let mine = traits[Int(node)],
        mine.kind != .drop, mine == traits[Int(parent)]
      else { continue }
      continuation[Int(parent)] = node
    }
    return continuation
  }

  private func traits(of number: Int32) -> Traits {
    let edge = graph.edges[Int(number)]
    return Traits(
      kind: edge.kind, side: edge.side, surface: edge.surface, laying: edge.laying,
      subject: edge.subject, district: districts.name(at: graph.middle(of: Int(number))))
  }

  private func segment(
    _ traits: Traits, from: Int32, to: Int32, _ points: [Coordinate], _ cents: Int64
  ) -> TrenchSegment {
    var segment = TrenchSegment(
      graph, inventory, from: from, to: to, along: points, traits.kind, traits.laying,
      subject: traits.subject)
    segment.side = traits.side
    segment.surface = traits.surface
    segment.district = traits.district
    segment.costInCents = cents
    let entry = graph.entryAtNode[Int(to)]
    if traits.kind == .drop, entry >= 0 {
      let first = graph.entries[Int(entry)].addresses[0]
      segment.reference = .address(inventory.addresses[Int(first)].id)
    }
    return segment
  }

  /// The drops of all addresses at an entry.
  ///
  /// Only the first one has a length and a cost.
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

  private func nodes(_ used: Set<Int32>) -> [NetworkNode] {
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
        addressID: address.id, reason: missing.reason, remedy: missing.remedy,
        fixCostInCents: missing.fixCostInCents, location: address.location)
    }
    for failure in network.failures {
      for number in graph.entries[Int(failure.entry)].addresses {
        let address = inventory.addresses[Int(number)]
        result.append(
          PlanException(
            addressID: address.id, reason: failure.reason, remedy: failure.remedy,
            fixCostInCents: failure.fixCostInCents, location: address.location))
      }
    }
    return result
  }
}
