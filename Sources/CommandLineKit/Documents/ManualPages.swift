/// The manual pages of a program, in the format of `man`.
struct ManualPages {
  private let program: ProgramDeclaration

  init(of program: ProgramDeclaration) { self.program = program }

  /// Each page with its file name: one for the program, one for each command, one for each group.
  var pages: [(name: String, text: String)] {
    let hasSubcommands = program.commands.first?.name != program.name
    var pages = [(program.name, hasSubcommands ? overview : page(of: program.commands[0]))]
    if hasSubcommands {
      pages += program.commands.map { (pageName($0.name), page(of: $0)) }
      pages += program.groups.map { (pageName($0.name), page(of: $0)) }
    }
    return pages.map { ("\($0.0).1", $0.1) }
  }

  private func pageName(_ command: String) -> String { "\(program.name)-\(command)" }

  private var overview: String {
    let entries =
      program.commands.map { ($0.name, $0.summary) } + program.groups.map { ($0.name, $0.summary) }
    return header(of: program.name, summary: program.summary)
      + """
      .SH SYNOPSIS
      .B \(Self.escaped(program.name))
      .I COMMAND
      .I PROJECT.gpkg
      .RI [ options ]
      .br
      .B \(Self.escaped(program.name)) help
      .RI [ COMMAND ]
      .br
      .B \(Self.escaped(program.name)) \\-\\-version
      .SH COMMANDS

      """ + entries.map { Self.term(".BR \(Self.escaped(pageName($0))) (1)", $1) }.joined()
      + exitStatus
  }

  private func page(of command: CommandDeclaration) -> String {
    let name = command.name == program.name ? program.name : pageName(command.name)
    return header(of: name, summary: command.summary)
      + ".SH SYNOPSIS\n.B \(Self.escaped(command.usage(in: program.name)))\n"
      + arguments(of: command, heading: ".SH") + ".SH EXAMPLE\n" + Self.code(command.example)
      + exitStatus + seeAlso(besides: name)
  }

  private func page(of group: ProgramDeclaration.Group) -> String {
    let name = pageName(group.name)
    let verbs = group.commands.map { command in
      """
      .SS \(Self.escaped(command.usage(in: program.name)))
      \(Self.sentence(command.summary))

      """ + arguments(of: command, heading: nil) + ".P\nExample:\n" + Self.code(command.example)
    }
    return header(of: name, summary: group.summary)
      + """
      .SH SYNOPSIS
      .B \(Self.escaped(program.name)) \(Self.escaped(group.name))
      .I PROJECT VERB
      .RI [ options ]
      .SH DESCRIPTION
      \(Self.escaped(group.documentation))
      .SH VERBS

      """ + verbs.joined() + exitStatus + seeAlso(besides: name)
  }

  private func header(of name: String, summary: String) -> String {
    let title = Self.escaped(name)
    // "trasse-server answers …" is "trasse-server - answers …" in a manual page.
    let prefix = "\(program.name) "
    let isNamed = summary.lowercased().hasPrefix(prefix)
    let whatIs = isNamed ? String(summary.dropFirst(prefix.count)) : summary
    return """
      .TH "\(title.uppercased())" 1 "" "Trasse \(Self.escaped(program.version))" "Trasse"
      .nh
      .ad l
      .SH NAME
      \(title) \\- \(Self.escaped(whatIs.hasSuffix(".") ? String(whatIs.dropLast()) : whatIs))

      """
  }

  // `heading` is the macro that begins a section; `nil` where no section begins.
  private func arguments(of command: CommandDeclaration, heading: String?) -> String {
    let positionals = command.positionals.map {
      Self.term(".I \(Self.escaped($0.name))", Self.sentence($0.help))
    }
    let options = command.options.map { option in
      let value = option.value.map { " \\fI\(Self.escaped($0))\\fR" } ?? ""
      return Self.term("\\fB\(Self.escaped(option.name))\\fR\(value)", Self.sentence(option.help))
    }
    let notes = command.notes.map {
      (heading.map { "\($0) NOTES\n" } ?? ".P\n") + Self.escaped($0) + "\n"
    }
    return (heading.map { "\($0) OPTIONS\n" } ?? "") + positionals.joined() + options.joined()
      + (notes ?? "")
  }

  private var exitStatus: String {
    ".SH EXIT STATUS\n"
      + ExitStatus.allCases.map { Self.term(".B \($0.rawValue)", "\($0.meaning).") }.joined()
  }

  private func seeAlso(besides name: String) -> String {
    name == program.name ? "" : ".SH SEE ALSO\n.BR \(Self.escaped(program.name)) (1)\n"
  }

  private static func term(_ term: String, _ text: String) -> String {
    ".TP\n\(term)\n\(text)\n"
  }

  private static func code(_ text: String) -> String {
    ".P\n.nf\n.RS\n\(escaped(text))\n.RE\n.fi\n"
  }

  /// A summary as a sentence.
  private static func sentence(_ text: String) -> String {
    // A first word such as `consent_given` stays as it is.
    let word = text.prefix { $0 != " " }
    let first = word.allSatisfy(\.isLetter) ? text.prefix(1).uppercased() : String(text.prefix(1))
    return escaped(first + text.dropFirst() + (text.hasSuffix(".") ? "" : "."))
  }

  /// Text in which no character is an instruction to the formatter.
  private static func escaped(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let plain = line.reduce(into: "") { result, character in
        switch character {
        case "\\": result += "\\e"
        case "-": result += "\\-"
        case "'": result += "\\(aq"
        case "`": result += "\\(ga"
        case "^": result += "\\(ha"
        case "~": result += "\\(ti"
        default: result.append(character)
        }
      }
      return plain.hasPrefix(".") ? "\\&" + plain : plain
    }
    return lines.joined(separator: "\n")
  }
}

extension ExitStatus {
  /// One line for the manual.
  fileprivate var meaning: String {
    switch self {
    case .success: "The work is done"
    case .failure: "The work itself failed, such as a plan that cannot meet a hard rule"
    case .usage: "The call is wrong"
    case .badData: "The content of an input is wrong"
    case .noInput: "An input does not exist"
    case .unavailable: "A service cannot be provided, such as a port that is in use"
    case .software: "The program has a fault"
    case .cannotCreate: "An output cannot be created"
    case .inputOutput: "Reading or writing failed"
    case .interrupted: "The user interrupted the program"
    }
  }
}
