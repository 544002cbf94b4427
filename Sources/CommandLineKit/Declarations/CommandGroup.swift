/// Commands that are called as `PROGRAM GROUP PROJECT VERB …`.
public struct CommandGroup: Sendable {
  /// The word that calls the group.
  public let name: String
  /// One line of explanation.
  public let summary: String
  /// Where the group is documented.
  public let documentation: String
  /// The commands; their names begin with the name of the group.
  public let commands: [any Command.Type]

  /// Declares a group.
  public init(
    name: String, summary: String, documentation: String, commands: [any Command.Type]
  ) {
    self.name = name
    self.summary = summary
    self.documentation = documentation
    self.commands = commands
  }

  /// The group as data.
  var declaration: ProgramDeclaration.Group {
    ProgramDeclaration.Group(
      name: name, summary: summary, documentation: documentation,
      commands: commands.map { $0.declaration })
  }

  private func verb(_ command: any Command.Type) -> String {
    String(command.declaration.name.dropFirst(name.count + 1))
  }

  private var verbs: [String] { commands.map(verb) }

  private func command(_ word: String) -> (any Command.Type)? {
    commands.first { verb($0) == word }
  }

  /// The command that is called, and its arguments; `nil` where only help is wanted.
  func call(_ words: [String], in program: String) throws(UsageError)
    -> (command: any Command.Type, words: [String])?
  {
    if words.contains("--help") || words.contains("-h") { return nil }
    guard words.count > 1 else {
      let missing = words.isEmpty ? "PROJECT" : "the verb"
      throw .message(
        "\(missing) is missing: \(program) \(name) PROJECT \(verbs.joined(separator: "|")) …")
    }
    guard let command = command(words[1]) else {
      throw .unknown("verb \(words[1])", nearest: NearestWord.to(words[1], among: verbs), of: verbs)
    }
    return (command, [words[0]] + words.dropFirst(2))
  }

  /// The help of the verb among some words; the help of the group where there is none.
  func help(_ words: [String], in program: String) -> String {
    if let command = words.prefix(2).lazy.compactMap(command).first {
      return command.declaration.help(in: program)
    }
    return """
      \(summary)

      Usage: \(program) \(name) PROJECT VERB …

      \(CommandDeclaration.columns(commands.map { (verb($0), $0.declaration.summary) }))

      `\(program) help \(name) VERB` explains one with an example. \(documentation)

      """
  }
}
