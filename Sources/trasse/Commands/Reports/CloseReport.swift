import AccessNetwork

/// `trasse reports close`: a report is done with.
struct CloseReport: Command {
  static let declaration = Declaration(
    name: "reports close", summary: "closes a report with its result",
    positionals: [
      StatusOptions.project, ReportChoice.positional,
      .init(name: "RESULT", help: "what came of it, in a few words without personal data"),
    ],
    options: [StatusOptions.actor, StatusOptions.wait],
    example: "trasse reports ratingen.gpkg close 3fa9 \"surveyed again, now available\"")

  private let call: ReportChoice
  private let result: String

  init(_ arguments: Arguments) throws {
    call = try ReportChoice(arguments)
    result = arguments.positional(2)
  }

  func run() throws {
    if result.allSatisfy(\.isWhitespace) {
      throw Arguments.UsageError(message: "RESULT is empty: \(Self.declaration.usage)")
    }
    try call.enter { report, draft in
      draft.kind = .reportClosed
      draft.proof = result
    }
  }
}

/// `trasse reports reopen`: a closing is taken back.
struct ReopenReport: Command {
  static let declaration = Declaration(
    name: "reports reopen", summary: "takes the closing of a report back, by a correction",
    positionals: [
      StatusOptions.project, ReportChoice.positional,
      .init(name: "REASON", help: "why, in a few words without personal data"),
    ],
    options: [StatusOptions.actor, StatusOptions.wait],
    example: "trasse reports ratingen.gpkg reopen 3fa9 \"another house was meant\"")

  private let call: ReportChoice
  private let reason: String

  init(_ arguments: Arguments) throws {
    call = try ReportChoice(arguments)
    reason = arguments.positional(2)
  }

  func run() throws {
    try call.enter { report, draft in
      guard let closing = report.closing else {
        throw ProjectError(
          category: .usage, feature: report.id, what: "the report is open",
          mend: "see `trasse reports PROJECT list --all`")
      }
      draft.corrects = closing.sequence
      draft.proof = reason
    }
  }
}

/// `trasse reports erase`: what was written and the contact gone, the chain intact.
struct EraseReport: Command {
  static let declaration = Declaration(
    name: "reports erase",
    summary: "erases what a report says and how its sender can be reached; its events stay",
    positionals: [StatusOptions.project, ReportChoice.positional], options: [StatusOptions.wait],
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
