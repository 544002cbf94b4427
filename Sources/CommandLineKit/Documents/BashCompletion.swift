/// The completion of a program's arguments in bash.
struct BashCompletion {
  private let program: ProgramDeclaration

  init(of program: ProgramDeclaration) { self.program = program }

  /// A script that bash reads when the program's arguments are first completed.
  var script: String {
    let function = "_" + program.name.replacing("-", with: "_")
    return """
      # Completion of \(program.name) in bash, made from the declarations of its commands.
      \(function)() {
        local word="${COMP_WORDS[COMP_CWORD]}" previous="" command="" options="" valued="" index
        local -a given=()
        COMPREPLY=()
        # An equals sign is a word of its own in bash.
        if [[ $word == "=" ]]; then
          word="" previous="${COMP_WORDS[COMP_CWORD-1]}"
        elif [[ $COMP_CWORD -gt 1 && ${COMP_WORDS[COMP_CWORD-1]} == "=" ]]; then
          previous="${COMP_WORDS[COMP_CWORD-2]}"
        elif [[ $COMP_CWORD -gt 0 ]]; then
          previous="${COMP_WORDS[COMP_CWORD-1]}"
        fi

      \(choiceOfCommand)
        case "$command" in
      \(program.allCommands.map(optionCase).joined(separator: "\n"))
        esac

        # The value of an option.
        if [[ $previous == -* && " $valued " == *" $previous "* ]]; then
          case "$command $previous" in
      \(program.allCommands.flatMap(valueCases).joined(separator: "\n"))
          esac
          return
        fi
        if [[ $word == -* ]]; then
          COMPREPLY=($(compgen -W "$options" -- "$word"))
          return
        fi

        # An argument: those before it are counted, without options and their values.
        for ((index = \(isSingle ? 1 : 2); index < COMP_CWORD; index++)); do
          if [[ ${COMP_WORDS[index]} == -* ]]; then
            if [[ " $valued " == *" ${COMP_WORDS[index]} "* ]]; then
              [[ ${COMP_WORDS[index+1]} == "=" ]] && index=$((index + 1))
              index=$((index + 1))
            fi
          else
            given+=("${COMP_WORDS[index]}")
          fi
        done
        case "$command ${#given[@]}" in
      \(program.allCommands.flatMap(positionalCases).joined(separator: "\n"))
        esac
      }
      complete -F \(function) \(program.name)

      """
  }

  private var isSingle: Bool { program.commands.first?.name == program.name }

  /// Sets `command`, and completes the words that choose one.
  private var choiceOfCommand: String {
    if isSingle { return "  command=\"\(program.name)\"" }
    let names = program.commands.map(\.name) + program.groups.map(\.name)
    let groups = program.groups.map { group in
      let verbs = group.commands.map { $0.name.dropFirst(group.name.count + 1) }
      return """
            \(group.name))
              if [[ $COMP_CWORD -eq 3 ]]; then
                COMPREPLY=($(compgen -W "\(verbs.joined(separator: " "))" -- "$word"))
                return
              fi
              [[ $COMP_CWORD -gt 3 ]] && command+=" ${COMP_WORDS[3]}"
              ;;
        """
    }
    return """
        if [[ $COMP_CWORD -eq 1 ]]; then
          COMPREPLY=($(compgen -W "\(names.joined(separator: " ")) help --version" -- "$word"))
          return
        fi
        command="${COMP_WORDS[1]}"
        case "$command" in
          help)
            COMPREPLY=($(compgen -W "\(names.joined(separator: " "))" -- "$word"))
            return
            ;;
      \(groups.joined(separator: "\n"))
        esac

      """
  }

  private func optionCase(_ command: CommandDeclaration) -> String {
    let names = command.options.map(\.name).joined(separator: " ")
    let valued = command.options.filter { $0.value != nil }.map(\.name).joined(separator: " ")
    return """
          "\(command.name)")
            options="\(names)"
            valued="\(valued)"
            ;;
      """
  }

  private func valueCases(_ command: CommandDeclaration) -> [String] {
    command.options.compactMap { option in
      guard let reply = option.kind.flatMap(reply) else { return nil }
      return "      \"\(command.name) \(option.name)\") \(reply) ;;"
    }
  }

  private func positionalCases(_ command: CommandDeclaration) -> [String] {
    // The verb of a group is counted, too.
    let isGrouped = command.name.contains(" ")
    return command.slots.enumerated().compactMap { index, slot in
      guard let reply = reply(slot.kind) else { return nil }
      let count = isGrouped && index > 0 ? index + 1 : index
      let pattern = slot.isRepeated ? "\"\(command.name) \"*" : "\"\(command.name) \(count)\""
      return "    \(pattern)) \(reply) ;;"
    }
  }

  /// The statement that completes a value; `nil` where nothing can be suggested.
  private func reply(_ kind: CommandDeclaration.ValueKind) -> String? {
    switch kind {
    case .text: nil
    case .file, .output: paths("f")
    case .folder: paths("d")
    case .choice(let words), .openChoice(let words):
      "COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$word\"))"
    }
  }

  private func paths(_ kind: String) -> String {
    "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -\(kind) -- \"$word\")"
  }
}
