public import Geospatial
import Importing
public import NetworkModel
public import ProjectStore
public import TrenchPlanning

/// The inputs that all kinds of plans have in common.
public struct PlanRequest: Sendable {
  /// The path of the project.
  public var project: String
  /// The name that the plan is stored under.
  public var scenario = "base"
  /// The path of a rules file; the default rules where `nil`.
  public var rules: String?
  /// What is optimized.
  public var objective = Objective.all
  /// Further points where the network may start, in the CRS of the project.
  public var additionalRoots: [Coordinate] = []
  /// The time after which no new step starts; without it the plan depends on its inputs alone.
  public var timeLimit: Duration?
  /// The number of threads; the plan does not depend on it.
  public var threads = 1
  /// The version of the program, stored with the plan.
  public var program = ""
  /// How long to wait while another process writes.
  public var wait: LockWait = 5

  /// The default plan of a project.
  public init(project: String) { self.project = project }

  var options: Planner.Options {
    var options = Planner.Options()
    options.scenario = scenario
    options.objective = objective
    options.additionalRoots = additionalRoots
    options.timeLimit = timeLimit
    options.threads = threads
    options.program = program
    return options
  }
}

/// A plan with the time it took.
public struct TimedPlan: Sendable {
  /// The plan and its numbers.
  public let outcome: PlanOutcome
  /// The time that storing the plan took.
  public let storeTime: Duration
  /// The time of the whole operation.
  public let totalTime: Duration
}
