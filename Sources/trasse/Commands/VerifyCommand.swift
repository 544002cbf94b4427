import CommandLineKit
import NetworkModel
import Operations
import TextFormats
import TrenchPlanning

/// `trasse verify`: checks a stored plan.
struct VerifyCommand: Command {
  static let declaration = CommandDeclaration(
    name: "verify", summary: "checks a stored plan from its layers alone",
    positionals: [SharedOptions.project],
    options: [.init(name: "--scenario", value: "NAME", help: "which plan (default base)")],
    example: "trasse verify ratingen.gpkg --scenario west")

  private let operation: VerifyPlan
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    operation = VerifyPlan(
      project: arguments.positional(0), scenario: arguments.value("--scenario") ?? "base")
    isJSON = arguments.isJSON
  }

  func run() throws {
    let output = try operation.run()
    try StandardStreams.printResult(isJSON ? json(output).document : text(output))
    if !output.findings.isEmpty { throw Outcome.failed }
  }

  private func json(_ output: VerifyPlan.Output) -> JSONText {
    .object([
      ("scenario", .text(operation.scenario)), ("sound", .bool(output.findings.isEmpty)),
      (
        "findings",
        .array(
          output.findings.map {
            .object([
              ("rule", .text($0.rule.rawValue)), ("subject", .text($0.subject)),
              ("what", .text($0.violation.words)),
            ])
          })
      ),
    ])
  }

  private func text(_ output: VerifyPlan.Output) -> String {
    let (plan, name) = (output.plan, operation.scenario.visibleOnOneLine)
    guard output.findings.isEmpty else {
      return output.findings.map {
        "\($0.rule.rawValue): \($0.subject) \($0.violation.words)".visibleOnOneLine + "\n"
      }.joined()
        + "Plan \(name) is not sound: \(output.findings.count) findings\n"
    }
    func count(_ number: Int) -> String { NumberStyle.grouped.text(number) }
    return "Plan \(name) is sound: \(count(plan.trench.count)) segments, "
      + "\(count(plan.drops.count)) drops, \(count(plan.exceptions.count)) exceptions, "
      + "\(NumberStyle.grouped.euros(cents: plan.scenario.costInCents))\n"
  }
}
