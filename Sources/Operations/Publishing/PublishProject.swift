public import Analyses
public import NetworkModel
public import ProjectStore
import Publication
public import PublicProjection
import Rules

/// Writes the public file of a project.
public struct PublishProject: Sendable {
  /// The path of the project.
  public var project: String
  /// The path of the public file; an existing file is replaced.
  public var target: OutputTarget
  /// The plan that counts; `base` where `nil` and there is one.
  public var scenario: String?
  /// When a building counts as passed.
  public var rule: Coverage.Rule
  /// The path of a rules file; the default rules where `nil`.
  public var rules: String?
  /// The day the data is from.
  public var asOf: Timestamp
  /// How long to wait while another process writes.
  public var wait: LockWait = 5

  /// Describes the publication.
  public init(
    project: String, target: OutputTarget, scenario: String? = nil, rule: Coverage.Rule,
    rules: String? = nil, asOf: Timestamp = .now
  ) {
    self.project = project
    self.target = target
    self.scenario = scenario
    self.rule = rule
    self.rules = rules
    self.asOf = asOf
  }

  /// Reads the project in one snapshot and writes the public file.
  ///
  /// - Returns: the number of addresses of each class.
  /// - Throws: `ProjectStoreError`, `RulesFileError`, `CoverageError`; `PublicDataError` where the
  ///   file cannot be written.
  public func run() throws -> [(Availability, addresses: Int)] {
    let project = try Project(path: project, readOnly: false, wait: wait)
    let output = try target.publicFile()
    let rules = try PlanningRules(file: rules)
    // The first publication creates the key, which a snapshot could not store.
    let key = try project.publicationKey()
    let addresses = try project.reading {
      let hasBase = try project.scenarios().contains { $0.name == "base" }
      return try Publication.addresses(
        of: project, key: key, scenario: scenario ?? (hasBase ? "base" : nil), rule: rule,
        rules: rules)
    }
    try PublicFile.write(addresses, asOf: String(asOf.description.prefix(10)), to: output)
    return Availability.allCases.map { availability in
      (availability, addresses.count { $0.finding.availability == availability })
    }
  }
}
