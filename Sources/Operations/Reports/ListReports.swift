import AddressSearch
public import NetworkModel
import ProjectStore

/// Lists the reports of citizens, the oldest first.
public struct ListReports: Sendable {
  /// A report and its address.
  public struct Row: Sendable {
    /// The report.
    public let report: CitizenReport
    /// The address in words; `nil` where it is not in the project.
    public let address: String?
  }

  /// The list.
  public struct Output: Sendable {
    /// The reports asked for.
    public let rows: [Row]
    /// The number of open reports.
    public let open: Int
    /// The number of all reports.
    public let total: Int
  }

  /// The path of the project.
  public var project: String
  /// Whether closed reports are listed, too.
  public var listsClosed: Bool

  /// Describes the list.
  public init(project: String, listsClosed: Bool = false) {
    self.project = project
    self.listsClosed = listsClosed
  }

  /// Reads the reports in one snapshot.
  ///
  /// - Throws: `ProjectStoreError`.
  public func run() throws -> Output {
    let project = try Project(path: project, readOnly: true)
    let (index, reports) = try project.reading {
      (try project.addressIndex(), try project.reports())
    }
    let rows = reports.filter { listsClosed || $0.closing == nil }
      .sorted { ($0.received, $0.id) < ($1.received, $1.id) }
      .map { report in
        Row(report: report, address: report.addressID.flatMap { index.entry($0)?.description })
      }
    return Output(
      rows: rows, open: reports.count { $0.closing == nil }, total: reports.count)
  }
}
