import CommandLineKit
import Operations
import TextFormats

/// `trasse reports erase`: erases the personal data of a report.
struct ReportsEraseCommand: Command {
  static let declaration = CommandDeclaration(
    name: "reports erase",
    summary: "erases the text of a report and the contact of its sender; its events stay",
    positionals: [SharedOptions.project, SharedOptions.report], options: [SharedOptions.wait],
    example: "trasse reports ratingen.gpkg erase 3fa9")

  private let operation: EraseReport
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    operation = EraseReport(try arguments.report())
    isJSON = arguments.isJSON
  }

  func run() throws {
    let output = try operation.run()
    try StandardStreams.printResult(
      isJSON
        ? JSONText.object([
          ("report", .text(output.report)), ("erased", .count(output.count)),
        ]).document
        : "\(output.count) entries erased\n", done: "the entries are erased")
  }
}
