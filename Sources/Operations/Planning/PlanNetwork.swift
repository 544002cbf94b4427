import Importing
import NetworkModel
import ProjectStore
import Rules
import TrenchPlanning

/// Finds the cheapest network and stores it as a scenario.
public struct PlanNetwork: Sendable {
  /// What is planned, and how.
  public var request: PlanRequest
  /// The name of an area, or the path of a file with polygons, to plan within.
  public var within: String?

  /// Describes the plan.
  public init(_ request: PlanRequest, within: String? = nil) {
    self.request = request
    self.within = within
  }

  /// Reads the inputs in one snapshot, plans, and stores the plan in one transaction.
  ///
  /// - Throws: `ProjectStoreError`, `RulesFileError`; `PlanningError` where no plan can be made;
  ///   ``OperationError/unstoredPlan(_:project:file:)`` where it cannot be stored.
  public func run(reporting progress: some ProgressSink = NoProgress()) throws -> TimedPlan {
    let clock = ContinuousClock()
    let start = clock.now
    let project = try Project(path: request.project, readOnly: false, wait: request.wait)
    let rules = try PlanningRules(file: request.rules)
    var options = request.options
    let (inputs, storage) = try project.reading {
      options.within = try within.map { try Confinement.named($0, in: project) }
      return (try PlanningInputs(project), try PlanStorage(project))
    }
    progress.report(.planning(addresses: inputs.inventory.addresses.count))
    let outcome = try Planner(inputs.inventory, rules: rules, options: options)
      .run(inputDigests: inputs.digests)
    let planned = clock.now
    try storage.store([outcome.plan], reporting: progress)
    let stored = clock.now
    return TimedPlan(
      outcome: outcome, storeTime: stored - planned, totalTime: stored - start)
  }
}
