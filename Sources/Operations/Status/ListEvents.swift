import AddressSearch
public import NetworkModel
import ProjectStore

/// Lists every event of an address.
public struct ListEvents: Sendable {
  /// An event, and the correction that takes it back.
  public struct Row: Sendable {
    /// The event.
    public let event: StatusEvent
    /// The number of the correction that takes it back.
    public let takenBackBy: Int64?
  }

  /// The path of the project.
  public var project: String
  /// The address as somebody writes it.
  public var address: String

  /// Describes the list.
  public init(project: String, address: String) {
    self.project = project
    self.address = address
  }

  /// Reads the events in one snapshot, in the order of the ledger.
  ///
  /// - Throws: `ProjectStoreError` where there is no such address.
  public func run() throws -> [Row] {
    let project = try Project(path: project, readOnly: true)
    let events = try project.reading {
      try project.history(ofAddress: try project.address(writtenAs: address).addressID)
    }
    let corrections = Dictionary(
      events.compactMap { event in event.corrects.map { ($0, event.sequence) } },
      uniquingKeysWith: { first, _ in first })
    return events.map { Row(event: $0, takenBackBy: corrections[$0.sequence]) }
  }
}
