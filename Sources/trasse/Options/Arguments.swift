import AddressSearch

/// The words of a call, sorted by a command's declaration.
struct Arguments {
  private let options: [String: [String]]
  private let positionals: [String]

  /// A call that makes no sense: exit status 64.
  struct UsageError: Error {
    let message: String
  }

  /// Sorts the words of a call.
  ///
  /// - Throws: ``UsageError`` naming the nearest right word.
  init(_ words: [String], _ declaration: Declaration) throws {
    var options: [String: [String]] = [:]
    var positionals: [String] = []
    var index = 0
    var onlyWords = false
    while index < words.count {
      let word = words[index]
      index += 1
      guard !onlyWords, word.hasPrefix("-"), word.count > 1, Double(word) == nil else {
        positionals.append(word)
        continue
      }
      if word == "--" {
        onlyWords = true
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let option = declaration.options.first(where: { $0.name == name }) else {
        let nearest = NearestWord.to(name, among: declaration.options.map(\.name))
        throw UsageError(
          message: "unknown option \(name)"
            + (nearest.map { ": did you mean \($0)?" } ?? ": see `trasse help \(declaration.name)`")
        )
      }
      var value = ""
      if option.value == nil {
        if parts.count == 2 { throw UsageError(message: "\(name) takes no value") }
      } else if parts.count == 2 {
        value = String(parts[1])
      } else if index < words.count {
        value = words[index]
        index += 1
      } else {
        throw UsageError(message: "\(name) needs a value: \(option.value ?? "")")
      }
      if options[name] != nil && !option.isRepeated {
        throw UsageError(message: "\(name) is given twice")
      }
      options[name, default: []].append(value)
    }
    self.options = options
    self.positionals = positionals
    if isSet("--help") { return }
    let required = declaration.positionals.count { !$0.isOptional }
    if positionals.count < required {
      throw UsageError(
        message: "\(declaration.positionals[positionals.count].name) is missing: "
          + "\(declaration.usage)")
    }
    if !declaration.positionals.contains(where: \.isRepeated),
      positionals.count > declaration.positionals.count
    {
      throw UsageError(
        message: "\(positionals[declaration.positionals.count]) is one word too many: "
          + "\(declaration.usage)")
    }
    if let format = value("--format"), !declaration.formats.contains(format) {
      throw UsageError(
        message: "--format \(format) is unknown: "
          + "choose \(declaration.formats.joined(separator: " or "))")
    }
  }

  func isSet(_ name: String) -> Bool { options[name] != nil }
  func value(_ name: String) -> String? { options[name]?.last }
  func values(_ name: String) -> [String] { options[name] ?? [] }
  func positional(_ index: Int) -> String { positionals[index] }
  func positionals(from index: Int) -> [String] { Array(positionals.dropFirst(index)) }

  /// A value that must be a number.
  func number(_ name: String) throws -> Double? {
    guard let text = value(name) else { return nil }
    guard let number = Double(text), number.isFinite else {
      throw UsageError(message: "\(name) \(text) is no number")
    }
    return number
  }

  /// The pairs of `--field TARGET=SOURCE`.
  func fields() throws -> [String: String] {
    var fields: [String: String] = [:]
    for field in values("--field") {
      let parts = field.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        throw UsageError(message: "--field \(field): write it as TARGET=SOURCE")
      }
      fields[String(parts[0])] = String(parts[1])
    }
    return fields
  }

  var isJSON: Bool { value("--format") == "json" }
  var isQuiet: Bool { isSet("--quiet") }
}

extension Declaration {
  /// The words that `--format` takes.
  fileprivate var formats: [String] {
    let option = options.first { $0.name == "--format" }
    return option?.value?.split(separator: "|").map(String.init) ?? []
  }
}

/// Finds the word that was probably meant.
enum NearestWord {
  static func to(_ word: String, among words: [String]) -> String? {
    let best = words.map { ($0, editDistance($0, word)) }.min { ($0.1, $0.0) < ($1.1, $1.0) }
    guard let best, best.1 <= max(2, word.count / 3) else { return nil }
    return best.0
  }
}
