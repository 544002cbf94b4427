import CommandLineKit
import Operations
import TextFormats

/// `trasse status rebuild`: derives the states again.
struct StatusRebuildCommand: Command {
  static let declaration = CommandDeclaration(
    name: "status rebuild", summary: "derives all states again from the events",
    positionals: [SharedOptions.project], options: [SharedOptions.wait],
    example: "trasse status ratingen.gpkg rebuild")

  private let operation: RebuildStandings
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    operation = RebuildStandings(
      project: arguments.positional(0), wait: try arguments.wait())
    isJSON = arguments.isJSON
  }

  func run() throws {
    let count = try operation.run()
    try StandardStreams.printResult(
      isJSON
        ? JSONText.object([("subjects", .count(count))]).document
        : "the states of \(NumberStyle.grouped.text(count)) buildings and dwellings were derived\n",
      done: "the states are stored")
  }
}
