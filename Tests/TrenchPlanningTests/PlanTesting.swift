import NetworkModel
import Rules
import Testing
import TrenchPlanning

/// Tests that make plans.
protocol PlanTesting {}

extension PlanTesting {
  /// A plan of an inventory that passes verification.
  func plan(
    _ inventory: Inventory, _ objective: Objective = .all, rules: String = "{}",
    _ change: (inout Planner.Options) -> Void = { _ in }
  ) throws -> PlanOutcome {
    var options = Planner.Options()
    options.objective = objective
    change(&options)
    let outcome = try Planner(
      inventory, rules: try PlanningRules(overriding: Array(rules.utf8)), options: options
    ).run(inputDigests: [:])
    let findings = try PlanVerifier.findings(in: outcome.plan, inventory)
    #expect(findings.isEmpty, "\(findings)")
    #expect(outcome.plan.scenario.lowerBoundInCents <= outcome.plan.scenario.costInCents)
    return outcome
  }
}
