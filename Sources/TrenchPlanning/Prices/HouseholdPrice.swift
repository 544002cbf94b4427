public import NetworkModel
import Rules
import SteinerTrees

/// The cost of connecting one address, computed in two ways.
public struct HouseholdPrice: Hashable, Sendable {
  /// The address.
  public let addressID: AddressID
  /// The number of dwellings.
  public let dwellings: Int
  /// Whether the plan serves the address.
  public let isServed: Bool
  /// The cost that the address alone adds to the rest of the network; for an address that is not
  /// served, the cost of its cheapest fix.
  ///
  /// It is the cost of the cheapest path from the rest of the plan's network to the building.
  /// Addresses at the same entry divide it.
  public let marginalInCents: Int64
  /// A fair share of the cost of the whole network; `nil` for an address that is not served.
  public let shareInCents: Int64?
}

extension Planner {
  /// The price of each address of a stored plan, ordered by address id.
  ///
  /// The sum of all shares is at most the cost of the plan, and no group of homes pays more than
  /// the cheapest network for that group alone would cost (``DualCertificate/shares(weights:)``).
  /// The remainder of the cost is not allocated.
  ///
  /// - Throws: ``PlanningError/changedData`` if the plan's network is not found in the data.
  /// - Complexity: that of the trench graph and of dual ascent, and a local search for each home.
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
      let problem = try ServedHomesProblem(
        graph, entries: served.map(\.node), edges: traced.edges, roots: traced.roots.map(\.node))
      let shares = problem.shares(
        Dictionary(
          uniqueKeysWithValues: served.map { entry in
            (entry.node, entry.addresses.reduce(0) { $0 + weight($1) })
          }))
      let marginal = MarginalCosts(graph, chosen, rules, flow, roots: traced.roots)
      for entry in served {
        let weights = entry.addresses.map(weight)
        let costs = Self.divided(marginal.cost(of: entry.node), by: weights)
        let shares = Self.divided(shares[entry.node] ?? 0, by: weights)
        for (index, number) in entry.addresses.enumerated() {
          let address = chosen.addresses[Int(number)]
          prices.append(
            HouseholdPrice(
              addressID: address.id, dwellings: address.dwellings, isServed: true,
              marginalInCents: costs[index], shareInCents: shares[index]))
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

  /// An amount divided in proportion to weights.
  ///
  /// The parts add up to the amount: the first ones are one cent larger if it is not divisible.
  private static func divided(_ cents: Int64, by weights: [Int64]) -> [Int64] {
    let sum = weights.reduce(0, +)
    var parts = weights.map { cents / sum * $0 + cents % sum * $0 / sum }
    var rest = cents - parts.reduce(0, +)
    for index in parts.indices where rest > 0 {
      parts[index] += 1
      rest -= 1
    }
    return parts
  }
}
