import CommandLineKit
import NetworkModel
import Operations
import TextFormats

/// `trasse status verify`: checks the whole ledger.
struct StatusVerifyCommand: Command {
  static let declaration = CommandDeclaration(
    name: "status verify",
    summary: "checks the chain of events, every step, and that the states follow from them",
    positionals: [SharedOptions.project],
    options: [
      .init(
        name: "--witness", value: "HASH",
        help: "a hash noted earlier, which must still be in the chain")
    ],
    example: "trasse status ratingen.gpkg verify --witness 9f2c…")

  private let operation: VerifyLedger
  private let isJSON: Bool

  init(_ arguments: Arguments) throws {
    let witness = arguments.value("--witness")
    if let witness, witness.wholeMatch(of: /[0-9A-Fa-f]{64}/) == nil {
      throw UsageError.message("--witness takes the 64 hexadecimal digits of a head")
    }
    operation = VerifyLedger(project: arguments.positional(0), witness: witness)
    isJSON = arguments.isJSON
  }

  func run() throws {
    let result = try operation.run()
    try StandardStreams.printResult(isJSON ? json(result).document : text(result).visible)
    if !result.findings.isEmpty { throw Outcome.failed }
  }

  private func text(_ result: LedgerVerification) -> String {
    if result.findings.isEmpty {
      return "events: \(result.events), chain intact\nhead: \(result.head)\n"
    }
    let lines = result.findings.map { finding in
      finding.sequence.map { "event \($0): \(finding.fault.words)\n" } ?? "\(finding.fault.words)\n"
    }
    let first = result.firstBadEvent.map { "first bad event: \($0)\n" }
    return lines.joined() + (first ?? "events: \(result.events), chain intact\n")
  }

  private func json(_ result: LedgerVerification) -> JSONText {
    .object([
      ("sound", .bool(result.findings.isEmpty)), ("events", .integer(result.events)),
      ("head", .text(result.head)),
      ("first_bad_event", result.firstBadEvent.map { .integer($0) } ?? .null),
      (
        "findings",
        .array(
          result.findings.map { finding in
            .object([
              ("event", finding.sequence.map { .integer($0) } ?? .null),
              ("what", .text(finding.fault.words)),
            ])
          })
      ),
    ])
  }
}
