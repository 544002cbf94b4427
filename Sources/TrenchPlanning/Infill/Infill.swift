import Geospatial
import Graphs
import Hashing
public import NetworkModel
public import Rules

/// The cheapest way to connect some orders to the network as it stands.
///
/// All orders are planned together, as one Steiner tree that starts from the PoPs and from what lies in
/// the ground, so that they share trenches; the bound holds for the whole. Beside it stands what each
/// order costs by itself, and each order's share of the common price: every segment is paid in equal
/// parts by those who hang on it, so that no group of orders pays more than the segments it needs.
///
/// Source of the shares: Littlechild and Owen 1973, Megiddo 1978 (Shapley value of the tree game).
public struct Infill: Sendable {
  /// One order.
  public struct Order: Sendable {
    /// Its address.
    public let address: Address
    /// What connecting it alone would cost, in euro cents; `nil` where it cannot be reached.
    public let aloneInCents: Int64?
    /// Its share of the common price, in euro cents; `nil` where it is not served.
    public let shareInCents: Int64?
    /// Why it is not served.
    public let exception: PlanException?
  }

  /// A home beside the new trenches that has not ordered.
  public struct Neighbour: Sendable {
    /// Its address.
    public let address: Address
    /// What connecting it with the others would add, in euro cents.
    public let addsInCents: Int64
  }

  /// The plan, with its numbers.
  public let outcome: PlanOutcome
  /// The orders, ordered by address id.
  public let orders: [Order]
  /// Who is passed by the new trenches, the cheapest first.
  public let neighbours: [Neighbour]
  /// How many slots of each conduit and surveyed trench the orders take.
  public let slots: [String: Int]

  /// What the orders that are served would cost each by itself, in euro cents.
  public var separatelyInCents: Int64 {
    orders.reduce(0) { $0 + ($1.shareInCents == nil ? 0 : $1.aloneInCents ?? 0) }
  }

  /// How long room is held for orders that are not booked, in days.
  public let reservationDays: Int

  /// Plans orders.
  ///
  /// - Parameters:
  ///   - addresses: where the orders are.
  ///   - inventory: what is known, with what was built and without the room that is held for others.
  ///   - rules: the rules.
  ///   - options: as for a plan; the scenario is the name it can be stored under.
  ///   - inputDigests: what the plan is made from.
  /// - Throws: ``PlanningError`` where no plan can be made.
  /// - Complexity: that of a Steiner tree with the orders as terminals on the whole trench graph.
  public init(
    _ addresses: Set<String>, in inventory: Inventory, rules: PlanningRules,
    options: Planner.Options, inputDigests: [String: String]
  ) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let town = ExistingHomes(inventory, rules).remaining
    guard town.addresses.contains(where: { addresses.contains($0.id) }) else {
      throw PlanningError.noAddresses(area: nil)
    }
    if town.streets.isEmpty && town.conduits.isEmpty { throw PlanningError.noStreets(area: nil) }
    let whole = try TrenchGraphBuilder.build(
      town, rules: rules, additionalRoots: options.additionalRoots)
    let isOrdered = town.addresses.map { addresses.contains($0.id) }
    if whole.roots.isEmpty && !whole.edges.contains(where: { $0.kind == .conduit }) {
      throw PlanningError.noNetwork
    }
    let graph = whole.keeping(
      whole.entries.compactMap { entry in
        let ordered = entry.addresses.filter { isOrdered[Int($0)] }
        return ordered.isEmpty ? nil : TrenchGraph.Entry(node: entry.node, addresses: ordered)
      },
      unconnected: whole.unconnected.filter { isOrdered[Int($0.address)] })
    let built = clock.now
    let network = try NetworkDesign(
      graph, town, rules: rules, threads: options.threads, timeLimit: options.timeLimit)
    let solved = clock.now
    let plan = PlanLayout(graph, town, network).plan(
      Scenario(
        name: options.scenario, program: options.program, objective: "all",
        within: .addresses(addresses.sorted()),
        rules: rules.canonical, rulesDigest: SHA256.hexadecimal(of: rules.canonical),
        inputDigests: inputDigests, costInCents: network.costInCents,
        lowerBoundInCents: network.lowerBoundInCents))
    let flow = NetworkFlow(graph, town, edges: network.edges, roots: network.roots)
    let alone = Self.pricesAlone(graph, town, rules, roots: network.roots)
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
    outcome = PlanOutcome(
      plan, ordered, result: network.result,
      districtBounds: try network.districtBounds(graph, town), notes: network.notes,
      seconds: PlanOutcome.Seconds(
        graph: (built - start).seconds, optimise: (solved - built).seconds,
        design: (clock.now - solved).seconds))
  }

  /// What each order costs by itself, by its address: the cheapest way from the network, through
  /// conduits that have room for it.
  private static func pricesAlone(
    _ graph: TrenchGraph, _ inventory: Inventory, _ rules: PlanningRules, roots: [TrenchGraph.Root]
  ) -> [Int32: Int64] {
    guard !roots.isEmpty else { return [:] }
    let rooms = Rooms(graph, inventory, rules.conduits, roots: roots)
    let least = rooms.ofEdge.min() ?? .max
    var prices: [Int32: Int64] = [:]
    /// Searches once for all entries whose dwellings fit everywhere, and for each larger one by itself.
    func search(_ entries: [TrenchGraph.Entry], needing dwellings: Int) {
      guard !entries.isEmpty else { return }
      let ways = WaysToNetwork(graph, from: roots.map(\.node)) { rooms.ofEdge[$0] >= dwellings }
      for entry in entries {
        for address in entry.addresses { prices[address] = ways.price(ofEntry: entry.node) }
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

  /// Each served address's share: every edge in equal parts, cents that do not divide from the first on.
  private static func shares(_ graph: TrenchGraph, _ flow: NetworkFlow) -> [Int32: Int64] {
    var behind: [Int32: [Int32]] = [:]
    for entry in graph.entries where flow.parentEdge[Int(entry.node)] >= 0 {
      var node = entry.node
      while flow.parentEdge[Int(node)] >= 0 {
        behind[flow.parentEdge[Int(node)], default: []] += entry.addresses
        node = flow.parent(of: node, graph)
      }
    }
    var shares: [Int32: Int64] = [:]
    for (edge, addresses) in behind {
      let cents = graph.edges[Int(edge)].costInCents
      let count = Int64(addresses.count)
      for (place, address) in addresses.sorted().enumerated() {
        shares[address, default: 0] += cents / count + (Int64(place) < cents % count ? 1 : 0)
      }
    }
    return shares
  }

  /// The homes along the new trenches, with the price of hanging each on what the orders build.
  private static func neighbours(
    _ whole: TrenchGraph, _ graph: TrenchGraph, _ flow: NetworkFlow, _ town: Inventory,
    _ isOrdered: [Bool], _ rules: PlanningRules
  ) -> [Neighbour] {
    var new: [LineString] = []
    var reached: [Int32] = []
    for node in flow.order {
      let parent = flow.parentEdge[Int(node)]
      if parent >= 0 && graph.edges[Int(parent)].kind == .drop { continue }
      // The graph of the orders lacks edges of the whole, but no node.
      reached.append(node)
      if parent >= 0 && graph.edges[Int(parent)].kind != .conduit {
        new.append(LineString(unchecked: Array(graph.points(of: Int(parent)))))
      }
    }
    guard !new.isEmpty else { return [] }
    let courses = LineIndex(new)
    let ways = WaysToNetwork(whole, from: reached) { _ in true }
    var neighbours: [Neighbour] = []
    for entry in whole.entries {
      let position = whole.nodes[Int(entry.node)]
      guard courses.isWithin(rules.infill.neighbourMetres, of: position),
        let price = ways.price(ofEntry: entry.node)
      else { continue }
      for address in entry.addresses where !isOrdered[Int(address)] {
        neighbours.append(Neighbour(address: town.addresses[Int(address)], addsInCents: price))
      }
    }
    return neighbours.sorted {
      ($0.addsInCents, $0.address.id) < ($1.addsInCents, $1.address.id)
    }
  }

  private static func slots(
    _ graph: TrenchGraph, _ flow: NetworkFlow, _ inventory: Inventory, _ rules: PlanningRules
  ) -> [String: Int] {
    var slots: [String: Int] = [:]
    for node in flow.order where flow.parentEdge[Int(node)] >= 0 {
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
