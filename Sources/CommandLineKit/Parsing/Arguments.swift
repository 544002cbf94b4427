/// The arguments of a call, sorted by the declaration of its command.
public struct Arguments {
  private var options: [String: [String]] = [:]
  private var positionals: [String] = []
  private let declaration: CommandDeclaration

  /// Parses the words that follow the name of the command.
  ///
  /// - Throws: ``UsageError`` naming the nearest word that is known.
  public init(_ words: [String], _ declaration: CommandDeclaration) throws(UsageError) {
    self.declaration = declaration
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        positionals += rest
        break
      }
      if word.hasPrefix("-"), word.count > 1, Double(word) == nil {
        try takeOption(word, followedBy: &rest, declaration)
      } else {
        positionals.append(word)
      }
    }
    if !isSet("--help") { try checkCompleteness(declaration) }
  }

  /// Parses an option: `--name`, `--name=value`, or `--name` and the next word as its value.
  private mutating func takeOption(
    _ word: String, followedBy rest: inout ArraySlice<String>, _ declaration: CommandDeclaration
  ) throws(UsageError) {
    let pair = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(pair[0])
    let attached = pair.count == 2 ? String(pair[1]) : nil
    guard let option = declaration.options.first(where: { $0.name == name }) else {
      let known = declaration.options.map(\.name)
      throw .unknown("option \(name)", nearest: NearestWord.to(name, among: known), of: known)
    }
    if options[name] != nil && !option.isRepeated { throw .message("\(name) is given twice") }
    guard let kind = option.kind else {
      if attached != nil { throw .message("\(name) takes no value") }
      options[name] = [""]
      return
    }
    guard let value = attached ?? rest.popFirst() else {
      throw .message("\(name) needs a value: \(option.value ?? "")")
    }
    if case .choice(let words) = kind, !words.contains(value) {
      throw Self.unknown(value, of: name, known: words)
    }
    options[name, default: []].append(value)
  }

  private func checkCompleteness(_ declaration: CommandDeclaration) throws(UsageError) {
    let required = declaration.positionals.count { !$0.isOptional }
    let missing = declaration.options.first { $0.isRequired && !isSet($0.name) }
    if positionals.count < required {
      throw .missing(declaration.positionals[positionals.count].name)
    }
    if !declaration.positionals.contains(where: \.isRepeated),
      positionals.count > declaration.positionals.count
    {
      let word = positionals[declaration.positionals.count]
      let hint = missing.map { "; did you mean \($0.name) \"\(word)\"?" } ?? ""
      throw .message("unexpected argument \(word)\(hint)")
    }
    if let missing { throw .missing(missing.name) }
  }

  /// The error for a value that is not among the words an option accepts.
  public static func unknown(_ value: String, of option: String, known: [String]) -> UsageError {
    .unknown("value \(option) \(value)", nearest: NearestWord.to(value, among: known), of: known)
  }
}

// MARK: Access

extension Arguments {
  /// Whether an option was given.
  public func isSet(_ name: String) -> Bool { options[name] != nil }

  /// The value of an option.
  public func value(_ name: String) -> String? { options[name]?.last }

  /// The value of an option that is declared as required.
  public func required(_ name: String) -> String {
    guard let value = value(name) else {
      preconditionFailure("the declaration of \(name) makes it required")
    }
    return value
  }

  /// The value of an option whose words are the cases of an enumeration.
  public func value<Word: RawRepresentable<String>>(_ name: String, as type: Word.Type) -> Word? {
    value(name).flatMap(Word.init)
  }

  /// The values of an option that can be repeated.
  public func values(_ name: String) -> [String] { options[name] ?? [] }

  /// A positional argument that is required.
  public func positional(_ index: Int) -> String { positionals[index] }

  /// The positional arguments from an index on.
  public func positionals(from index: Int) -> [String] { Array(positionals.dropFirst(index)) }

  /// The files that the command reads: every argument that is declared as a file.
  public var inputFiles: [String] {
    let slots = declaration.positionals
    let named = positionals.enumerated().filter { index, _ in
      !slots.isEmpty && slots[min(index, slots.count - 1)].kind == .file
    }.map(\.element)
    return named
      + declaration.options.filter { $0.kind == .file }.flatMap { values($0.name) }
  }

  /// The value of an option, as a number.
  public func number(_ name: String) throws(UsageError) -> Double? {
    guard let text = value(name) else { return nil }
    guard let number = Double(text), number.isFinite else {
      throw .message("\(name) \(text) is not a number")
    }
    return number
  }

  /// The value of an option, as a whole number within a range.
  public func wholeNumber(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw .message(
        range.upperBound == .max
          ? "\(name) takes a whole number from \(range.lowerBound) on"
          : "\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// The values of an option of the form `KEY=VALUE`.
  public func pairs(_ name: String) throws(UsageError) -> [String: String] {
    var pairs: [String: String] = [:]
    for text in values(name) {
      let pair = text.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { throw .message("\(name) \(text): write it as TARGET=SOURCE") }
      pairs[String(pair[0])] = String(pair[1])
    }
    return pairs
  }

  /// Whether the result is wanted as a JSON document.
  public var isJSON: Bool { value("--format") == "json" }

  /// Whether no progress is to be printed.
  public var isQuiet: Bool { isSet("--quiet") }
}
