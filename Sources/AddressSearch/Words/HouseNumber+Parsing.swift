extension HouseNumber {
  /// The numbers that a text holds.
  ///
  /// - Commas and semicolons list numbers: `42,44` is two.
  /// - A stroke lists numbers where blanks stand around it (`8 / 10`), where both sides have the
  ///   same digits (`6a / 6b`), or where the second is greater and of the same parity (`2/4`);
  ///   otherwise it belongs to the suffix (`12/2`, `12 1/2`).
  /// - A dash makes a range, which stays one number (`37-43` is 37 with suffix `-43`).
  /// - `Nr.` in front is read over; a text without leading digits stays whole (`WH 2`).
  public static func parse(_ text: String) -> [HouseNumber] {
    text.split(whereSeparator: { $0 == "," || $0 == ";" })
      .flatMap { parseStrokes($0.trimmed) }
      .filter { !$0.number.isEmpty }
  }

  /// One number with its suffix, whatever stands in it.
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
  /// The text without blanks at its ends.
  var trimmed: String {
    let rest = drop { $0.isWhitespace }
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }
}
