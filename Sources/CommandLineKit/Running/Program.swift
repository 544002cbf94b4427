import Foundation
import TextFormats

/// A program: finds the command that is called, runs it, and turns errors into an exit status.
public struct Program: Sendable {
  /// The program's name.
  public let name: String
  private let version: String
  private let summary: String
  private let usage: String
  private let commands: [any Command.Type]
  private let groups: [CommandGroup]
  private let isSingle: Bool

  /// A program with subcommands.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - version: its version.
  ///   - summary: one sentence about what it does.
  ///   - usage: how its commands are called.
  ///   - commands: the commands, in the order of the help.
  ///   - groups: groups of commands.
  public init(
    name: String, version: String, summary: String, usage: String,
    commands: [any Command.Type], groups: [CommandGroup]
  ) {
    self.name = name
    self.version = version
    self.summary = summary
    self.usage = usage
    self.commands = commands
    self.groups = groups
    isSingle = false
  }

  /// A program without subcommands; the command bears the program's name.
  public init(version: String, command: any Command.Type) {
    name = command.declaration.name
    self.version = version
    summary = command.declaration.summary
    usage = command.declaration.usage(in: command.declaration.name)
    commands = [command]
    groups = []
    isSingle = true
  }

  /// All commands, as data.
  public var declaration: ProgramDeclaration {
    ProgramDeclaration(
      name: name, version: version, summary: summary, commands: commands.map { $0.declaration },
      groups: groups.map(\.declaration))
  }

  /// Runs the command that the process was started for; called before any file is opened.
  public func run() -> ExitStatus {
    StandardStreams.reopenClosed()
    do throws(UsageError) {
      return run(try ProcessArguments.words())
    } catch {
      report(error.text(usage: usage))
      return .usage
    }
  }

  /// Runs the command that the words call.
  public func run(_ words: [String]) -> ExitStatus {
    var usage = self.usage
    do {
      try run(words, usage: &usage)
      return .success
    } catch let error as UsageError {
      write(error.text(usage: usage).visible)
      return .usage
    } catch Outcome.failed {
      return .failure
    } catch Outcome.interrupted {
      return .interrupted
    } catch let error as any ExplainedError {
      // An error that counts as success, such as a reader that has seen enough, needs no message.
      if error.failure.status != .success { report(error.failure.text) }
      return error.failure.status
    } catch {
      report("internal error: \(error). Please report it.")
      return .software
    }
  }

  /// Prints a message on one line of standard error, behind the program's name.
  public func report(_ message: String) { write(message.visibleOnOneLine) }

  private func write(_ message: String) {
    StandardStreams.printMessage("\(name): \(message)\n")
  }

  // `usage` becomes that of the command that is found, for the explanation of an error.
  private func run(_ words: [String], usage: inout String) throws {
    if words.first == "--version" { return try StandardStreams.printResult("\(name) \(version)\n") }
    // For packages: not part of the help.
    if words.count == 2, words[0] == "--write-documents" {
      return try declaration.writeDocuments(to: URL(fileURLWithPath: words[1]))
    }
    if isSingle { return try run(commands[0], words, usage: &usage) }
    guard let word = words.first else {
      try StandardStreams.printResult(overview)
      throw UsageError.missing("a command")
    }
    let rest = Array(words.dropFirst())
    switch word {
    case "--help", "-h": return try StandardStreams.printResult(overview)
    case "help": return try StandardStreams.printResult(try help(rest))
    default: break
    }
    if let group = group(word) {
      guard let call = try group.call(rest, in: name) else {
        return try StandardStreams.printResult(group.help(rest, in: name))
      }
      return try run(call.command, call.words, usage: &usage)
    }
    try run(try command(word), rest, usage: &usage)
  }

  private func run(_ command: any Command.Type, _ words: [String], usage: inout String) throws {
    let declaration = command.declaration
    usage = declaration.usage(in: name)
    if words.contains("-h") { return try StandardStreams.printResult(declaration.help(in: name)) }
    let arguments = try Arguments(words, declaration)
    if arguments.isSet("--help") {
      return try StandardStreams.printResult(declaration.help(in: name))
    }
    try command.init(arguments).run()
  }

  private func group(_ name: String) -> CommandGroup? { groups.first { $0.name == name } }

  private func command(_ word: String) throws(UsageError) -> any Command.Type {
    if let command = commands.first(where: { $0.declaration.name == word }) { return command }
    let known = commands.map { $0.declaration.name } + groups.map(\.name) + ["help"]
    throw .unknown("command \(word)", nearest: NearestWord.to(word, among: known), of: known)
  }

  private func help(_ words: [String]) throws(UsageError) -> String {
    guard let word = words.first else { return overview }
    if let group = group(word) { return group.help(Array(words.dropFirst()), in: name) }
    return try command(word).declaration.help(in: name)
  }

  private var overview: String {
    let rows =
      commands.map { ($0.declaration.name, $0.declaration.summary) }
      + groups.map { ($0.name, $0.summary) }
    return """
      \(summary)

      Usage: \(usage)

      \(CommandDeclaration.columns(rows))

      `\(name) help COMMAND` explains one with an example.

      """
  }
}
