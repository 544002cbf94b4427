import Analyses
import CommandLineKit
import NetworkModel
import ProjectStore
import Rules
import TextFormats
import TrenchPlanning

/// `trasse verify`: a stored plan checked from its layers alone.
struct VerifyPlan: Command {
  static let declaration = CommandDeclaration(
    name: "verify", summary: "checks a stored plan from its layers alone",
    positionals: [SharedOptions.project],
    options: [.init(name: "--scenario", value: "NAME", help: "which plan (default base)")],
    example: "trasse verify ratingen.gpkg --scenario west")

  private let path: String
  private let scenario: String
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    path = arguments.positional(0)
    scenario = arguments.value("--scenario") ?? "base"
    isJSON = arguments.isJSON
  }

  func run() throws {
    let project = try Project(path: path, readOnly: true)
    let plan = try project.plan(scenario: scenario)
    let findings = try PlanVerifier.findings(in: plan, try project.inventory())
    if isJSON {
      print(
        JSONText.object([
          ("scenario", .text(scenario)), ("sound", .bool(findings.isEmpty)),
          (
            "findings",
            .array(
              findings.map {
                .object([
                  ("rule", .text($0.rule)), ("subject", .text($0.subject)),
                  ("what", .text($0.what)),
                ])
              })
          ),
        ]).document, terminator: "")
    } else {
      for finding in findings {
        print("\(finding.rule): \(finding.subject) \(finding.what)".visibleOnOneLine)
      }
      let name = scenario.visibleOnOneLine
      print(
        findings.isEmpty
          ? "Plan \(name) is sound: \(NumberStyle.grouped.text(plan.trench.count)) segments, "
            + "\(NumberStyle.grouped.text(plan.drops.count)) drops, \(NumberStyle.grouped.text(plan.exceptions.count)) "
            + "exceptions, \(NumberStyle.grouped.euros(cents: plan.scenario.costInCents))"
          : "Plan \(name) is not sound: \(findings.count) findings")
    }
    if !findings.isEmpty { throw Outcome.failed }
  }
}
