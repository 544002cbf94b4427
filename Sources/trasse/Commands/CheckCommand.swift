import CommandLineKit
import Geospatial
import Operations
import TextFormats
import TrenchPlanning

/// `trasse check`: lists what is doubtful about the data.
struct CheckCommand: Command {
  static let declaration = CommandDeclaration(
    name: "check", summary: "lists what is doubtful about the data, with location and cost",
    positionals: [SharedOptions.project],
    options: [
      SharedOptions.rules,
      .init(name: "--all", help: "list every finding, not only the first ones of each kind"),
    ],
    example: "trasse check ratingen.gpkg --all")

  private let operation: CheckData
  private let listsAll: Bool
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    operation = CheckData(
      project: arguments.positional(0), rules: arguments.value("--rules"))
    listsAll = arguments.isSet("--all")
    isJSON = arguments.isJSON
  }

  func run() throws {
    let quality = try operation.run()
    try StandardStreams.printResult(isJSON ? json(quality).document : text(quality).visible)
  }

  private func text(_ quality: DataQuality) -> String {
    if quality.findings.isEmpty { return "Nothing doubtful found.\n" }
    var text = ""
    for kind in DataQuality.Kind.allCases.sorted(by: { $0.rawValue < $1.rawValue }) {
      let findings = quality.findings.filter { $0.kind == kind }
      if findings.isEmpty { continue }
      text += "\(kind.rawValue): "
      text +=
        findings.count == 1
        ? "1 finding\n" : "\(NumberStyle.grouped.text(findings.count)) findings\n"
      for finding in listsAll ? findings[...] : findings.prefix(5) {
        let place =
          "\(NumberStyle.plain.text(finding.place.x, places: 0)),"
          + NumberStyle.plain.text(finding.place.y, places: 0)
        let cost =
          finding.costInCents > 0
          ? " (\(NumberStyle.grouped.euros(cents: finding.costInCents)))" : ""
        text += "  \(finding.subject) at \(place): \(finding.fault.words)\(cost)\n"
      }
      if !listsAll && findings.count > 5 { text += "  … \(findings.count - 5) more (--all)\n" }
    }
    return text
  }

  private func json(_ quality: DataQuality) -> JSONText {
    .object([
      (
        "findings",
        .array(
          quality.findings.map { finding in
            .object([
              ("kind", .text(finding.kind.rawValue)), ("subject", .text(finding.subject)),
              ("what", .text(finding.fault.words)),
              ("x", .decimal(finding.place.x, places: 3)),
              ("y", .decimal(finding.place.y, places: 3)),
              ("cost_cents", .integer(finding.costInCents)),
            ])
          })
      )
    ])
  }
}
