import NetworkModel
import ProjectStore
import Rules
import TrenchPlanning

/// Plans each district as if it were built alone, and stores the plans as `SCENARIO/DISTRICT`.
public struct PlanByDistrict: Sendable {
  /// The plans of the districts.
  public struct Output: Sendable {
    /// One plan for each district, in the order of their names.
    public let plans: [TimedPlan]
    /// The number of addresses that are in no district, and are not planned.
    public let addressesOutside: Int
  }

  /// What is planned, and how.
  public var request: PlanRequest

  /// Describes the plans.
  public init(_ request: PlanRequest) { self.request = request }

  /// Reads the inputs in one snapshot, plans, and stores all plans in one transaction.
  ///
  /// - Throws: ``OperationError/noAddressInDistrict(project:)``, `ProjectStoreError`,
  ///   `RulesFileError`; `PlanningError` where one of the plans cannot be made. No plan is stored
  ///   then. ``OperationError/unstoredPlan(_:project:file:)`` where they cannot be stored.
  public func run(reporting progress: some ProgressSink = NoProgress()) throws -> Output {
    let project = try Project(path: request.project, readOnly: false, wait: request.wait)
    let rules = try PlanningRules(file: request.rules)
    let (inputs, storage) = try project.reading {
      (try PlanningInputs(project), try PlanStorage(project))
    }
    let index = AreaIndex(inputs.inventory.areas, kind: .district)
    let districts = inputs.inventory.addresses.map { index.name(at: $0.location) }
    let names = Set(districts.compactMap(\.self)).sorted()
    guard !names.isEmpty else {
      throw OperationError.noAddressInDistrict(project: request.project)
    }
    let plans = try names.map { name in
      progress.report(.planningDistrict(name))
      let start = ContinuousClock.now
      var options = request.options
      options.scenario += "/\(name)"
      options.within = .area(name)
      let outcome = try Planner(inputs.inventory, rules: rules, options: options)
        .run(inputDigests: inputs.digests)
      return TimedPlan(
        outcome: outcome, storeTime: .zero, totalTime: ContinuousClock.now - start)
    }
    try storage.store(plans.map(\.outcome.plan), reporting: progress)
    return Output(plans: plans, addressesOutside: districts.count { $0 == nil })
  }
}
