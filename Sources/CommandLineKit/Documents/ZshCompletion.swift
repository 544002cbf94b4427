/// The completion of a program's arguments in zsh.
struct ZshCompletion {
  private let program: ProgramDeclaration

  init(of program: ProgramDeclaration) { self.program = program }

  /// A script that zsh loads as a function when the program's arguments are first completed.
  var script: String {
    if isSingle {
      return """
        #compdef \(program.name)
        # Completion of \(program.name) in zsh, made from the declaration of its arguments.
        _arguments \(specifications(of: program.commands[0], skipping: 0))

        """
    }
    return """
      #compdef \(program.name)
      # Completion of \(program.name) in zsh, made from the declarations of its commands.
      local curcontext="$curcontext" state line
      local -a commands=(\(Self.descriptions(entries)))
      _arguments -C '--version[print the version]' '1: :->command' '*:: :->arguments'
      case $state in
        command) _describe -t commands command commands ;;
        arguments)
          case $words[1] in
            help) _describe -t commands command commands ;;
      \(program.commands.map(commandCase).joined(separator: "\n"))
      \(program.groups.map(groupCase).joined(separator: "\n"))
          esac
          ;;
      esac

      """
  }

  private var isSingle: Bool { program.commands.first?.name == program.name }

  private var entries: [(String, String)] {
    program.commands.map { ($0.name, $0.summary) } + program.groups.map { ($0.name, $0.summary) }
      + [("help", "explains a command")]
  }

  private func commandCase(_ command: CommandDeclaration) -> String {
    "      \(command.name)) _arguments \(specifications(of: command, skipping: 0)) ;;"
  }

  private func groupCase(_ group: ProgramDeclaration.Group) -> String {
    let verbs = group.commands.map { command in
      (name: String(command.name.dropFirst(group.name.count + 1)), command: command)
    }
    let cases = verbs.map { verb in
      "            \(verb.name)) _arguments \(specifications(of: verb.command, skipping: 1)) ;;"
    }
    // The project and the verb precede the arguments of a verb.
    return """
            \(group.name))
              local -a verbs=(\(Self.descriptions(verbs.map { ($0.name, $0.command.summary) })))
              _arguments -C '1:PROJECT:_files' '2: :->verb' '*::: :->arguments'
              case $state in
                verb) _describe -t verbs verb verbs ;;
                arguments)
                  local verb=$line[2]
                  words=("$verb" "${words[@]}")
                  (( CURRENT++ ))
                  case $verb in
      \(cases.joined(separator: "\n"))
                  esac
                  ;;
              esac
              ;;
      """
  }

  /// The arguments of a command as `_arguments` takes them, without the positional arguments that
  /// have been completed already.
  private func specifications(of command: CommandDeclaration, skipping: Int) -> String {
    let options = command.options.map { option in
      let value = option.value.map { ":\(Self.beforeColon($0)):\(action(option.kind ?? .text))" }
      return (option.isRepeated ? "*" : "") + option.name
        + "[\(Self.inBrackets(option.help))]" + (value ?? "")
    }
    let positionals = command.slots.dropFirst(skipping).enumerated().map { index, slot in
      let place = slot.isRepeated ? "*" : "\(index + 1)"
      return "\(place):\(Self.beforeColon(slot.name)):\(action(slot.kind))"
    }
    return (options + positionals).map(Self.quoted).joined(separator: " ")
  }

  private func action(_ kind: CommandDeclaration.ValueKind) -> String {
    switch kind {
    case .text: " "
    case .file, .output: "_files"
    case .folder: "_files -/"
    case .choice(let words), .openChoice(let words): "(\(words.joined(separator: " ")))"
    }
  }

  /// A list of words with explanations, as `_describe` takes it.
  private static func descriptions(_ entries: [(name: String, summary: String)]) -> String {
    entries.map { quoted("\(beforeColon($0.name)):\($0.summary)") }.joined(separator: " ")
  }

  /// A word in single quotes.
  private static func quoted(_ text: String) -> String {
    "'\(text.replacing("'", with: "'\\''"))'"
  }

  private static func inBrackets(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("[", with: "\\[").replacing("]", with: "\\]")
  }

  private static func beforeColon(_ text: String) -> String { text.replacing(":", with: "\\:") }
}
