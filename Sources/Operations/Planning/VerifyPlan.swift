public import NetworkModel
import ProjectStore
public import TrenchPlanning

/// Checks a stored plan from its layers alone.
public struct VerifyPlan: Sendable {
  /// A plan, and what is wrong with it.
  public struct Output: Sendable {
    /// The plan.
    public let plan: Plan
    /// What is wrong; empty for a sound plan.
    public let findings: [PlanVerifier.Finding]
  }

  /// The path of the project.
  public var project: String
  /// The name of the plan.
  public var scenario: String

  /// Describes the check.
  public init(project: String, scenario: String = "base") {
    self.project = project
    self.scenario = scenario
  }

  /// Reads the plan and the inventory in one snapshot and checks them.
  ///
  /// - Throws: `ProjectStoreError` where there is no such plan; `RulesError` where the stored rules
  ///   cannot be read.
  public func run() throws -> Output {
    let project = try Project(path: project, readOnly: true)
    let (plan, inventory) = try project.reading {
      (try project.plan(scenario: scenario), try project.inventory())
    }
    return Output(plan: plan, findings: try PlanVerifier.findings(in: plan, inventory))
  }
}
