/// What a command is called, what it takes, and how it is explained: the one place that parsing and
/// help are made from.
struct Declaration {
  /// A word that follows the command's name.
  struct Positional {
    let name: String
    let help: String
    var isOptional = false
    var isRepeated = false
  }

  /// A word that begins with two dashes (or `-o`).
  struct Option {
    /// The name with its dashes.
    let name: String
    /// What stands for its value in the help; `nil` for a switch.
    let value: String?
    let help: String
    var isRepeated = false

    /// The option with what stands for its value.
    fileprivate var term: String { value.map { "\(name) \($0)" } ?? name }
  }

  let name: String
  let summary: String
  let positionals: [Positional]
  let options: [Option]
  /// One worked example.
  let example: String

  static let common = [
    Option(name: "--format", value: "text|json", help: "how results are printed (default text)"),
    Option(name: "--quiet", value: nil, help: "print no progress"),
    Option(name: "--help", value: nil, help: "explain this command"),
  ]

  init(
    name: String, summary: String, positionals: [Positional], options: [Option] = [],
    example: String
  ) {
    self.name = name
    self.summary = summary
    self.positionals = positionals
    self.options =
      options + Self.common.filter { own in !options.contains { $0.name == own.name } }
    self.example = example
  }

  /// The first line of the help.
  var usage: String {
    let words = positionals.map { word in
      let name = word.isRepeated ? "\(word.name)…" : word.name
      return word.isOptional ? "[\(name)]" : name
    }
    // A verb of a group of commands stands behind the project.
    let names = name.split(separator: " ").map(String.init)
    let call =
      names.count == 1 ? names + words : [names[0], words[0], names[1]] + words.dropFirst()
    return (["trasse"] + call + ["[options]"]).joined(separator: " ")
  }

  /// The whole help.
  var help: String {
    var lines = ["\(summary)", "", "Usage: \(usage)", ""]
    let rows =
      positionals.map { (term: $0.name, help: $0.help) }
      + options.map { (term: $0.term, help: $0.help) }
    let width = rows.map(\.term.count).max() ?? 0
    for (term, help) in rows {
      lines.append("  \(term)\(String(repeating: " ", count: width - term.count))  \(help)")
    }
    lines += ["", "Example:", "  \(example)"]
    return lines.joined(separator: "\n") + "\n"
  }
}
