import Analyses
import CommandLineKit
import NetworkModel
import ProjectStore
import PublicProjection
import Publication
import Rules
import TextFormats
import TrenchPlanning

/// `trasse publish`: the public projection of a project.
struct PublishCommand: Command {
  static let declaration = CommandDeclaration(
    name: "publish", summary: "writes what may be public of every address, for the look-up",
    positionals: [SharedOptions.project],
    options: [
      .init(
        name: "-o", value: "PUBLIC.db", kind: .file,
        help: "the public file; what stands there is replaced", isRequired: true),
      .init(
        name: "--scenario", value: "NAME",
        help: "the plan that counts (default base, where there is one)"),
      SharedOptions.coverageRule,
      SharedOptions.rules,
      .init(name: "--as-of", value: "DATE", help: "the day the data is from (default today)"),
    ],
    example: "trasse publish ratingen.gpkg -o public.db")

  private let path: String
  private let target: String
  private let scenario: String?
  private let rule: Coverage.Rule
  private let rules: String?
  private let asOf: Timestamp
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    target = arguments.required("-o")
    scenario = arguments.value("--scenario")
    rule = try arguments.coverageRule()
    rules = arguments.value("--rules")
    let day = arguments.value("--as-of")
    guard let asOf = day.map({ Timestamp($0) }) ?? Timestamp.now else {
      throw UsageError.message(
        "--as-of \(day ?? "") is not a date: write it as 2026-11-23 or 23.11.2026")
    }
    self.asOf = asOf
    isJSON = arguments.isJSON
  }

  func run() throws {
    let project = try Project(path: path, readOnly: false)
    let isPlanned = try project.scenarios().contains { $0.name == "base" }
    let addresses = try Publication.addresses(
      of: project, scenario: scenario ?? (isPlanned ? "base" : nil), rule: rule,
      rules: try RulesFile.read(rules))
    try PublicFile.write(addresses, asOf: String(asOf.description.prefix(10)), to: target)
    let counts = Availability.allCases.map { availability in
      (availability.rawValue, addresses.count { $0.finding.availability == availability })
    }
    if isJSON {
      let members = counts.map { ($0.0, JSONText.count($0.1)) }
      print(
        JSONText.object([
          ("file", .text(target)), ("addresses", .count(addresses.count)),
          ("classes", .object(members)),
        ]).document, terminator: "")
    } else {
      var table = Table()
      table.add("published", "addresses")
      for (word, count) in counts { table.add(word, NumberStyle.grouped.text(count)) }
      table.add("total", NumberStyle.grouped.text(addresses.count))
      print(table.text, terminator: "")
    }
  }
}
