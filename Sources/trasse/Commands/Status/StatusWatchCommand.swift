import CommandLineKit
import NetworkModel
import Operations
import TextFormats

/// `trasse status watch`: lists open work.
struct StatusWatchCommand: Command {
  static let declaration = CommandDeclaration(
    name: "status watch",
    summary: "lists open work: the next step, who is to do it, and for how long it has waited",
    positionals: [SharedOptions.project],
    options: [
      .init(
        name: "--for", kind: .choice(OpenWork.Party.allCases.map(\.rawValue)),
        help: "only the steps of this party"),
      .init(name: "--days", value: "N", help: "only what has waited for at least N days"),
      .init(name: "--at", value: "DATE", help: "what was open at that time"),
      SharedOptions.upTo, SharedOptions.tableFormat,
    ],
    example: "trasse status ratingen.gpkg watch --for owner --days 30")

  private let operation: ListOpenWork
  private let format: String

  init(_ arguments: Arguments) throws {
    operation = ListOpenWork(
      project: arguments.positional(0),
      party: arguments.value("--for", as: OpenWork.Party.self),
      days: try arguments.sequenceNumber("--days") ?? 0,
      moment: try arguments.value("--at").map { try arguments.moment($0) })
    format = arguments.value("--format") ?? "text"
  }

  func run() throws {
    let rows = try operation.run()
    switch format {
    case "json": try StandardStreams.printResult(Self.json(rows).document)
    case "csv":
      var csv = CSVWriter(.lineFeed)
      csv.row([
        "waits_for", "event", "days", "since", "state", "address_id", "address", "dwelling",
      ])
      for row in rows {
        let cells = Self.cells(row)
        csv.row(Array(cells[0..<5]) + [row.work.standing.addressID?.rawValue ?? ""] + cells[5...])
      }
      try StandardStreams.printResult(csv.text)
    default: try StandardStreams.printResult(Self.text(rows).visible)
    }
  }

  private static func cells(_ row: ListOpenWork.Row) -> [String] {
    let standing = row.work.standing
    return [
      row.work.party.rawValue, row.work.awaited.rawValue, "\(row.days)",
      standing.since.description, standing.status.word, row.location,
      standing.subject.label ?? "",
    ]
  }

  private static func text(_ rows: [ListOpenWork.Row]) -> String {
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

  private static func json(_ rows: [ListOpenWork.Row]) -> JSONText {
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
              ("address_id", .text(standing.addressID?.rawValue ?? "")),
              ("address", .text(row.location)),
              ("dwelling", .optional(standing.subject.dwelling)),
              ("report", .optional(standing.subject.report)),
            ])
          })
      )
    ])
  }
}

extension ListOpenWork.Row {
  /// The address in words, or what is known of it.
  fileprivate var location: String {
    address ?? work.standing.addressID?.rawValue ?? "(not on file)"
  }
}
