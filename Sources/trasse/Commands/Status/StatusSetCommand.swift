import AddressSearch
import CommandLineKit
import NetworkModel
import Operations
import TextFormats

/// `trasse status set`: enters an event, at one address or at many.
struct StatusSetCommand: Command {
  static let declaration = CommandDeclaration(
    name: "status set", summary: "enters an event, at one address or at many",
    positionals: [
      SharedOptions.project, SharedOptions.addresses,
      .init(
        name: "EVENT", kind: .openChoice(EventKind.ofPremises.map(\.rawValue)),
        help: EventKind.ofPremises.map(\.rawValue).joined(separator: ", ")),
    ],
    options: [
      SharedOptions.selection,
      .init(name: "--dwelling", value: "LABEL", help: "which dwelling, such as \"WE 2\""),
      .init(name: "--new-dwellings", help: "create a dwelling that is unknown"),
      .init(
        name: "--at", value: "TIME",
        help:
          "when it happened: 2024-03-05T14:30 (UTC without a zone) or 05.03.2024 (default now)"),
      SharedOptions.actor,
      .init(name: "--proof", value: "TEXT", help: "the evidence; for a correction the reason"),
      .init(
        name: "--proof-file", value: "FILE", kind: .file,
        help: "a document or photo: its SHA-256 is the proof"),
      .init(name: "--takes-back", value: "EVENT", help: "the number that a correction takes back"),
    ] + PersonalDatum.options + [SharedOptions.wait],
    example: "trasse status ratingen.gpkg set \"Marktgasse 11a\" surveyed --at 05.03.2024")

  private var operation: EnterEvents
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    var addresses = arguments.positionals(from: 1)
    let word = addresses.removeLast()
    guard let kind = EventKind(rawValue: word), EventKind.ofPremises.contains(kind) else {
      let known = EventKind.ofPremises.map(\.rawValue)
      throw UsageError.unknown(
        "event \(word)", nearest: NearestWord.to(word, among: known), of: known)
    }
    operation = EnterEvents(
      project: arguments.positional(0), addresses: addresses, kind: kind, actor: arguments.actor)
    operation.selection = arguments.value("--from")
    if addresses.isEmpty && operation.selection == nil { throw UsageError.missing("ADDRESS") }
    operation.dwelling = arguments.value("--dwelling") ?? ""
    operation.admitsNewDwellings = arguments.isSet("--new-dwellings")
    if let text = arguments.value("--at") {
      guard let time = Timestamp(text) else {
        throw UsageError.message(
          "--at \(text) is not a time: write it as 2024-03-05T14:30 or 05.03.2024")
      }
      operation.time = time
    }
    operation.proof = arguments.value("--proof") ?? ""
    operation.proofFile = arguments.value("--proof-file")
    operation.takesBack = try arguments.sequenceNumber("--takes-back")
    operation.personal = PersonalDatum.optionNames.compactMap { datum, option in
      arguments.value(option).map { (datum, $0) }
    }
    operation.wait = try arguments.wait()
    isJSON = arguments.isJSON
  }

  func run() throws {
    let entries = try operation.run()
    try StandardStreams.printResult(
      isJSON ? json(entries).document : Self.text(entries).visible,
      done: entries.count == 1 ? "the event is stored" : "the events are stored")
  }

  private static func text(_ entries: [EnterEvents.Entry]) -> String {
    entries.map { entry in
      let place = [entry.address.description, entry.standing.subject.dwelling]
        .compactMap(\.self).joined(separator: ", ")
      return "\(place): \(entry.standing.status.word) (event \(entry.sequence))\n"
    }.joined()
  }

  private func json(_ entries: [EnterEvents.Entry]) -> JSONText {
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
              ("event", .text(operation.kind.rawValue)),
              ("state", .text(entry.standing.status.word)),
            ])
          })
      )
    ])
  }
}

extension PersonalDatum {
  /// The options that take personal data.
  fileprivate static let optionNames: [(PersonalDatum, String)] = [
    (.name, "--name"), (.contact, "--contact"), (.contractNumber, "--contract-number"),
  ]

  fileprivate static var options: [CommandDeclaration.Option] {
    optionNames.map { _, name in
      .init(name: name, value: "TEXT", help: "personal data, stored apart from the ledger")
    }
  }
}
