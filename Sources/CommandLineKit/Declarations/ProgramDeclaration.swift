/// All commands of a program, as data from which manual pages and shell completions are made.
public struct ProgramDeclaration: Sendable, Hashable {
  /// A group of commands that are called as `PROGRAM GROUP PROJECT VERB …`.
  public struct Group: Sendable, Hashable {
    /// The word that calls the group.
    public let name: String
    /// One line of explanation.
    public let summary: String
    /// Where the group is documented.
    public let documentation: String
    /// The commands; their names begin with the name of the group.
    public let commands: [CommandDeclaration]
  }

  /// The name of the program.
  public let name: String
  /// The version.
  public let version: String
  /// One sentence about what the program does.
  public let summary: String
  /// The commands that belong to no group, in the order of the help.
  ///
  /// A program without subcommands has one, of its own name.
  public let commands: [CommandDeclaration]
  /// The groups, in the order of the help.
  public let groups: [Group]

  /// Each command, grouped or not.
  public var allCommands: [CommandDeclaration] { commands + groups.flatMap(\.commands) }
}
