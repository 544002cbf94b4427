public import Analyses
public import Geospatial
public import NetworkModel
public import ProjectStore
import Rules

/// Measures which homes the network passes, connects and serves, now or on a past day.
public struct MeasureCoverage: Sendable {
  /// What is stored or drawn besides the counts.
  public enum Result: Hashable, Sendable {
    /// Nothing.
    case counts
    /// The areas of the whole and of each district, for a drawing.
    case areas
    /// The areas; those of today are also stored in the layer `coverage`.
    case storedAreas
  }

  /// The coverage, and what is needed to repeat the report.
  public struct Output: Sendable {
    /// The coverage.
    public let coverage: Coverage
    /// The CRS of the project.
    public let crs: CoordinateReferenceSystem?
    /// The number of the last event that is considered.
    public let lastEvent: Int64
    /// The number of the last survey that is considered.
    public let lastSurvey: Int64
  }

  /// The path of the project.
  public var project: String
  /// When a home counts as passed.
  public var rule: Coverage.Rule
  /// The path of a rules file; the default rules where `nil`.
  public var rules: String?
  /// The moment; now where `nil`.
  public var moment: LedgerMoment?
  /// The last survey that is considered; all where `nil`.
  public var lastSurvey: Int64?
  /// What is stored or drawn.
  public var result: Result
  /// How long to wait while another process writes.
  public var wait: LockWait = 5

  /// Describes the report.
  public init(
    project: String, rule: Coverage.Rule, rules: String? = nil, moment: LedgerMoment? = nil,
    lastSurvey: Int64? = nil, result: Result = .storedAreas
  ) {
    self.project = project
    self.rule = rule
    self.rules = rules
    self.moment = moment
    self.lastSurvey = lastSurvey
    self.result = result
  }

  /// Reads the project in one snapshot, and stores the areas in one transaction.
  ///
  /// - Throws: `ProjectStoreError`, `RulesFileError`; `CoverageError` where the rule cannot be
  ///   applied.
  public func run() throws -> Output {
    // The layer describes today: a past day is only reported.
    let isStored = result == .storedAreas && moment == nil
    let project = try Project(path: project, readOnly: !isStored, wait: wait)
    let rules = try PlanningRules(file: rules)
    let (facts, lastEvent, lastSurvey) = try project.reading {
      () throws -> (Coverage.Facts, Int64, Int64) in
      let head = try project.ledgerHead().sequence
      let survey = try project.surveys().last?.number ?? 0
      return (try self.facts(of: project), moment?.lastEvent ?? head, self.lastSurvey ?? survey)
    }
    let coverage = try Coverage(
      facts, rule: rule, rules: rules, asOf: moment.map { "\($0.time)" },
      drawsAreas: result == .areas || isStored)
    if isStored { try project.store(coverage.areas, rule: rule.name) }
    return Output(
      coverage: coverage, crs: project.crs, lastEvent: lastEvent, lastSurvey: lastSurvey)
  }

  private func facts(of project: Project) throws -> Coverage.Facts {
    Coverage.Facts(
      addresses: try project.addresses(), conduits: try project.conduits(),
      works: try project.builtWorks(
        at: SurveyMoment(time: moment?.time, lastSurvey: lastSurvey)),
      standings: try moment.map { try project.standings(at: $0) } ?? project.standings(),
      parcels: try project.parcels(), areas: try project.areas())
  }
}
