import AddressSearch
import CommandLineKit
import NetworkModel
import ProjectStore
import TextFormats

/// `trasse status history`: every event of one address.
struct StatusHistory: Command {
  static let declaration = CommandDeclaration(
    name: "status history", summary: "lists every event of an address",
    positionals: [SharedOptions.project, SharedOptions.address],
    options: [
      SharedOptions.tableFormat
    ],
    example: "trasse status ratingen.gpkg history \"Marktgasse 11a\" --format csv")

  private let path: String
  private let address: String
  private let format: String

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    address = arguments.positional(1)
    format = arguments.value("--format") ?? "text"
  }

  private static let columns = [
    "sequence", "time", "event", "dwelling", "actor", "proof", "corrects", "taken_back_by",
  ]

  func run() throws {
    let project = try Project(path: path, readOnly: true)
    let events = try project.history(ofAddress: try project.address(writtenAs: address).id)
    let correctors = Dictionary(
      events.compactMap { event in event.corrects.map { ($0, event.sequence) } },
      uniquingKeysWith: { first, _ in first })
    let rows = events.map { event in
      (event: event, takenBackBy: correctors[event.sequence])
    }
    switch format {
    case "json":
      let list = rows.map { event, takenBackBy in
        JSONText.object([
          ("sequence", .integer(event.sequence)), ("time", .text(event.time.description)),
          ("recorded", .text(event.recorded.description)),
          ("event", .text(event.kind.rawValue)),
          ("dwelling", .optional(event.subject.dwelling)),
          ("report", .optional(event.subject.report)), ("actor", .text(event.actor)),
          ("proof", .text(event.proof)),
          ("corrects", event.corrects.map { .integer($0) } ?? .null),
          ("taken_back_by", takenBackBy.map { .integer($0) } ?? .null),
        ])
      }
      print(JSONText.object([("events", .array(list))]).document, terminator: "")
    case "csv":
      var csv = CSVWriter(.lineFeed)
      csv.row(Self.columns)
      for row in rows { csv.row(Self.cells(row.event, row.takenBackBy)) }
      print(csv.text, terminator: "")
    default:
      var table = Table()
      table.add(Self.columns)
      for row in rows { table.add(Self.cells(row.event, row.takenBackBy)) }
      print(table.text, terminator: "")
    }
  }

  private static func cells(_ event: StatusEvent, _ takenBackBy: Int64?) -> [String] {
    [
      "\(event.sequence)", event.time.description, event.kind.rawValue,
      event.subject.label ?? "", event.actor, event.proof,
      event.corrects.map { "\($0)" } ?? "", takenBackBy.map { "\($0)" } ?? "",
    ]
  }
}
