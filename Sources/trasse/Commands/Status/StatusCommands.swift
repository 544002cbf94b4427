/// `trasse status PROJECT VERB …`: the commands about the ledger.
enum StatusCommands {
  static let name = "status"
  static let summary = "keeps the status of every building and dwelling, as a ledger of events"

  private static let commands: [any Command.Type] = [
    SetStatus.self, ImportStatus.self, ShowStatus.self, StatusHistory.self, SummariseStatus.self,
    StatusAtDate.self, WatchStatus.self, VerifyLedger.self, RebuildStandings.self,
    ErasePersonalData.self,
  ]

  private static func verb(_ command: any Command.Type) -> String {
    String(command.declaration.name.dropFirst(name.count + 1))
  }

  private static func command(_ word: String) -> (any Command.Type)? {
    commands.first { verb($0) == word }
  }

  /// The command that is called and its words; `nil` where only help is asked for.
  static func call(_ words: [String]) throws -> (command: any Command.Type, words: [String])? {
    if words.contains("--help") || words.contains("-h") { return nil }
    guard words.count > 1 else {
      let missing = words.isEmpty ? "PROJECT" : "the verb"
      throw Arguments.UsageError(
        message: "\(missing) is missing: trasse status PROJECT \(verbs.joined(separator: "|")) …")
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
  static func help(_ words: [String]) throws -> String {
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

      Usage: trasse status PROJECT VERB …

      \(rows.joined(separator: "\n"))

      `trasse help status VERB` explains one with an example. Steps and table: docs/ledger.md.

      """
  }

  private static var verbs: [String] { commands.map(verb) }
}
