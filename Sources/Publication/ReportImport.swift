import AddressSearch
import FoundationEssentials
public import NetworkModel
public import ProjectStore
public import PublicProjection

/// Enters the error reports that the public server has received into the ledger of the project.
///
/// Each report is entered once, even if its line is read several times. Its kind, time and address
/// become an event. The message and the contact details are stored outside the ledger, where they
/// can be erased. A report whose address is unknown is entered as well. If a line is invalid, no
/// report is entered, unless the caller asks for the valid ones.
public struct ReportImport {
  /// An invalid line.
  public struct Reject: Hashable, Sendable {
    /// The line number, starting at 1.
    public let line: Int
    /// Why the report cannot be entered.
    public let error: LineError
  }

  /// Why the report of a line cannot be entered.
  public enum LineError: Error, Hashable, Sendable {
    /// The line is not a report.
    case line(ErrorReport.LineFault)
    /// The ledger refuses the event.
    case refused(EventRefusal)
  }

  /// The result of an import.
  public struct Outcome: Sendable {
    /// The number of lines, without empty ones.
    public fileprivate(set) var lines = 0
    /// The number of reports entered, or to be entered if every line were valid.
    public fileprivate(set) var entered = 0
    /// The number of these reports whose address is unknown.
    public fileprivate(set) var unresolved = 0
    /// The number of reports that are in the ledger already or occur twice in the file.
    public fileprivate(set) var known = 0
    /// The invalid lines, in the order of the file.
    public fileprivate(set) var rejects: [Reject] = []
    /// Whether the reports were stored in the ledger.
    public fileprivate(set) var isKept = false
  }

  private let project: Project
  private let keepsGood: Bool

  /// Prepares the import.
  ///
  /// - Parameters:
  ///   - project: the project from which the public file was created.
  ///   - keepsGood: whether valid lines are entered even if others are invalid.
  public init(_ project: Project, keepsGood: Bool) {
    self.project = project
    self.keepsGood = keepsGood
  }

  /// Imports a file.
  ///
  /// - Throws: `ProjectStoreError` if the file cannot be read or the project cannot be modified.
  public func run(_ path: String) throws -> Outcome {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw PublicationError.unreadableFile(path: path)
    }
    let reported = try ReportedAddresses(project)
    let project = project
    let keepsGood = keepsGood
    return try project.enterEvents(keeping: \Outcome.isKept) { writer in
      var outcome = Outcome()
      var known = try project.reportIDs()
      let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for (number, line) in lines.enumerated() where !line.isEmpty {
        outcome.lines += 1
        do {
          let report = try ErrorReport(line: line)
          guard known.insert(report.id).inserted else {
            outcome.known += 1
            continue
          }
          let addressID = reported.addressID(of: report)
          try Self.enter(report, at: addressID, in: project, &writer)
          outcome.entered += 1
          if addressID == nil { outcome.unresolved += 1 }
        } catch let fault as ErrorReport.LineFault {
          outcome.rejects.append(.init(line: number + 1, error: .line(fault)))
        } catch let refusal as EventRefusal {
          outcome.rejects.append(.init(line: number + 1, error: .refused(refusal)))
        }
      }
      outcome.isKept = outcome.rejects.isEmpty || keepsGood
      return outcome
    }
  }

  private static func enter(
    _ report: ErrorReport, at addressID: AddressID?, in project: Project,
    _ writer: inout LedgerWriter
  ) throws {
    guard let time = Timestamp(report.received) else {
      throw ErrorReport.LineFault.invalidTime(report.received)
    }
    let subject = StatusSubject(report: report.id, addressID: addressID)
    try writer.enter(
      StatusEventDraft(
        subject: subject, kind: .errorReported, time: time, actor: "citizen",
        proof: report.kind.rawValue))
    // If the given address is unknown, its text must not be lost.
    let unresolved = report.address ?? (addressID == nil ? report.addressID : nil)
    let personal: [(PersonalDatum, String?)] = [
      (.address, unresolved), (.message, report.message), (.contact, report.contact),
    ]
    for (kind, value) in personal {
      if let value, !value.isEmpty { try project.keep(value, as: kind, of: subject) }
    }
  }
}

/// Finds the address of the project that a report refers to.
private struct ReportedAddresses {
  private let byPublicID: [String: AddressID]
  private let index: AddressIndex

  init(_ project: Project) throws {
    let identifiers = OpaqueIdentifiers(key: try project.publicationKey())
    let addresses = try project.addresses()
    var byPublicID: [String: AddressID] = [:]
    // An earlier release may contain an address that has since been merged into another one.
    for address in addresses {
      for id in address.mergedIDs { byPublicID[identifiers.name(of: id)] = address.id }
    }
    for address in addresses { byPublicID[identifiers.name(of: address.id)] = address.id }
    self.byPublicID = byPublicID
    index = try project.addressIndex()
  }

  func addressID(of report: ErrorReport) -> AddressID? {
    if let id = report.addressID { return byPublicID[id] }
    guard let text = report.address, case .found(let entry) = index.find(text) else { return nil }
    return entry.addressID
  }
}
