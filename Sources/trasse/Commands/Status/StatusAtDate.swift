import NetworkModel
import ProjectStore

/// `trasse status at`: how many stood where at a past moment.
struct StatusAtDate: Command {
  static let declaration = Declaration(
    name: "status at", summary: "counts where buildings and dwellings stood at a date",
    positionals: [
      StatusOptions.project,
      .init(name: "DATE", help: "2024-03-05 (to its end), 2024-03-05T14:30 or 05.03.2024"),
    ],
    options: [
      .init(name: "--by", value: "district|street|phase", help: "also by part of the town"),
      StatusOptions.upTo,
      .init(name: "--format", value: "text|json|csv", help: "how it is printed (default text)"),
    ],
    example: "trasse status ratingen.gpkg at 31.12.2025 --by district --up-to 48211")

  private let path: String
  private let moment: LedgerMoment
  private let grouping: StatusSummary.Grouping?
  private let format: String

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    moment = try StatusOptions.moment(arguments.positional(1), arguments)
    grouping = try StatusOptions.grouping(arguments)
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
