import AddressSearch
public import NetworkModel
import ProjectStore

/// Lists open work: the next step of each subject, and how long it has been waited for.
public struct ListOpenWork: Sendable {
  /// A step that is waited for.
  public struct Row: Sendable {
    /// The step and who is to do it.
    public let work: OpenWork
    /// The address in words; `nil` where it is not in the project.
    public let address: String?
    /// For how many days it has been waited for.
    public let days: Int64
  }

  /// The path of the project.
  public var project: String
  /// The party whose steps are listed; all where `nil`.
  public var party: OpenWork.Party?
  /// The least number of days.
  public var days: Int64
  /// The moment; now where `nil`.
  public var moment: LedgerMoment?

  /// Describes the list.
  public init(
    project: String, party: OpenWork.Party? = nil, days: Int64 = 0, moment: LedgerMoment? = nil
  ) {
    self.project = project
    self.party = party
    self.days = days
    self.moment = moment
  }

  /// Reads the project in one snapshot; the longest wait comes first.
  ///
  /// - Throws: `ProjectStoreError`.
  public func run() throws -> [Row] {
    let project = try Project(path: project, readOnly: true)
    let now = moment?.time ?? .now
    let (index, open) = try project.reading {
      (try project.addressIndex(), try project.openWork(at: moment))
    }
    return open.compactMap { work in
      let days = (now.seconds - work.standing.since.seconds) / 86_400
      guard days >= self.days, party == nil || work.party == party else { return nil }
      let address = work.standing.addressID.flatMap { index.entry($0) }
      return Row(work: work, address: address?.description, days: days)
    }
  }
}
