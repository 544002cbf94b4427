/// The name, the arguments and the explanation of one command.
///
/// Parsing, help, manual pages and shell completions are all made from this one declaration.
public struct CommandDeclaration: Sendable, Hashable {
  /// The values that an option or a positional argument accepts.
  public enum ValueKind: Sendable, Hashable {
    /// Any text.
    case text
    /// The path of a file.
    case file
    /// The path of a folder.
    case folder
    /// The path of a file or folder that the command writes.
    case output
    /// One of these words; the parser refuses all others.
    case choice([String])
    /// One of these words, or other text that the command itself checks, such as `metres=N`.
    case openChoice([String])

    /// The words that can be suggested.
    public var words: [String] {
      switch self {
      case .text, .file, .folder, .output: []
      case .choice(let words), .openChoice(let words): words
      }
    }
  }

  /// An argument that is recognized by its position.
  public struct Positional: Sendable, Hashable {
    /// The placeholder in the help, in capitals.
    public let name: String
    /// The values it accepts.
    public let kind: ValueKind
    /// One line of explanation.
    public let help: String
    /// Whether it can be left out.
    public let isOptional: Bool
    /// Whether it can be given several times.
    public let isRepeated: Bool

    /// Declares a positional argument.
    public init(
      name: String, kind: ValueKind = .text, help: String, isOptional: Bool = false,
      isRepeated: Bool = false
    ) {
      self.name = name
      self.kind = kind
      self.help = help
      self.isOptional = isOptional
      self.isRepeated = isRepeated
    }
  }

  /// An argument that begins with two dashes (or `-o`).
  public struct Option: Sendable, Hashable {
    /// The name, with its dashes.
    public let name: String
    /// The placeholder of its value in the help; `nil` for a switch.
    public let value: String?
    /// The values it accepts; `nil` for a switch.
    public let kind: ValueKind?
    /// One line of explanation.
    public let help: String
    /// Whether the command refuses to run without it.
    public let isRequired: Bool
    /// Whether it can be given several times.
    public let isRepeated: Bool

    /// Declares an option.
    ///
    /// - Parameters:
    ///   - name: the name, with its dashes.
    ///   - value: the placeholder of the value; may be left out for a choice, whose placeholder
    ///     is made from its words. Without a placeholder and a kind the option is a switch.
    ///   - kind: the values it accepts; any text unless stated otherwise.
    ///   - help: one line of explanation.
    ///   - isRequired: whether the command refuses to run without it.
    ///   - isRepeated: whether it can be given several times.
    public init(
      name: String, value: String? = nil, kind: ValueKind? = nil, help: String,
      isRequired: Bool = false, isRepeated: Bool = false
    ) {
      self.name = name
      self.value = value ?? kind?.words.joined(separator: "|")
      self.kind = kind ?? (value == nil ? nil : .text)
      self.help = help
      self.isRequired = isRequired
      self.isRepeated = isRepeated
    }

    /// The name with the placeholder of its value.
    public var term: String { value.map { "\(name) \($0)" } ?? name }
  }

  /// The words that call the command, separated by blanks: `plan`, or `status set`.
  ///
  /// The second word of a grouped command follows the project: `trasse status PROJECT set …`.
  /// A program without subcommands has the program's name here.
  public let name: String
  /// One line of explanation.
  public let summary: String
  /// The positional arguments, in order.
  public let positionals: [Positional]
  /// The options, those that every command accepts last.
  public let options: [Option]
  /// Further explanation, printed after the options.
  public let notes: String?
  /// One worked example.
  public let example: String

  /// The options that every subcommand accepts.
  public static let common = [
    Option(
      name: "--format", kind: .choice(["text", "json"]),
      help: "how results are printed (default text)"),
    Option(name: "--quiet", help: "print no progress"),
    help,
  ]

  /// The option that prints the help of a command.
  public static let help = Option(name: "--help", help: "explain this command")

  // Reason: the parameters are the members of a declaration, each written once for a command.
  /// Declares a command.
  ///
  /// - Parameters:
  ///   - name: the words that call it.
  ///   - summary: one line of explanation.
  ///   - positionals: its positional arguments, in order.
  ///   - options: its own options; one of the same name replaces a common option.
  ///   - common: the options that it shares with other commands.
  ///   - notes: further explanation, printed after the options.
  ///   - example: one worked example.
  public init(
    name: String, summary: String, positionals: [Positional], options: [Option] = [],
    common: [Option] = Self.common, notes: String? = nil, example: String
  ) {
    self.name = name
    self.summary = summary
    self.positionals = positionals
    self.options = options + common.filter { own in !options.contains { $0.name == own.name } }
    self.notes = notes
    self.example = example
  }
}
