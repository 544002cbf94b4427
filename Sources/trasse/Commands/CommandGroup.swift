/// Commands called as `trasse NAME PROJECT VERB …`.
struct CommandGroup {
  let name: String
  let summary: String
  /// Where more is told.
  let documentation: String
  let commands: [any Command.Type]

  /// What has happened to buildings and dwellings.
  static let status = CommandGroup(
    name: "status",
    summary: "keeps the status of every building and dwelling, as a ledger of events",
    documentation: "Steps and table: docs/ledger.md.",
    commands: [
      SetStatus.self, ImportStatus.self, ShowStatus.self, StatusHistory.self, SummariseStatus.self,
      StatusAtDate.self, WatchStatus.self, VerifyLedger.self, RebuildStandings.self,
      ErasePersonalData.self,
    ])

  /// What citizens say is wrong.
  static let reports = CommandGroup(
    name: "reports", summary: "takes in what citizens report as wrong, and closes it with a result",
    documentation: "Events and personal data: docs/ledger.md.",
    commands: [
      ImportReports.self, ListReports.self, CloseReport.self, ReopenReport.self, EraseReport.self,
    ])

  /// Who may see the project over the net.
  static let token = CommandGroup(
    name: "token", summary: "says who may see the project over the net (trasse serve)",
    documentation: "What tokens open: docs/staff.md.",
    commands: [AddToken.self, ListTokens.self, RevokeToken.self])

  /// All groups.
  static let all = [status, reports, token]

  private func verb(_ command: any Command.Type) -> String {
    String(command.declaration.name.dropFirst(name.count + 1))
  }

  private func command(_ word: String) -> (any Command.Type)? {
    commands.first { verb($0) == word }
  }

  /// The command that is called and its words; `nil` where only help is asked for.
  func call(_ words: [String]) throws -> (command: any Command.Type, words: [String])? {
    if words.contains("--help") || words.contains("-h") { return nil }
    guard words.count > 1 else {
      let missing = words.isEmpty ? "PROJECT" : "the verb"
      throw Arguments.UsageError(
        message: "\(missing) is missing: trasse \(name) PROJECT \(verbs.joined(separator: "|")) …")
    }
    guard let command = command(words[1]) else {
      let nearest = NearestWord.to(words[1], among: verbs)
      throw Arguments.UsageError(
        message: "unknown verb \(words[1])"
          + (nearest.map { ": did you mean \($0)?" }
            ?? ": choose from \(verbs.joined(separator: ", "))"))
    }
    return (command, [words[0]] + words.dropFirst(2))
  }

  /// The help of the verb among some words, or of them all.
  func help(_ words: [String]) throws -> String {
    if let command = words.prefix(2).lazy.compactMap(command).first {
      return command.declaration.help
    }
    let width = verbs.map(\.count).max() ?? 0
    let rows = commands.map { command in
      let verb = verb(command)
      return "  \(verb)\(String(repeating: " ", count: width - verb.count))  "
        + command.declaration.summary
    }
    return """
      \(summary)

      Usage: trasse \(name) PROJECT VERB …

      \(rows.joined(separator: "\n"))

      `trasse help \(name) VERB` explains one with an example. \(documentation)

      """
  }

  private var verbs: [String] { commands.map(verb) }
}
