import AddressSearch
import CommandLineKit
import Exporting
import Foundation
import Hashing
import Importing
import NetworkModel
import ProjectStore
import TextFormats

/// `trasse status set`: one event, at one address or at many.
struct SetStatus: Command {
  static let declaration = CommandDeclaration(
    name: "status set", summary: "enters an event, at one address or at many",
    positionals: [
      SharedOptions.project,
      SharedOptions.addresses,
      .init(
        name: "EVENT", help: EventKind.ofPremises.map(\.rawValue).joined(separator: ", ")),
    ],
    options: [
      SharedOptions.selection,
      .init(name: "--dwelling", value: "LABEL", help: "which dwelling, such as \"WE 2\""),
      .init(
        name: "--new-dwellings", help: "put a dwelling that is not on file there"),
      .init(
        name: "--at", value: "TIME",
        help: "when it happened: 2024-03-05T14:30 (UTC unless it says) or 05.03.2024 (default now)"),
      SharedOptions.actor,
      .init(name: "--proof", value: "TEXT", help: "what shows it; for a correction the reason"),
      .init(
        name: "--proof-file", value: "FILE", kind: .file,
        help: "a document or photo: its SHA-256 is the proof"),
      .init(name: "--takes-back", value: "EVENT", help: "the number that a correction takes back"),
      .init(name: "--name", value: "TEXT", help: "personal datum, kept beside the ledger"),
      .init(name: "--contact", value: "TEXT", help: "personal datum, kept beside the ledger"),
      .init(
        name: "--contract-number", value: "TEXT", help: "personal datum, kept beside the ledger"),
      SharedOptions.wait,
    ],
    example: "trasse status ratingen.gpkg set \"Marktgasse 11a\" surveyed --at 05.03.2024")

  private let path: String
  private let addresses: [String]
  private let selection: String?
  private let kind: EventKind
  private let dwelling: String
  private let admitsNew: Bool
  private let time: Timestamp?
  private let actor: String
  private let proof: String
  private let proofFile: String?
  private let takesBack: Int64?
  private let personal: [(PersonalDatum, String)]
  private let wait: Double
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    var words = arguments.positionals(from: 1)
    let word = words.removeLast()
    guard let kind = EventKind(rawValue: word), EventKind.ofPremises.contains(kind) else {
      let known = EventKind.ofPremises.map(\.rawValue)
      throw UsageError.unknown(
        "event \(word)", nearest: NearestWord.to(word, among: known), of: known)
    }
    self.kind = kind
    addresses = words
    selection = arguments.value("--from")
    if words.isEmpty && selection == nil {
      throw UsageError.missing("ADDRESS")
    }
    dwelling = arguments.value("--dwelling") ?? ""
    admitsNew = arguments.isSet("--new-dwellings")
    if let text = arguments.value("--at") {
      guard let time = Timestamp(text) else {
        throw UsageError.message(
          "--at \(text) is not a time: write it as 2024-03-05T14:30 or 05.03.2024")
      }
      self.time = time
    } else {
      time = nil
    }
    actor = arguments.actor
    proof = arguments.value("--proof") ?? ""
    proofFile = arguments.value("--proof-file")
    takesBack = try arguments.sequenceNumber("--takes-back")
    let options: [(PersonalDatum, String)] = [
      (.name, "--name"), (.contact, "--contact"), (.contractNumber, "--contract-number"),
    ]
    personal = options.compactMap { kind, option in arguments.value(option).map { (kind, $0) } }
    wait = try arguments.wait()
    isJSON = arguments.isJSON
  }

  /// What was entered at one address.
  private struct Entry {
    let address: AddressEntry
    let standing: Standing
    let sequence: Int64
  }

  func run() throws {
    let proof = try [proof, proofFile.map(Self.fingerprint) ?? ""].filter { !$0.isEmpty }
      .joined(separator: ", ")
    let project = try Project(path: path, readOnly: false, wait: wait)
    let texts = try addresses + (selection.map(AddressSelection.read) ?? [])
    // One address is found faster without an index of all.
    let index = texts.count > 8 ? try project.addressIndex() : nil
    let entries = try project.enterEvents { writer in
      var entries: [Entry] = []
      for text in texts {
        let address =
          try index?.find(text).address(writtenAs: text) ?? project.address(writtenAs: text)
        entries.append(try enter(at: address, proof, in: project, &writer))
      }
      return entries
    }
    print(isJSON ? json(entries).document : Self.text(entries).visible, terminator: "")
  }

  private func enter(
    at address: AddressEntry, _ proof: String, in project: Project, _ writer: inout LedgerWriter
  ) throws -> Entry {
    let subject = try project.subject(
      of: kind, addressID: address.id, label: dwelling, takesBack: takesBack, admitsNew: admitsNew)
    let draft = StatusEventDraft(
      subject: subject, kind: kind, time: time ?? writer.now, actor: actor, proof: proof,
      corrects: takesBack)
    do {
      let sequence = try writer.enter(draft)
      let standing = try writer.standing(of: subject)
      for (kind, value) in personal { try project.keep(value, as: kind, of: standing.subject) }
      return Entry(
        address: address, standing: standing, sequence: sequence)
    } catch let refusal as EventRefusal {
      throw ProjectError(
        category: .badData, file: path, feature: "\(address)", what: refusal.description,
        fix: refusal.fix)
    }
  }

  private static func fingerprint(_ path: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ProjectError(
        category: .noInput, file: path, what: "the file cannot be read",
        fix: "check its name and that you may read it")
    }
    var digest = SHA256()
    digest.add(Array(data))
    return "sha256:\(digest.hexadecimal()) \(URL(fileURLWithPath: path).lastPathComponent)"
  }

  private static func text(_ entries: [Entry]) -> String {
    entries.map { entry in
      let place = [entry.address.description, entry.standing.subject.dwelling]
        .compactMap(\.self).joined(separator: ", ")
      return "\(place): \(entry.standing.status.word) (event \(entry.sequence))\n"
    }.joined()
  }

  private func json(_ entries: [Entry]) -> JSONText {
    .object([
      (
        "events",
        .array(
          entries.map { entry in
            .object([
              ("sequence", .integer(entry.sequence)),
              ("address_id", .text(entry.address.id)),
              ("address", .text(entry.address.description)),
              ("dwelling", .optional(entry.standing.subject.dwelling)),
              ("event", .text(kind.rawValue)), ("state", .text(entry.standing.status.word)),
            ])
          })
      )
    ])
  }
}
