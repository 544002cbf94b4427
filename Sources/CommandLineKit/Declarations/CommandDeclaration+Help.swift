extension CommandDeclaration {
  /// The call with its arguments: the first line of the help.
  ///
  /// - Parameter program: the name of the program.
  /// - Returns: the text.
  public func usage(in program: String) -> String {
    let words = positionals.map { word in
      let name = word.isRepeated ? "\(word.name)…" : word.name
      return word.isOptional ? "[\(name)]" : name
    }
    var call = name.split(separator: " ").map(String.init)
    if name == program {
      call += words
    } else if call.count == 2, let project = words.first {
      call = [program, call[0], project, call[1]] + words.dropFirst()
    } else {
      call = [program] + call + words
    }
    return (call + ["[options]"]).joined(separator: " ")
  }

  /// The whole help.
  ///
  /// - Parameter program: the name of the program.
  /// - Returns: the text.
  public func help(in program: String) -> String {
    let rows =
      positionals.map { ($0.name, $0.help) } + options.map { ($0.term, $0.help) }
    var lines = [summary, "", "Usage: \(usage(in: program))", "", Self.columns(rows)]
    if let notes { lines += ["", notes] }
    lines += ["", "Example:", "  \(example)"]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Terms and their explanations in two columns.
  static func columns(_ rows: [(term: String, help: String)]) -> String {
    let width = rows.map(\.term.count).max() ?? 0
    return rows.map { term, help in
      "  \(term)\(String(repeating: " ", count: width - term.count))  \(help)"
    }.joined(separator: "\n")
  }
}
