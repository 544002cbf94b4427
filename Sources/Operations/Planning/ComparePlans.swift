public import NetworkModel
import ProjectStore

/// Compares two stored plans.
public struct ComparePlans: Sendable {
  /// The path of the project.
  public var project: String
  /// The names of the plans.
  public var names: (String, String)

  /// Describes the comparison.
  public init(project: String, _ a: String, _ b: String) {
    self.project = project
    names = (a, b)
  }

  /// Reads both plans in one snapshot and compares them.
  ///
  /// - Throws: `ProjectStoreError` where there is no such plan.
  public func run() throws -> PlanComparison {
    let project = try Project(path: project, readOnly: true)
    return try project.reading {
      PlanComparison(
        try project.plan(scenario: names.0), try project.plan(scenario: names.1))
    }
  }
}
