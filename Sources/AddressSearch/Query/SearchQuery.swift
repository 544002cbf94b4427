/// The text of a query, parsed without knowledge of street names.
final class SearchQuery {
  /// The maximum number of words that are read.
  ///
  /// No address has more.
  static let mostWords = 20
  private static let mostScalars = 200

  /// A house number in the query.
  struct Number {
    /// The words of the house number, including a preceding `Nr.`.
    let words: Range<Int>
    let hasMarker: Bool
    let number: HouseNumber
    let key: NumberKey

    /// The house number without the `Nr.`.
    var withoutMarker: Number {
      Number(
        words: words.lowerBound + (hasMarker ? 1 : 0)..<words.upperBound, hasMarker: false,
        number: number, key: key)
    }
  }

  let words: Words
  /// The words with a single byte for each letter, computed when a search with typing errors needs
  /// them; `nil` if they are the same.
  private lazy var singleWords: Words? = {
    let single = Words(text, umlauts: .single)
    return single.plainBytes == words.plainBytes ? nil : single
  }()
  /// The number of words that are read.
  let count: Int
  /// The possible house numbers, from left to right.
  private(set) var numbers: [Number] = []
  /// The words that consist of five digits.
  private(set) var postcodes: [Int] = []
  /// The text, truncated to the maximum length.
  let text: String

  init(_ text: String) {
    self.text = String(text.unicodeScalars.prefix(Self.mostScalars))
    words = Words(self.text)
    count = min(words.words.count, Self.mostWords)
    for word in 0..<count where words.words[word].isDigits {
      if words.words[word].plain.count == 5 { postcodes.append(word) } else { readNumber(at: word) }
    }
  }

  // MARK: Words

  /// The number of letters and digits in a range of words.
  func letters(_ range: Range<Int>) -> Int {
    range.reduce(0) { $0 + words.words[$1].plain.count }
  }

  /// The digits of a word.
  func digits(_ word: Int) -> String { String(decoding: words.plain(word), as: UTF8.self) }

  /// The words from a given one on, joined to a key, and the positions at which they end.
  ///
  /// - Parameters:
  ///   - word: the first word.
  ///   - isPlain: whether abbreviations are left unexpanded.
  /// - Returns: the key and the positions.
  func key(from word: Int, isPlain: Bool) -> (bytes: [UInt8], ends: [Int]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(max(words.bytes.count, words.plainBytes.count))
    var ends: [Int] = []
    ends.reserveCapacity(count - word)
    for index in word..<count {
      bytes += isPlain ? words.plain(index) : words.spelling(index)
      ends.append(bytes.count)
    }
    return (bytes, ends)
  }

  /// The same with a single byte for each letter.
  func singleKey(from word: Int) -> (bytes: [UInt8], ends: [Int])? {
    guard let singleWords, singleWords.words.count >= count else { return nil }
    var bytes: [UInt8] = []
    var ends: [Int] = []
    for index in word..<count {
      bytes += singleWords.spelling(index)
      ends.append(bytes.count)
    }
    return (bytes, ends)
  }

  /// Whether any word from a given one on is an abbreviation.
  func hasSpelling(from word: Int) -> Bool {
    (word..<count).contains { !words.plain($0).elementsEqual(words.spelling($0)) }
  }

  // MARK: House numbers

  /// Reads the house number that starts at a word of digits.
  private func readNumber(at start: Int) {
    var text = digits(start)
    var next = start + 1
    var suffix = ""
    takeLetter(&next, &suffix)
    while true {
      if let mark = rangeMark(at: next) {
        suffix += mark.text + digits(mark.word)
        next = mark.word + 1
        takeLetter(&next, &suffix)
      } else if suffix.isEmpty, isFraction(at: next) {
        suffix = digits(next) + "/" + digits(next + 1)
        next += 2
      } else if let last = letterRange(at: next, after: suffix) {
        suffix += "-" + last
        next += 1
      } else {
        break
      }
    }
    let significant = text.drop { $0 == "0" }
    text = significant.isEmpty ? "0" : String(significant)
    let number = HouseNumber(number: text, suffix: suffix)
    let hasMarker = marker(before: start)
    numbers.append(
      Number(
        words: (hasMarker ? start - 1 : start)..<next, hasMarker: hasMarker, number: number,
        key: NumberKey(number)))
  }

  /// A single letter after a number is always a part of it: a number with a letter is never treated
  /// as the number without it.
  private func takeLetter(_ next: inout Int, _ suffix: inout String) {
    guard let letter = letter(at: next),
      words.words[next].gap.isSubset(of: [.blank, .hyphen, .other])
    else { return }
    // A street name such as `3 a. d. Mühle`.
    if words.words[next].hasStop, self.letter(at: next + 1) == "d" { return }
    suffix += letter
    next += 1
  }

  private func letter(at word: Int) -> String? {
    guard word < count, !words.words[word].isDigits, words.words[word].plain.count == 1 else {
      return nil
    }
    return String(decoding: words.plain(word), as: UTF8.self)
  }

  /// A dash, slash or plus, or one of the words `bis`, `und` and `u.`, followed by digits.
  private func rangeMark(at word: Int) -> (text: String, word: Int)? {
    guard word < count else { return nil }
    let own = words.words[word]
    if own.isDigits, own.plain.count < 5 {
      if own.gap.contains(.hyphen) { return ("-", word) }
      if own.gap.contains(.slash) { return ("/", word) }
      if own.gap.contains(.plus) { return ("+", word) }
      return nil
    }
    guard word + 1 < count, words.words[word + 1].isDigits, words.words[word + 1].plain.count < 5,
      own.gap == .blank
    else { return nil }
    let text = String(decoding: words.plain(word), as: UTF8.self)
    return ["bis", "und", "u"].contains(text) ? ("-", word + 1) : nil
  }

  /// Whether two words form a fraction, as in `12 1/2`.
  private func isFraction(at word: Int) -> Bool {
    guard word + 1 < count else { return false }
    let (upper, lower) = (words.words[word], words.words[word + 1])
    return upper.isDigits && lower.isDigits && upper.gap == .blank && lower.gap == .slash
      && upper.plain.count == 1 && lower.plain.count == 1
  }

  /// The last letter of a range such as `12a-c`.
  private func letterRange(at word: Int, after suffix: String) -> String? {
    guard let last = letter(at: word), words.words[word].gap.contains(.hyphen),
      suffix.utf8.count == 1, suffix.first?.isLetter == true
    else { return nil }
    return last
  }

  /// Whether a word such as `Nr.` or `Hausnummer` precedes a word.
  private func marker(before word: Int) -> Bool {
    guard word > 0 else { return false }
    let text = String(decoding: words.plain(word - 1), as: UTF8.self)
    return ["nr", "no", "hnr", "hsnr", "hausnr", "hausnummer", "nummer"].contains(text)
  }
}

extension HouseNumber {
  /// The possible house numbers in the text of an address.
  public static func candidates(in text: String) -> [HouseNumber] {
    SearchQuery(text).numbers.map(\.number)
  }
}
