import CommandLineKit
import NetworkModel
import ProjectStore
import TextFormats

/// `trasse status rebuild`: the states made anew from the ledger.
struct RebuildStandings: Command {
  static let declaration = CommandDeclaration(
    name: "status rebuild", summary: "makes the states anew from the events",
    positionals: [SharedOptions.project], options: [SharedOptions.wait],
    example: "trasse status ratingen.gpkg rebuild")

  private let path: String
  private let wait: Double
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    wait = try arguments.wait()
    isJSON = arguments.isJSON
  }

  func run() throws {
    let project = try Project(path: path, readOnly: false, wait: wait)
    try project.rebuildStandings()
    let count = try project.standings().count
    print(
      isJSON
        ? JSONText.object([("subjects", .count(count))]).document
        : "\(NumberStyle.grouped.text(count)) buildings and dwellings stand where their events put them\n",
      terminator: "")
  }
}
