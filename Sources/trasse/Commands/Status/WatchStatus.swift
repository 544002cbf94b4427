import AddressSearch
import CommandLineKit
import NetworkModel
import ProjectStore
import TextFormats

/// `trasse status watch`: what waits for whom, and for how long.
struct WatchStatus: Command {
  static let declaration = CommandDeclaration(
    name: "status watch", summary: "lists open work: what waits for whom, and for how long",
    positionals: [SharedOptions.project],
    options: [
      .init(
        name: "--for", kind: .choice(OpenWork.Party.allCases.map(\.rawValue)),
        help: "only what waits for this party"),
      .init(name: "--days", value: "N", help: "only what has waited at least so long"),
      .init(name: "--at", value: "DATE", help: "what waited then"), SharedOptions.upTo,
      SharedOptions.tableFormat,
    ],
    example: "trasse status ratingen.gpkg watch --for owner --days 30")

  private let path: String
  private let party: OpenWork.Party?
  private let days: Int64
  private let moment: LedgerMoment?
  private let format: String

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    party = arguments.value("--for", as: OpenWork.Party.self)
    days = try arguments.sequenceNumber("--days") ?? 0
    moment = try arguments.value("--at").map { try arguments.moment($0) }
    format = arguments.value("--format") ?? "text"
  }

  /// One line of the list.
  private struct Row {
    let work: OpenWork
    let address: String
    let days: Int64
  }

  func run() throws {
    let project = try Project(path: path, readOnly: true)
    let now = moment?.time ?? .now
    let index = try project.addressIndex()
    let rows = try project.openWork(at: moment).compactMap { work -> Row? in
      let waited = (now.seconds - work.standing.since.seconds) / 86_400
      guard waited >= days, party == nil || work.party == party else { return nil }
      let id = work.standing.addressID
      let place = index.entry(id: id)?.description ?? (id.isEmpty ? "(not on file)" : id)
      return Row(work: work, address: place, days: waited)
    }
    switch format {
    case "json": print(Self.json(rows).document, terminator: "")
    case "csv":
      var csv = CSVWriter(.lineFeed)
      csv.row([
        "waits_for", "event", "days", "since", "state", "address_id", "address", "dwelling",
      ])
      for row in rows {
        let cells = Self.cells(row)
        csv.row(Array(cells[0..<5]) + [row.work.standing.addressID] + cells[5...])
      }
      print(csv.text, terminator: "")
    default: print(Self.text(rows).visible, terminator: "")
    }
  }

  private static func cells(_ row: Row) -> [String] {
    let standing = row.work.standing
    return [
      row.work.party.rawValue, row.work.awaited.rawValue, "\(row.days)",
      standing.since.description, standing.status.word, row.address,
      standing.subject.label ?? "",
    ]
  }

  private static func text(_ rows: [Row]) -> String {
    if rows.isEmpty { return "Nothing waits.\n" }
    var table = Table()
    table.add("waits for", "event", "days", "state", "where")
    for row in rows {
      let cells = cells(row)
      table.add(
        cells[0], cells[1], cells[2], cells[4],
        cells[6].isEmpty ? cells[5] : "\(cells[5]), \(cells[6])")
    }
    return table.text
  }

  private static func json(_ rows: [Row]) -> JSONText {
    .object([
      (
        "open",
        .array(
          rows.map { row in
            let standing = row.work.standing
            return .object([
              ("waits_for", .text(row.work.party.rawValue)),
              ("event", .text(row.work.awaited.rawValue)), ("days", .integer(row.days)),
              ("since", .text(standing.since.description)), ("state", .text(standing.status.word)),
              ("address_id", .text(standing.addressID)), ("address", .text(row.address)),
              ("dwelling", .optional(standing.subject.dwelling)),
              ("report", .optional(standing.subject.report)),
            ])
          })
      )
    ])
  }
}
