public import NetworkModel
import ProjectStore

/// Counts buildings and dwellings by state, now or at a past moment.
public struct SummarizeStatus: Sendable {
  /// The counts.
  public struct Output: Sendable {
    /// The counts of each group.
    public let summary: StatusSummary
    /// What the groups are; `nil` for one group.
    public let grouping: StatusSummary.Grouping?
    /// The number of the last event that is considered.
    public let lastEvent: Int64
    /// The moment; `nil` for now.
    public let date: Timestamp?
  }

  /// The path of the project.
  public var project: String
  /// The moment; now where `nil`.
  public var moment: LedgerMoment?
  /// What the groups are; one group where `nil`.
  public var grouping: StatusSummary.Grouping?

  /// Describes the counts.
  public init(
    project: String, moment: LedgerMoment? = nil, grouping: StatusSummary.Grouping? = nil
  ) {
    self.project = project
    self.moment = moment
    self.grouping = grouping
  }

  /// Reads the project in one snapshot.
  ///
  /// - Throws: `ProjectStoreError`.
  public func run() throws -> Output {
    let project = try Project(path: project, readOnly: true)
    return try project.reading {
      let head = try project.ledgerHead().sequence
      let summary =
        try moment.map { try project.statusSummary(at: $0, by: grouping) }
        ?? project.statusSummary(by: grouping)
      return Output(
        summary: summary, grouping: grouping, lastEvent: min(moment?.lastEvent ?? head, head),
        date: moment?.time)
    }
  }
}
