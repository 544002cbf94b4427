import CommandLineKit
import NetworkModel
import ProjectStore

/// `trasse status at`: how many stood where at a past moment.
struct StatusAtDate: Command {
  static let declaration = CommandDeclaration(
    name: "status at", summary: "counts where buildings and dwellings stood at a date",
    positionals: [
      SharedOptions.project,
      .init(name: "DATE", help: "2024-03-05 (to its end), 2024-03-05T14:30 or 05.03.2024"),
    ],
    options: [
      SharedOptions.grouping,
      SharedOptions.upTo,
      SharedOptions.tableFormat,
    ],
    example: "trasse status ratingen.gpkg at 31.12.2025 --by district --up-to 48211")

  private let path: String
  private let moment: LedgerMoment
  private let grouping: StatusSummary.Grouping?
  private let format: String

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    moment = try arguments.moment(arguments.positional(1))
    grouping = arguments.grouping
    format = arguments.value("--format") ?? "text"
  }

  func run() throws {
    let project = try Project(path: path, readOnly: true)
    let head = try project.ledgerHead().sequence
    let counts = StatusCounts(
      summary: try project.statusSummary(at: moment, by: grouping), grouping: grouping,
      lastEvent: min(moment.lastEvent ?? head, head), date: moment.time)
    print(counts.document(format), terminator: "")
  }
}
