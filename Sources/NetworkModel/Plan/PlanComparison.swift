/// Two plans side by side: what each costs and reaches, and in what they differ.
public struct PlanComparison: Sendable {
  /// What is compared of one plan.
  public struct Side: Sendable {
    /// The head of the plan.
    public let scenario: Scenario
    /// Metres of trench to dig, without drops and without what lies in the ground.
    public let trenchMetres: Double
    /// Metres by method, drops and conduits included, ordered by method.
    public let metresByMethod: [(method: String, metres: Double)]
    /// The ids of all segments.
    public let segments: Set<String>
    /// The addresses served.
    public let served: Set<String>
    /// The addresses that were connected when the plan was made.
    public let connected: Set<String>
    /// The addresses that are not served.
    public let excepted: Int

    init(_ plan: Plan) {
      scenario = plan.scenario
      trenchMetres = plan.trench.filter { $0.kind != .drop && $0.kind != .conduit }
        .reduce(0) { $0 + $1.length }
      var metres: [String: Double] = [:]
      for segment in plan.trench { metres[segment.method, default: 0] += segment.length }
      metresByMethod = metres.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      segments = Set(plan.trench.map(\.id))
      served = Set(plan.drops.map(\.addressID))
      connected = Set(plan.drops.filter(\.isExisting).map(\.addressID))
      excepted = plan.exceptions.count
    }

    /// Metres laid by a method; 0 for one that is not used.
    public func metres(by method: String) -> Double {
      metresByMethod.first { $0.method == method }?.metres ?? 0
    }
  }

  /// The one plan.
  public let a: Side
  /// The other.
  public let b: Side

  /// Compares two plans.
  ///
  /// - Complexity: O(segments and addresses).
  public init(_ a: Plan, _ b: Plan) {
    self.a = Side(a)
    self.b = Side(b)
  }

  /// Segments of the one that the other has not.
  public var segmentsOnlyInA: Int { a.segments.subtracting(b.segments).count }
  /// Segments of the other that the one has not.
  public var segmentsOnlyInB: Int { b.segments.subtracting(a.segments).count }
  /// Addresses that only the one serves.
  public var servedOnlyInA: Int { a.served.subtracting(b.served).count }
  /// Addresses that only the other serves.
  public var servedOnlyInB: Int { b.served.subtracting(a.served).count }
  /// Addresses that have been connected from the one to the other.
  public var connectedSince: Int { b.connected.subtracting(a.connected).count }
  /// The methods that either uses, in order.
  public var methods: [String] {
    Set((a.metresByMethod + b.metresByMethod).map(\.method)).sorted()
  }
}
