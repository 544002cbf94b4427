import CommandLineKit
import Operations

/// `trasse status at`: counts states at a past moment.
struct StatusAtCommand: Command {
  static let declaration = CommandDeclaration(
    name: "status at", summary: "counts buildings and dwellings by their state at a date",
    positionals: [
      SharedOptions.project,
      .init(name: "DATE", help: "2024-03-05 (to its end), 2024-03-05T14:30 or 05.03.2024"),
    ],
    options: [SharedOptions.grouping, SharedOptions.upTo, SharedOptions.tableFormat],
    example: "trasse status ratingen.gpkg at 31.12.2025 --by district --up-to 48211")

  private let operation: SummarizeStatus
  private let format: String

  init(_ arguments: Arguments) throws {
    operation = SummarizeStatus(
      project: arguments.positional(0), moment: try arguments.moment(arguments.positional(1)),
      grouping: arguments.grouping)
    format = arguments.value("--format") ?? "text"
  }

  func run() throws { try StandardStreams.printResult(try operation.run().document(format)) }
}
