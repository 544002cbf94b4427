import CommandLineKit
import NetworkModel
import Operations
import PublicProjection
import TextFormats

/// `trasse publish`: writes the public file of a project.
struct PublishCommand: Command {
  static let declaration = CommandDeclaration(
    name: "publish", summary: "writes the public data of every address, for the look-up",
    positionals: [SharedOptions.project],
    options: [
      .init(
        name: "-o", value: "PUBLIC.db", kind: .output,
        help: "the public file; an existing file is replaced", isRequired: true),
      .init(
        name: "--scenario", value: "NAME",
        help: "the plan that counts (default base, where there is one)"),
      SharedOptions.coverageRule, SharedOptions.rules,
      .init(name: "--as-of", value: "DATE", help: "the day the data is from (default today)"),
      SharedOptions.wait,
    ],
    example: "trasse publish ratingen.gpkg -o public.db")

  private var operation: PublishProject
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    let day = arguments.value("--as-of")
    guard let asOf = day.map({ Timestamp($0) }) ?? Timestamp.now else {
      throw UsageError.message(
        "--as-of \(day ?? "") is not a date: write it as 2026-11-23 or 23.11.2026")
    }
    operation = PublishProject(
      project: arguments.positional(0), target: arguments.requiredOutput("-o"),
      scenario: arguments.value("--scenario"), rule: try arguments.coverageRule(),
      rules: arguments.value("--rules"), asOf: asOf)
    operation.wait = try arguments.wait()
    isJSON = arguments.isJSON
  }

  private static let done = "the public file is written"

  func run() throws {
    let counts = try operation.run()
    let total = counts.reduce(0) { $0 + $1.addresses }
    if isJSON {
      let members = counts.map { ($0.0.rawValue, JSONText.count($0.addresses)) }
      try StandardStreams.printResult(
        JSONText.object([
          ("file", .text(operation.target.path)), ("addresses", .count(total)),
          ("classes", .object(members)),
        ]).document, done: Self.done)
    } else {
      var table = Table()
      table.add("published", "addresses")
      for (availability, count) in counts {
        table.add(availability.rawValue, NumberStyle.grouped.text(count))
      }
      table.add("total", NumberStyle.grouped.text(total))
      try StandardStreams.printResult(table.text, done: Self.done)
    }
  }
}
