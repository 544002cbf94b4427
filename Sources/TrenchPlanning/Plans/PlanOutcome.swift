public import NetworkModel

/// A plan with its statistics.
public struct PlanOutcome: Sendable {
  /// The durations of the steps, in seconds.
  public struct Seconds: Sendable {
    /// Building the trench graph.
    public var graph: Double
    /// Choosing the network.
    public var optimise: Double
    /// Laying out the plan.
    public var design: Double
  }

  /// The statistics of the whole plan or of one district.
  public struct Totals: Sendable {
    /// The district's name; `nil` for the whole plan, and for positions outside all districts.
    public var district: String?
    /// The number of addresses.
    public var addresses = 0
    /// The number of addresses served.
    public var addressesServed = 0
    /// The number of dwellings.
    public var dwellings = 0
    /// The number of dwellings served.
    public var dwellingsServed = 0
    /// The cost in euro cents by kind: trench, drop, conduit.
    public var costByKind: [String: Int64] = ["trench": 0, "drop": 0, "conduit": 0]
    /// A lower bound on the cost here of every network that serves the same homes, in euro cents.
    public var lowerBoundInCents: Int64 = 0
    /// The length of trenches without drops and conduits, in millimetres.
    public var trenchMillimetres: Int64 = 0

    /// The total cost in euro cents.
    public var costInCents: Int64 { costByKind.values.reduce(0, +) }
    /// (cost − bound) / cost; 0 if the cost is 0.
    public var gap: Double {
      costInCents == 0 ? 0 : Double(costInCents - lowerBoundInCents) / Double(costInCents)
    }
    /// The number of addresses not served.
    public var addressesExcepted: Int { addresses - addressesServed }
    /// The length of trenches without drops and conduits, in metres.
    public var trenchMetres: Double { Double(trenchMillimetres) / 1000 }
  }

  /// The plan.
  public let plan: Plan
  /// The objective value of the plan and its bound.
  public let result: ObjectiveResult?
  /// The statistics of the whole plan.
  public let total: Totals
  /// The statistics by district, ordered by name; positions outside all districts come last,
  /// without a name.
  public private(set) var districts: [Totals]
  /// Notes for the user on decisions of the planner.
  public let notes: [PlanNote]
  /// The durations of the steps, in seconds.
  public let seconds: Seconds

  init(
    _ plan: Plan, _ inventory: Inventory, result: ObjectiveResult?,
    districtBounds: [String?: Int64],
    notes: [PlanNote], seconds: Seconds
  ) {
    self.plan = plan
    self.result = result
    self.notes = notes
    self.seconds = seconds
    let index = AreaIndex(inventory.areas, kind: .district)
    let served = Set(plan.drops.map(\.addressID))
    var total = Totals()
    var byDistrict: [String: Totals] = [:]
    func add(_ district: String?, _ change: (inout Totals) -> Void) {
      change(&total)
      change(&byDistrict[district ?? "", default: Totals(district: district)])
    }
    for address in inventory.addresses {
      add(index.name(at: address.location)) { totals in
        totals.addresses += 1
        totals.dwellings += address.dwellings
        if served.contains(address.id) {
          totals.addressesServed += 1
          totals.dwellingsServed += address.dwellings
        }
      }
    }
    for segment in plan.trench {
      add(segment.district) { totals in
        totals.costByKind[segment.costKind, default: 0] += segment.costInCents
        if segment.costKind == "trench" {
          totals.trenchMillimetres += Int64((segment.length * 1000).rounded())
        }
      }
    }
    for (name, bound) in districtBounds where byDistrict[name ?? ""] != nil {
      byDistrict[name ?? ""]?.lowerBoundInCents = bound
    }
    total.lowerBoundInCents = plan.scenario.lowerBoundInCents
    self.total = total
    districts = byDistrict.keys.sorted { ($0.isEmpty ? 1 : 0, $0) < ($1.isEmpty ? 1 : 0, $1) }
      .compactMap { byDistrict[$0] }
  }
}

extension PlanOutcome {
  /// A plan that was stored, with the statistics that follow from it: without those by district,
  /// notes and durations.
  public init(stored plan: Plan, _ inventory: Inventory) {
    let planned = Set(plan.drops.map(\.addressID)).union(plan.exceptions.map(\.addressID))
    var inventory = inventory
    inventory.addresses.removeAll { !planned.contains($0.id) }
    self.init(
      plan, inventory, result: nil, districtBounds: [:], notes: [],
      seconds: Seconds(graph: 0, optimise: 0, design: 0))
    districts = []
  }
}

extension TrenchSegment {
  /// The kind under which the cost of a segment is counted.
  var costKind: String {
    switch kind {
    case .drop: "drop"
    case .conduit: "conduit"
    case .streetSide, .crossing, .junction, .private: "trench"
    }
  }
}
