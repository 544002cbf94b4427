import NetworkModel
import ProjectStore
import Rules
public import TrenchPlanning

/// Lists what is doubtful about the data of a project.
public struct CheckData: Sendable {
  /// The path of the project.
  public var project: String
  /// The path of a rules file; the default rules where `nil`.
  public var rules: String?

  /// Describes the check.
  public init(project: String, rules: String? = nil) {
    self.project = project
    self.rules = rules
  }

  /// Reads the project in one snapshot and checks it.
  ///
  /// - Throws: `ProjectStoreError`, also for a project without data, or `RulesFileError` where the
  ///   rules cannot be read.
  public func run() throws -> DataQuality {
    let project = try Project(path: project, readOnly: true)
    guard project.crs != nil else { throw ProjectStoreError(.content(.empty), project.path) }
    let inventory = try project.reading { try project.inventory() }
    return DataQuality(inventory, rules: try PlanningRules(file: rules))
  }
}
