import AddressSearch
import FoundationEssentials
public import NetworkModel
public import ProjectStore
public import PublicProjection

/// Brings what citizens have reported to the public server into the ledger of the project.
///
/// Each report is entered once, however often its line is read. Its kind, time and address become an
/// event; what people wrote and how they can be reached is kept beside the ledger, where it can be erased.
/// A report whose address is not on file is kept, too. One bad line keeps all out unless the good ones
/// are asked for.
public struct ReportImport {
  /// A line that is not a report.
  public struct Reject: Hashable, Sendable {
    /// The line of the file, from 1.
    public let line: Int
    /// Why it cannot enter.
    public let error: LineError
  }

  /// Why a line cannot enter.
  public enum LineError: Error, Hashable, Sendable {
    /// The line is not a report.
    case line(ErrorReport.LineFault)
    /// The ledger refuses the event.
    case refused(EventRefusal)
  }

  /// What became of the lines.
  public struct Outcome: Sendable {
    /// How many lines there are, empty ones not counted.
    public fileprivate(set) var lines = 0
    /// How many entered, or would have.
    public fileprivate(set) var entered = 0
    /// How many of those name an address that is not on file.
    public fileprivate(set) var unresolved = 0
    /// How many were in the ledger before, or stood twice.
    public fileprivate(set) var known = 0
    /// Those that cannot enter, in the order of the file.
    public fileprivate(set) var rejects: [Reject] = []
    /// Whether the ledger now holds what entered.
    public fileprivate(set) var isKept = false
  }

  private let project: Project
  private let keepsGood: Bool

  /// Prepares to bring reports into a project.
  ///
  /// - Parameters:
  ///   - project: the project whose public file the server serves.
  ///   - keepsGood: whether good lines enter though others are bad.
  public init(_ project: Project, keepsGood: Bool) {
    self.project = project
    self.keepsGood = keepsGood
  }

  /// Brings one file in.
  ///
  /// - Throws: `ProjectStoreError` where the file cannot be read, or the project cannot be written.
  public func run(_ path: String) throws -> Outcome {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw PublicationError.unreadableFile(path: path)
    }
    let places = try ReportedPlaces(project)
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
          let addressID = places.addressID(of: report)
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
    _ report: ErrorReport, at addressID: String?, in project: Project,
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
    // Where it leads to no address, what was given as one must not be lost.
    let place = report.address ?? (addressID == nil ? report.addressID : nil)
    let personal: [(PersonalDatum, String?)] = [
      (.address, place), (.message, report.message), (.contact, report.contact),
    ]
    for (kind, value) in personal {
      if let value, !value.isEmpty { try project.keep(value, as: kind, of: subject) }
    }
  }
}

/// Which address of the project a report means.
private struct ReportedPlaces {
  private let byPublicID: [String: String]
  private let index: AddressIndex

  init(_ project: Project) throws {
    let identifiers = OpaqueIdentifiers(key: try project.publicationKey())
    let addresses = try project.addresses()
    var byPublicID: [String: String] = [:]
    // An earlier release may have named an address that was merged into another since.
    for address in addresses {
      for id in address.mergedIDs { byPublicID[identifiers.name(of: id)] = address.id }
    }
    for address in addresses { byPublicID[identifiers.name(of: address.id)] = address.id }
    self.byPublicID = byPublicID
    index = try project.addressIndex()
  }

  func addressID(of report: ErrorReport) -> String? {
    if let id = report.addressID { return byPublicID[id] }
    guard let text = report.address, case .found(let entry) = index.find(text) else { return nil }
    return entry.id
  }
}
