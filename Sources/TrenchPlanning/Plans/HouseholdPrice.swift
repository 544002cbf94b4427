import Graphs
public import NetworkModel
import Rules
import SteinerTrees

/// What the connection of one address costs, seen in two ways.
public struct HouseholdPrice: Hashable, Sendable {
  /// The address.
  public let addressID: String
  /// How many households live there.
  public let dwellings: Int
  /// Whether the plan serves it.
  public let isServed: Bool
  /// What it alone adds to the rest of the network; for an address not served the cheapest fix.
  ///
  /// It is the cheapest way from the rest of the plan's network, as that stands, to the building.
  /// Addresses at one entry part it.
  public let marginalInCents: Int64
  /// A fair share of the whole network; `nil` for an address that is not served.
  public let shareInCents: Int64?
}

extension Planner {
  /// The price of each address of a stored plan, ordered by address id.
  ///
  /// All shares together are no more than the plan costs, and no group of homes pays more than the
  /// cheapest network for the group alone would cost it (``DualCertificate/shares(weights:)``). What is
  /// left of the cost is owed by nobody in particular.
  ///
  /// - Throws: ``PlanningError/changedData`` where the plan's network is not found in the data.
  /// - Complexity: that of the trench graph and of dual ascent; local searches around each home.
  public func prices(of plan: Plan) throws -> [HouseholdPrice] {
    let chosen = try confined()
    let traced = try TracedNetwork(plan, chosen, rules)
    let (graph, flow) = (traced.graph, traced.flow)
    func weight(_ address: Int32) -> Int64 {
      Int64(max(1, chosen.addresses[Int(address)].dwellings))
    }
    let served = graph.entries.filter { flow.rootOf[Int($0.node)] >= 0 }
    var prices: [HouseholdPrice] = []
    if !served.isEmpty {
      let problem = try ServedProblem(
        graph, entries: served.map(\.node), edges: traced.edges, roots: traced.roots.map(\.node))
      let shares = problem.shares(
        Dictionary(
          uniqueKeysWithValues: served.map { entry in
            (entry.node, entry.addresses.reduce(0) { $0 + weight($1) })
          }))
      let marginal = MarginalCosts(graph, chosen, rules, flow, roots: traced.roots)
      for entry in served {
        let weights = entry.addresses.map(weight)
        let parts = Self.parts(of: marginal.cost(of: entry.node), by: weights)
        let shares = Self.parts(of: shares[entry.node] ?? 0, by: weights)
        for (place, number) in entry.addresses.enumerated() {
          let address = chosen.addresses[Int(number)]
          prices.append(
            HouseholdPrice(
              addressID: address.id, dwellings: address.dwellings, isServed: true,
              marginalInCents: parts[place], shareInCents: shares[place]))
        }
      }
    }
    let dwellings = Dictionary(
      chosen.addresses.map { ($0.id, $0.dwellings) }, uniquingKeysWith: { first, _ in first })
    prices += plan.exceptions.map {
      HouseholdPrice(
        addressID: $0.addressID, dwellings: dwellings[$0.addressID] ?? 0, isServed: false,
        marginalInCents: $0.fixCostInCents, shareInCents: nil)
    }
    return prices.sorted { $0.addressID < $1.addressID }
  }

  /// A sum in parts that add up to it, the first ones a cent greater where it does not come out even.
  private static func parts(of cents: Int64, by weights: [Int64]) -> [Int64] {
    let sum = weights.reduce(0, +)
    var parts = weights.map { cents / sum * $0 + cents % sum * $0 / sum }
    var rest = cents - parts.reduce(0, +)
    for place in parts.indices where rest > 0 {
      parts[place] += 1
      rest -= 1
    }
    return parts
  }
}

/// What each home alone adds to the rest of a network.
struct MarginalCosts {
  private let graph: TrenchGraph
  private let whole: Graph
  private let flow: NetworkFlow
  private let rooms: Rooms
  private let isEntry: [Bool]
  private var children: [Int32]
  /// How many dwellings more may hang on each node.
  private var spare: [Int]

  init(
    _ graph: TrenchGraph, _ inventory: Inventory, _ rules: PlanningRules, _ flow: NetworkFlow,
    roots: [TrenchGraph.Root]
  ) {
    self.graph = graph
    self.flow = flow
    rooms = Rooms(graph, inventory, rules.conduits, roots: roots)
    whole = Graph(
      nodeCount: graph.nodes.count, tails: graph.edges.map(\.from), heads: graph.edges.map(\.to))
    var isEntry = [Bool](repeating: false, count: graph.nodes.count)
    for entry in graph.entries { isEntry[Int(entry.node)] = true }
    self.isEntry = isEntry
    children = [Int32](repeating: 0, count: graph.nodes.count)
    spare = [Int](repeating: .max, count: graph.nodes.count)
    for node in flow.order {
      let room = rooms.of(node, flow)
      spare[Int(node)] = room == .max ? .max : room - flow.dwellings[Int(node)]
      guard flow.parentEdge[Int(node)] >= 0 else { continue }
      let parent = Int(flow.parent(of: node, graph))
      children[parent] += 1
      spare[Int(node)] = min(spare[Int(node)], spare[parent])
    }
  }

  /// The cheapest way from the rest of the network to an entry that it serves, in euro cents.
  ///
  /// The rest is what is left without the entry and all that serves it alone. Another way than the
  /// network's own counts only where conduits and PoPs have room for it.
  ///
  /// - Complexity: O(k log k) for the k edges around that cost no more together than the way it has.
  func cost(of entry: Int32) -> Int64 {
    var own: Set<Int32> = []
    var best: Int64 = 0
    var node = entry
    repeat {
      own.insert(node)
      best += graph.edges[Int(flow.parentEdge[Int(node)])].costInCents
      node = flow.parent(of: node, graph)
    } while children[Int(node)] == 1 && flow.parentEdge[Int(node)] >= 0
    let wanted = flow.dwellings[Int(entry)]
    var distance: [Int32: Int64] = [entry: 0]
    var heap = BinaryHeap()
    heap.insert(entry, key: 0)
    while !heap.isEmpty {
      let settled = heap.removeFirst()
      if settled.key >= best { break }
      guard settled.key == distance[settled.node] else { continue }
      if flow.rootOf[Int(settled.node)] >= 0 && !own.contains(settled.node) {
        best = settled.key
        break
      }
      for index in whole.slotRange(settled.node) {
        let slot = whole.slots[index]
        let edge = Int(slot.edge)
        let length = settled.key + graph.edges[edge].costInCents
        let next = slot.neighbour
        let isRest = flow.rootOf[Int(next)] >= 0 && !own.contains(next)
        guard length < best, !isEntry[Int(next)], rooms.ofEdge[edge] >= wanted,
          !isRest || spare[Int(next)] >= wanted, length < distance[next] ?? .max
        else { continue }
        distance[next] = length
        heap.insert(next, key: length)
      }
    }
    return best
  }
}
