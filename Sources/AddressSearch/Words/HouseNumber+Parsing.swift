extension HouseNumber {
  /// Parses a text that may contain several house numbers.
  ///
  /// - Commas and semicolons separate numbers: `42,44` contains two.
  /// - A slash separates numbers in three cases: if it is surrounded by blanks (`8 / 10`), if both
  ///   sides have the same digits (`6a / 6b`), or if the second number is greater and has the same
  ///   parity (`2/4`). Otherwise it is a part of the suffix (`12/2`, `12 1/2`).
  /// - A dash denotes a range, which is treated as a single number: `37-43` is 37 with the suffix
  ///   `-43`.
  /// - A leading `Nr.` is ignored. A text without leading digits is not divided (`WH 2`).
  public static func parse(_ text: String) -> [HouseNumber] {
    text.split(whereSeparator: { $0 == "," || $0 == ";" })
      .flatMap { parseStrokes($0.trimmed) }
      .filter { !$0.number.isEmpty }
  }

  /// Parses a text as a single house number with a suffix.
  public init(text: String) {
    var rest = text.trimmed[...]
    for prefix in ["nr.", "nr "] where rest.lowercased().hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count).trimmed[...]
    }
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty else {
      self.init(number: String(rest))
      return
    }
    let significant = digits.drop { $0 == "0" }
    let suffix = rest.dropFirst(digits.count).filter { $0 != " " }.lowercased()
    self.init(
      number: significant.isEmpty ? "0" : String(significant),
      suffix: suffix.hasPrefix("–") ? "-" + suffix.dropFirst() : suffix)
  }

  private static func parseStrokes(_ text: String) -> [HouseNumber] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(\.trimmed)
    guard parts.count > 1, parts.allSatisfy({ $0.first?.isNumber == true }) else {
      return [HouseNumber(text: text)]
    }
    let numbers = parts.map { HouseNumber(text: $0) }
    let isSpaced = text.contains(" / ")
    let isSameDigits =
      Set(numbers.map(\.number)).count == 1 && numbers.allSatisfy { !$0.suffix.isEmpty }
    let values = numbers.compactMap { $0.suffix.isEmpty ? Int($0.number) : nil }
    let isAscending =
      values.count == numbers.count
      && zip(values, values.dropFirst()).allSatisfy { $0 < $1 && ($1 - $0) % 2 == 0 }
    return isSpaced || isSameDigits || isAscending ? numbers : [HouseNumber(text: text)]
  }
}

extension StringProtocol {
  /// The text without leading and trailing white space.
  var trimmed: String {
    let rest = drop { $0.isWhitespace }
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }
}
