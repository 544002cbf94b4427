import CommandLineKit
import NetworkModel
import ProjectStore
import TextFormats

/// `trasse reports erase`: what was written and the contact gone, the chain intact.
struct EraseReport: Command {
  static let declaration = CommandDeclaration(
    name: "reports erase",
    summary: "erases what a report says and how its sender can be reached; its events stay",
    positionals: [SharedOptions.project, ReportChoice.positional], options: [SharedOptions.wait],
    example: "trasse reports ratingen.gpkg erase 3fa9")

  private let call: ReportChoice

  init(_ arguments: Arguments) throws { call = try ReportChoice(arguments) }

  func run() throws {
    let project = try call.project()
    let report = try call.report(in: project)
    let count = try project.erasePersonalData(ofReport: report.id)
    print(
      call.isJSON
        ? JSONText.object([("report", .text(report.id)), ("erased", .count(count))]).document
        : "\(count) entries erased\n", terminator: "")
  }
}
