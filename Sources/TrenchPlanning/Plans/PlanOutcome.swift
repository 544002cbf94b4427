public import NetworkModel

/// A plan with its numbers, as `trasse plan` reports them.
public struct PlanOutcome: Sendable {
  /// How long the steps took.
  public struct Seconds: Sendable {
    /// Building the trench graph.
    public var graph: Double
    /// Finding the network.
    public var optimise: Double
    /// Laying it out.
    public var design: Double
  }

  /// The numbers of the whole or of one district.
  public struct Totals: Sendable {
    /// The district's name; `nil` for the whole.
    public var district: String?
    /// Addresses in all.
    public var addresses = 0
    /// Addresses reached.
    public var addressesServed = 0
    /// Dwellings in all.
    public var dwellings = 0
    /// Dwellings reached.
    public var dwellingsServed = 0
    /// The price in euro cents by what it is for: trench, drop, conduit.
    public var costByKind: [String: Int64] = ["trench": 0, "drop": 0, "conduit": 0]
    /// What every network that serves the same homes spends at least on what lies here, in euro cents.
    public var lowerBoundInCents: Int64 = 0
    /// Metres of trench without drops and conduits, in millimetres.
    public var trenchMillimetres: Int64 = 0

    /// The price in euro cents.
    public var costInCents: Int64 { costByKind.values.reduce(0, +) }
    /// (cost − bound) / cost; 0 where nothing is spent.
    public var gap: Double {
      costInCents == 0 ? 0 : Double(costInCents - lowerBoundInCents) / Double(costInCents)
    }
    /// Addresses not reached.
    public var addressesExcepted: Int { addresses - addressesServed }
    /// Metres of trench without drops and conduits.
    public var trenchMetres: Double { Double(trenchMillimetres) / 1000 }
  }

  /// The plan.
  public let plan: Plan
  /// How near the plan comes to what was sought.
  public let result: ObjectiveResult?
  /// The whole.
  public let total: Totals
  /// By district, ordered by name; what lies in none comes last without a name.
  public let districts: [Totals]
  /// What the user should know about choices made on the way.
  public let notes: [String]
  /// How long the steps took.
  public let seconds: Seconds

  init(
    _ plan: Plan, _ inventory: Inventory, result: ObjectiveResult?,
    districtBounds: [String?: Int64],
    notes: [String], seconds: Seconds
  ) {
    self.plan = plan
    self.result = result
    self.notes = notes
    self.seconds = seconds
    let index = AreaIndex(inventory.areas, kind: "district")
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

extension TrenchSegment {
  /// What a segment's price counts as in the bill.
  var costKind: String {
    switch kind {
    case .drop: "drop"
    case .conduit: "conduit"
    case .streetSide, .crossing, .junction, .private: "trench"
    }
  }
}
