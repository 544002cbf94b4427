/// A comparison of two plans: their costs, the addresses they serve, and their differences.
public struct PlanComparison: Sendable {
  /// The compared properties of one plan.
  public struct Side: Sendable {
    /// The plan's scenario.
    public let scenario: Scenario
    /// Metres of trench to dig, without drops and existing conduits.
    public let trenchMetres: Double
    /// Metres by laying method, including drops and conduits, ordered by method.
    public let metresByMethod: [(method: LayingMethod, metres: Double)]
    /// The ids of all segments.
    public let segments: Set<SegmentID>
    /// The addresses served.
    public let served: Set<AddressID>
    /// The addresses that were connected when the plan was made.
    public let connected: Set<AddressID>
    /// The addresses that are not served.
    public let excepted: Int

    init(_ plan: Plan) {
      scenario = plan.scenario
      trenchMetres = plan.trench.filter { $0.kind != .drop && $0.kind != .conduit }
        .reduce(0) { $0 + $1.length }
      var metres: [LayingMethod: Double] = [:]
      for segment in plan.trench { metres[segment.method, default: 0] += segment.length }
      metresByMethod = metres.sorted { $0.key.rawValue < $1.key.rawValue }.map {
        ($0.key, $0.value)
      }
      segments = Set(plan.trench.map(\.id))
      served = Set(plan.drops.map(\.addressID))
      connected = Set(plan.drops.filter(\.isExisting).map(\.addressID))
      excepted = plan.exceptions.count
    }

    /// Metres laid by a method; 0 if the method is not used.
    public func metres(by method: LayingMethod) -> Double {
      metresByMethod.first { $0.method == method }?.metres ?? 0
    }
  }

  /// The first plan.
  public let a: Side
  /// The second plan.
  public let b: Side

  /// Compares two plans.
  ///
  /// - Complexity: O(segments and addresses).
  public init(_ a: Plan, _ b: Plan) {
    self.a = Side(a)
    self.b = Side(b)
  }

  /// The number of segments that only the first plan has.
  public var segmentsOnlyInA: Int { a.segments.subtracting(b.segments).count }
  /// The number of segments that only the second plan has.
  public var segmentsOnlyInB: Int { b.segments.subtracting(a.segments).count }
  /// The number of addresses that only the first plan serves.
  public var servedOnlyInA: Int { a.served.subtracting(b.served).count }
  /// The number of addresses that only the second plan serves.
  public var servedOnlyInB: Int { b.served.subtracting(a.served).count }
  /// The number of addresses that are connected in the second plan and not in the first.
  public var connectedSince: Int { b.connected.subtracting(a.connected).count }
  /// The methods that either plan uses, in alphabetical order.
  public var methods: [LayingMethod] {
    Set((a.metresByMethod + b.metresByMethod).map(\.method)).sorted { $0.rawValue < $1.rawValue }
  }
}
