import Geospatial
public import NetworkModel
public import Rules

/// The cheapest connection of some orders to the existing network.
///
/// All orders are planned together as one Steiner tree that starts from the PoPs and the existing
/// conduits, so that they share trenches. The lower bound holds for the whole tree. The result also
/// contains the cost of connecting each order alone, and each order's share of the common cost: the
/// cost of every segment is divided equally between the orders that it serves. No group of orders
/// therefore pays more than the segments that it needs.
///
/// Source of the shares: Littlechild and Owen 1973, Megiddo 1978 (Shapley value of the tree game).
public struct Infill: Sendable {
  /// One order.
  public struct Order: Sendable {
    /// The address.
    public let address: Address
    /// The cost of connecting it alone, in euro cents; `nil` if it cannot be reached.
    public let aloneInCents: Int64?
    /// Its share of the common cost, in euro cents; `nil` if it is not served.
    public let shareInCents: Int64?
    /// The exception, if it is not served.
    public let exception: PlanException?
  }

  /// A home near the new trenches that has not been ordered.
  public struct Neighbour: Sendable {
    /// The address.
    public let address: Address
    /// The additional cost of connecting it together with the orders, in euro cents.
    public let addsInCents: Int64
  }

  /// The plan with its statistics.
  public let outcome: PlanOutcome
  /// The orders, ordered by address id.
  public let orders: [Order]
  /// The homes near the new trenches, ordered by cost.
  public let neighbours: [Neighbour]
  /// For each conduit and surveyed trench, the number of slots that the orders need.
  public let slots: [ConduitID: Int]

  /// The total cost of connecting each served order alone, in euro cents.
  public var separatelyInCents: Int64 {
    orders.reduce(0) { $0 + ($1.shareInCents == nil ? 0 : $1.aloneInCents ?? 0) }
  }

  /// The number of days for which capacity is reserved for orders that are not booked.
  public let reservationDays: Int

  /// Plans orders.
  ///
  /// - Parameters:
  ///   - addresses: the ids of the ordered addresses.
  ///   - inventory: the input data with the surveyed works, without the capacity that is reserved
  ///     for others.
  ///   - rules: the rules.
  ///   - options: as for a plan; the scenario is the name under which the plan can be stored.
  ///   - inputDigests: the digests of the input layers.
  /// - Throws: ``PlanningError`` if no plan is possible.
  /// - Complexity: that of a Steiner tree with the orders as terminals on the whole trench graph.
  public init(
    _ addresses: Set<AddressID>, in inventory: Inventory, rules: PlanningRules,
    options: Planner.Options, inputDigests: [String: String]
  ) throws {
    let town = ConnectedHomes(inventory, rules).remaining
    guard town.addresses.contains(where: { addresses.contains($0.id) }) else {
      throw PlanningError.noAddresses(area: nil)
    }
    if town.streets.isEmpty && town.conduits.isEmpty { throw PlanningError.noStreets(area: nil) }
    let whole = try TrenchGraphBuilder.build(
      town, rules: rules, additionalRoots: options.additionalRoots)
    if whole.roots.isEmpty && !whole.edges.contains(where: { $0.kind == .conduit }) {
      throw PlanningError.noNetwork
    }
    let isOrdered = town.addresses.map { addresses.contains($0.id) }
    var options = options
    options.objective = .all
    options.within = .addresses(addresses.sorted())
    let run = try PlanningRun(town, rules, options, inputDigests: inputDigests) {
      whole.keeping(
        whole.entries.compactMap { entry in
          let ordered = entry.addresses.filter { isOrdered[Int($0)] }
          return ordered.isEmpty ? nil : TrenchGraph.Entry(node: entry.node, addresses: ordered)
        },
        unconnected: whole.unconnected.filter { isOrdered[Int($0.address)] })
    }
    let (graph, plan) = (run.graph, run.plan)
    let roots = run.selection.roots
    let flow = NetworkFlow(graph, town, edges: run.selection.edges, roots: roots)
    let alone = Self.pricesAlone(graph, town, rules, roots: roots)
    let shares = Self.shares(graph, flow)
    let exceptions = Dictionary(
      plan.exceptions.map { ($0.addressID, $0) }, uniquingKeysWith: { first, _ in first })
    orders = town.addresses.indices.filter { isOrdered[$0] }.map { number in
      let exception = exceptions[town.addresses[number].id]
      return Order(
        address: town.addresses[number], aloneInCents: alone[Int32(number)],
        shareInCents: exception == nil ? shares[Int32(number)] : nil, exception: exception)
    }
    neighbours = Self.neighbours(whole, graph, flow, town, isOrdered, rules)
    slots = Self.slots(graph, flow, town, rules)
    reservationDays = rules.infill.reservationDays
    var ordered = town
    ordered.addresses.removeAll { !addresses.contains($0.id) }
    outcome = try run.outcome(plan, of: ordered)
  }
}

// MARK: Costs

extension Infill {
  /// For each ordered address, the cost of connecting it alone: the cheapest connection to the
  /// network, through conduits with enough free capacity.
  private static func pricesAlone(
    _ graph: TrenchGraph, _ inventory: Inventory, _ rules: PlanningRules, roots: [TrenchGraph.Root]
  ) -> [Int32: Int64] {
    guard !roots.isEmpty else { return [:] }
    let capacity = NetworkCapacity(graph, inventory, rules.conduits, roots: roots)
    let least = capacity.ofEdge.min() ?? .max
    var prices: [Int32: Int64] = [:]
    // One search serves all entries that every conduit can serve. Larger ones need a search each.
    func search(_ entries: [TrenchGraph.Entry], needing dwellings: Int) {
      guard !entries.isEmpty else { return }
      let connections = CheapestConnections(graph, from: roots.map(\.node)) {
        capacity.ofEdge[$0] >= dwellings
      }
      for entry in entries {
        for address in entry.addresses { prices[address] = connections.cost(ofEntry: entry.node) }
      }
    }
    func dwellings(_ entry: TrenchGraph.Entry) -> Int {
      entry.addresses.reduce(0) { $0 + inventory.addresses[Int($1)].dwellings }
    }
    search(graph.entries.filter { dwellings($0) <= least }, needing: 0)
    for entry in graph.entries where dwellings(entry) > least {
      search([entry], needing: dwellings(entry))
    }
    return prices
  }

  /// For each served address, its share of the cost: the cost of every edge is divided equally, and
  /// the first addresses pay one cent more if it is not divisible.
  private static func shares(_ graph: TrenchGraph, _ flow: NetworkFlow) -> [Int32: Int64] {
    var behind: [Int32: [Int32]] = [:]
    for entry in graph.entries where flow.hasParent(entry.node) {
      var node = entry.node
      while flow.hasParent(node) {
        behind[flow.parentEdge[Int(node)], default: []] += entry.addresses
        node = flow.parent(of: node, graph)
      }
    }
    var shares: [Int32: Int64] = [:]
    for (edge, addresses) in behind {
      let cents = graph.edges[Int(edge)].costInCents
      let count = Int64(addresses.count)
      for (index, address) in addresses.sorted().enumerated() {
        shares[address, default: 0] += cents / count + (Int64(index) < cents % count ? 1 : 0)
      }
    }
    return shares
  }

  /// The homes near the new trenches, with the cost of connecting each to the network of the
  /// orders.
  private static func neighbours(
    _ whole: TrenchGraph, _ graph: TrenchGraph, _ flow: NetworkFlow, _ town: Inventory,
    _ isOrdered: [Bool], _ rules: PlanningRules
  ) -> [Neighbour] {
    var new: [LineString] = []
    var reached: [Int32] = []
    for node in flow.order {
      let parent = flow.parentEdge[Int(node)]
      if parent >= 0 && graph.edges[Int(parent)].kind == .drop { continue }
      // Both graphs have the same nodes; the graph of the orders has fewer edges.
      reached.append(node)
      if parent >= 0 && graph.edges[Int(parent)].kind != .conduit {
        new.append(LineString(unchecked: Array(graph.points(of: Int(parent)))))
      }
    }
    guard !new.isEmpty else { return [] }
    let courses = LineIndex(new)
    let connections = CheapestConnections(whole, from: reached) { _ in true }
    var neighbours: [Neighbour] = []
    for entry in whole.entries {
      let position = whole.nodes[Int(entry.node)]
      guard courses.isWithin(rules.infill.neighbourMetres, of: position),
        let cost = connections.cost(ofEntry: entry.node)
      else { continue }
      for address in entry.addresses where !isOrdered[Int(address)] {
        neighbours.append(Neighbour(address: town.addresses[Int(address)], addsInCents: cost))
      }
    }
    return neighbours.sorted {
      ($0.addsInCents, $0.address.id) < ($1.addsInCents, $1.address.id)
    }
  }

  /// For each conduit, the number of slots that the orders need.
  private static func slots(
    _ graph: TrenchGraph, _ flow: NetworkFlow, _ inventory: Inventory, _ rules: PlanningRules
  ) -> [ConduitID: Int] {
    var slots: [ConduitID: Int] = [:]
    for node in flow.order where flow.hasParent(node) {
      let edge = graph.edges[Int(flow.parentEdge[Int(node)])]
      guard edge.kind == .conduit, edge.subject >= 0, flow.dwellings[Int(node)] > 0 else {
        continue
      }
      let id = inventory.conduits[Int(edge.subject)].id
      slots[id] = max(
        slots[id] ?? 0, rules.conduits.slots(forDwellings: flow.dwellings[Int(node)]))
    }
    return slots
  }
}
