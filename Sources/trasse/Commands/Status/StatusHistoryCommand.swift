import CommandLineKit
import NetworkModel
import Operations
import TextFormats

/// `trasse status history`: lists every event of one address.
struct StatusHistoryCommand: Command {
  static let declaration = CommandDeclaration(
    name: "status history", summary: "lists every event of an address",
    positionals: [SharedOptions.project, SharedOptions.address],
    options: [SharedOptions.tableFormat],
    example: "trasse status ratingen.gpkg history \"Marktgasse 11a\" --format csv")

  private let operation: ListEvents
  private let format: String

  init(_ arguments: Arguments) throws {
    operation = ListEvents(project: arguments.positional(0), address: arguments.positional(1))
    format = arguments.value("--format") ?? "text"
  }

  private static let columns = [
    "sequence", "time", "event", "dwelling", "actor", "proof", "corrects", "taken_back_by",
  ]

  func run() throws {
    let rows = try operation.run()
    switch format {
    case "json":
      let list = rows.map { row in
        let event = row.event
        return JSONText.object([
          ("sequence", .integer(event.sequence)), ("time", .text(event.time.description)),
          ("recorded", .text(event.recorded.description)),
          ("event", .text(event.kind.rawValue)),
          ("dwelling", .optional(event.subject.dwelling)),
          ("report", .optional(event.subject.report)), ("actor", .text(event.actor)),
          ("proof", .text(event.proof)),
          ("corrects", event.corrects.map { .integer($0) } ?? .null),
          ("taken_back_by", row.takenBackBy.map { .integer($0) } ?? .null),
        ])
      }
      try StandardStreams.printResult(JSONText.object([("events", .array(list))]).document)
    case "csv":
      var csv = CSVWriter(.lineFeed)
      csv.row(Self.columns)
      for row in rows { csv.row(Self.cells(row)) }
      try StandardStreams.printResult(csv.text)
    default:
      var table = Table()
      table.add(Self.columns)
      for row in rows { table.add(Self.cells(row)) }
      try StandardStreams.printResult(table.text)
    }
  }

  private static func cells(_ row: ListEvents.Row) -> [String] {
    let event = row.event
    return [
      "\(event.sequence)", event.time.description, event.kind.rawValue,
      event.subject.label ?? "", event.actor, event.proof,
      event.corrects.map { "\($0)" } ?? "", row.takenBackBy.map { "\($0)" } ?? "",
    ]
  }
}
