public import AddressSearch
import FoundationEssentials
import Hashing
import Importing
public import NetworkModel
public import ProjectStore

/// Enters an event at one address or at many.
public struct EnterEvents: Sendable {
  /// An event that was entered.
  public struct Entry: Sendable {
    /// The address.
    public let address: AddressEntry
    /// The state of the subject after the event.
    public let standing: Standing
    /// The number of the event.
    public let sequence: Int64
  }

  /// The path of the project.
  public var project: String
  /// Addresses as somebody writes them.
  public var addresses: [String]
  /// The path of a file that lists further addresses.
  public var selection: String?
  /// The event.
  public var kind: EventKind
  /// The label of the dwelling; empty for the building.
  public var dwelling = ""
  /// Whether an unknown label creates a dwelling.
  public var admitsNewDwellings = false
  /// When it happened; now where `nil`.
  public var time: Timestamp?
  /// Who reports it.
  public var actor: String
  /// The evidence; for a correction the reason.
  public var proof = ""
  /// The path of a document whose SHA-256 is added to the evidence.
  public var proofFile: String?
  /// The number of the event that a correction takes back.
  public var takesBack: Int64?
  /// Personal data, kept apart from the ledger.
  public var personal: [(PersonalDatum, String)] = []
  /// How long to wait while another process writes.
  public var wait: LockWait = 5

  /// Describes the event.
  public init(project: String, addresses: [String], kind: EventKind, actor: String) {
    self.project = project
    self.addresses = addresses
    self.kind = kind
    self.actor = actor
  }

  /// Enters the events in one transaction.
  ///
  /// - Throws: ``OperationError/refusedEvent(_:at:project:)`` where an event cannot follow;
  ///   `ProjectStoreError` for an unknown address, `SubjectChoice.Fault` for an unknown dwelling.
  public func run() throws -> [Entry] {
    let proof = try [proof, proofFile.map(Self.fingerprint) ?? ""].filter { !$0.isEmpty }
      .joined(separator: ", ")
    let project = try Project(path: project, readOnly: false, wait: wait)
    let texts = try addresses + (selection.map(AddressSelection.read) ?? [])
    return try project.enterEvents { writer in
      try project.addresses(writtenAs: texts).map { address in
        try enter(at: address, proof, in: project, &writer)
      }
    }
  }

  private func enter(
    at address: AddressEntry, _ proof: String, in project: Project, _ writer: inout LedgerWriter
  ) throws -> Entry {
    let subject = try project.subject(
      of: kind, addressID: address.addressID, label: dwelling, takesBack: takesBack,
      admitsNew: admitsNewDwellings)
    let draft = StatusEventDraft(
      subject: subject, kind: kind, time: time ?? writer.now, actor: actor, proof: proof,
      corrects: takesBack)
    do {
      let sequence = try writer.enter(draft)
      let standing = try writer.standing(of: subject)
      for (kind, value) in personal { try project.keep(value, as: kind, of: standing.subject) }
      return Entry(address: address, standing: standing, sequence: sequence)
    } catch let refusal as EventRefusal {
      throw OperationError.refusedEvent(refusal, at: "\(address)", project: project.path)
    }
  }

  private static func fingerprint(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw OperationError.unreadableFile(path: path)
    }
    var digest = SHA256()
    digest.add(Array(data))
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return "sha256:\(digest.hexadecimal()) \(name)"
  }
}
