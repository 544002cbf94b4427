import AddressSearch
import Analyses
public import Importing
public import NetworkModel
public import ProjectStore
import Rules

/// Enters surveyed works, and measures how far they are from the plan.
public struct EnterSurvey: Sendable {
  /// What became of a survey.
  public struct Output: Sendable {
    /// The works that were accepted.
    public let works: [BuiltWork]
    /// Planned and built metres and euros of the same stretches.
    public let drift: Survey.Drift
    /// Whether the drift exceeds what the rules call usual.
    public let isBeyondTarget: Bool
    /// The name of the plan that the works were compared with.
    public let scenario: String?
    /// The number of the survey, where one was entered.
    public let number: Int64?
    /// The number of works that are new.
    public let new: Int
    /// Features that cannot be accepted.
    public let rejects: [ImportReport.Finding]
    /// The number of drops and house entries that belong to no address.
    public let withoutAddress: Int
  }

  /// The path of the project.
  public var project: String
  /// The path of the survey.
  public var file: String
  /// How the survey is read.
  public var options: SurveyFile.Options
  /// The day the works were finished.
  public var builtOn: Timestamp
  /// The evidence for the works.
  public var proof: String
  /// The name of the plan to compare with; `base` where `nil` and there is one.
  public var scenario: String?
  /// The path of a rules file; the default rules where `nil`.
  public var rules: String?
  /// Whether good features enter although others are bad.
  public var keepsGood = false
  /// Whether nothing is entered.
  public var isDryRun = false
  /// How long to wait while another process writes.
  public var wait: LockWait = 5

  /// Describes the survey.
  public init(
    project: String, file: String, options: SurveyFile.Options = .init(), builtOn: Timestamp,
    proof: String
  ) {
    self.project = project
    self.file = file
    self.options = options
    self.builtOn = builtOn
    self.proof = proof
  }

  /// The name of the survey without its folder.
  public var fileName: String { file.split(separator: "/").last.map(String.init) ?? file }

  /// Reads the survey, compares it with the plan, and enters it in one transaction.
  ///
  /// - Throws: ``OperationError/badSurvey(_:bad:total:)`` where features are bad;
  ///   `ProjectStoreError` where the file or the project cannot be read.
  public func run() throws -> Output {
    let project = try Project(path: project, readOnly: false, wait: wait)
    let rules = try PlanningRules(file: rules)
    let survey = try SurveyFile(file, for: project, options: options)
    if let reject = survey.rejects.first, !keepsGood || survey.features.isEmpty {
      throw OperationError.badSurvey(
        reject, bad: survey.rejects.count,
        total: survey.rejects.count + survey.features.count)
    }
    let (features, addresses, plan, known) = try project.reading {
      () throws -> ([BuiltWork], [Address], Plan?, Set<WorkID>) in
      (
        try addressed(survey.features, in: project), try project.addresses(),
        try self.plan(of: project), Set(try project.builtWorks().map(\.id))
      )
    }
    let (works, withoutAddress) = PlanMatch.addressed(features, addresses, rules: rules)
    let match = PlanMatch(works, to: plan, rules: rules)
    let draft = Survey(
      number: 0, file: fileName, builtOn: builtOn, proof: "\(proof), sha256:\(survey.digest)",
      recorded: .now, scenario: plan?.scenario.name, drift: match.drift)
    let entered =
      isDryRun
      ? (number: nil, new: match.works.count { !known.contains($0.id) })
      : try project.enter(draft, match.works)
    return Output(
      works: match.works, drift: match.drift,
      isBeyondTarget: PlanMatch.isBeyondTarget(match.drift, rules),
      scenario: plan?.scenario.name, number: entered.number, new: entered.new,
      rejects: survey.rejects, withoutAddress: withoutAddress)
  }

  /// The plan of the given name, or the one called base where there is one.
  private func plan(of project: Project) throws -> Plan? {
    if let scenario { return try project.plan(scenario: scenario) }
    return try project.scenarios().contains { $0.name == "base" }
      ? try project.plan(scenario: "base") : nil
  }

  /// The works with the addresses that the survey names.
  private func addressed(_ features: [SurveyFile.Feature], in project: Project) throws
    -> [BuiltWork]
  {
    guard features.contains(where: { $0.address != nil }) else { return features.map(\.work) }
    let index = try project.addressIndex()
    return try features.map { feature in
      var work = feature.work
      work.addressID = try feature.address.map {
        try index.find($0).address(writtenAs: $0).addressID
      }
      return work
    }
  }
}
