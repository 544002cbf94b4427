import Glibc
import NetworkModel
public import ProjectStore
public import TrenchPlanning

/// Stores plans that were finished and could not be stored, from the file that keeps them.
public struct ResumePlan: Sendable {
  /// What was stored.
  public struct Output: Sendable {
    /// The plans, with the statistics that follow from them.
    public let outcomes: [PlanOutcome]
    /// Whether the file could not be removed.
    public let leavesFile: Bool
  }

  /// The path of the project.
  public var project: String
  /// The path of the file.
  public var file: String
  /// How long to wait while another process writes.
  public var wait: LockWait

  /// Describes the plans.
  public init(project: String, file: String, wait: LockWait = 5) {
    self.project = project
    self.file = file
    self.wait = wait
  }

  /// Stores the plans in one transaction and removes the file.
  ///
  /// - Throws: `ProjectStoreError` where the file is another one, is of another project, or its
  ///   plans were made from inputs that have changed since. The file is kept then.
  public func run() throws -> Output {
    let project = try Project(path: project, readOnly: false, wait: wait)
    let unstored = try UnstoredPlans(file: file)
    let outcomes = try project.writing {
      try project.store(unstored)
      let inventory = try project.inventory()
      return unstored.plans.map { PlanOutcome(stored: $0, inventory) }
    }
    return Output(outcomes: outcomes, leavesFile: unsafe unlink(file) != 0)
  }
}
