/// A text taken apart into words, each in its one spelling: what index and query have in common.
///
/// Letters are lower case without marks; umlauts and ß are written out; a usual abbreviation becomes
/// what it stands for; `Große`, `Großer` … become `gross`. A word ends at a blank, a hyphen, a full stop
/// or any other mark, and where letters and digits meet. Joined, the words are the key of a street or
/// place: `Kölner Straße`, `Koelnerstr.` and `KÖLNER-STR` are all `koelnerstrasse`.
struct Words {
  /// The version of the rules; an index made by another one is not used.
  static let version: UInt32 = 1

  /// How letters beyond a to z are written.
  enum Umlauts {
    /// ae, oe, ue, ss.
    case written
    /// a, o, u, ss: as typed where there is no such key.
    case bare
    /// a, o, u, s: one byte a letter, so that a slip in one of them is one slip.
    case single
  }

  /// One word.
  struct Word {
    /// Where its spelling stands in ``Words/bytes``.
    var key: Range<Int>
    /// Where the word itself, no abbreviation resolved, stands in ``Words/plainBytes``.
    var plain: Range<Int>
    /// Where it stands in the text, as offsets into its UTF-8.
    var source: Range<Int>
    /// Whether it is made of digits.
    var isDigits: Bool
    /// Whether a full stop stood behind it.
    var hasStop = false
    /// What stood between it and the word before.
    var gap: Gap
  }

  /// What stands between two words.
  struct Gap: OptionSet {
    let rawValue: UInt8
    static let blank = Gap(rawValue: 1)
    static let hyphen = Gap(rawValue: 2)
    static let slash = Gap(rawValue: 4)
    static let plus = Gap(rawValue: 8)
    static let comma = Gap(rawValue: 16)
    /// Full stops, brackets, quotes and all else.
    static let other = Gap(rawValue: 32)
  }

  private(set) var words: [Word] = []
  private let isSingle: Bool
  /// The spellings of all words, one behind the other.
  private(set) var bytes: [UInt8] = []
  /// The words as written, in lower case and without marks.
  private(set) var plainBytes: [UInt8] = []

  /// Takes a text apart.
  ///
  /// - Complexity: O(length of the text).
  init(_ text: String, umlauts: Umlauts = .written) {
    bytes.reserveCapacity(text.utf8.count + 16)
    plainBytes.reserveCapacity(text.utf8.count + 8)
    isSingle = umlauts == .single
    scan(text, umlauts)
    spell()
  }

  /// All spellings joined: the key.
  var key: [UInt8] { bytes }

  /// The plain bytes of a word.
  func plain(_ word: Int) -> ArraySlice<UInt8> { plainBytes[words[word].plain] }

  /// The spelling of a word.
  func spelling(_ word: Int) -> ArraySlice<UInt8> { bytes[words[word].key] }

  // MARK: Taking apart

  private mutating func scan(_ text: String, _ umlauts: Umlauts) {
    var gap = Gap()
    var open: (start: Int, plain: Int, isDigits: Bool)?
    var offset = 0
    func close(_ words: inout [Word], at end: Int, _ plainEnd: Int) {
      guard let begun = open else { return }
      open = nil
      guard begun.plain < plainEnd else { return }
      words.append(
        Word(
          key: 0..<0, plain: begun.plain..<plainEnd, source: begun.start..<end,
          isDigits: begun.isDigits, gap: gap))
      gap = []
    }
    for scalar in text.unicodeScalars {
      let length = UTF8.width(scalar)
      defer { offset += length }
      switch Letter(scalar) {
      case .separator(let mark):
        close(&words, at: offset, plainBytes.count)
        if mark == .other && scalar == "." && gap.isEmpty && !words.isEmpty {
          words[words.count - 1].hasStop = true
        }
        gap.insert(mark)
      case .digit(let byte):
        if open?.isDigits == false { close(&words, at: offset, plainBytes.count) }
        if open == nil { open = (offset, plainBytes.count, true) }
        plainBytes.append(byte)
      case .mark(let isDiaeresis):
        if isDiaeresis, umlauts == .written, open?.isDigits == false,
          let last = plainBytes.last, last == 0x61 || last == 0x6F || last == 0x75
        {
          plainBytes.append(0x65)
        }
      case .letter(let first, let second, let kind):
        if open?.isDigits == true { close(&words, at: offset, plainBytes.count) }
        if open == nil { open = (offset, plainBytes.count, false) }
        plainBytes.append(first)
        let isCut = kind == .umlaut ? umlauts != .written : kind == .sharpS && umlauts == .single
        if second != 0 && !isCut { plainBytes.append(second) }
      case .foreign:
        if open?.isDigits == true { close(&words, at: offset, plainBytes.count) }
        if open == nil { open = (offset, plainBytes.count, false) }
        for part in scalar.properties.lowercaseMapping.utf8 { plainBytes.append(part) }
      }
    }
    close(&words, at: offset, plainBytes.count)
  }

  // MARK: Spelling

  private mutating func spell() {
    for index in words.indices {
      let start = bytes.count
      appendSpelling(of: index)
      words[index].key = start..<bytes.count
    }
  }

  private mutating func appendSpelling(of index: Int) {
    let word = words[index]
    let range = word.plain
    if word.isDigits {
      bytes += plainBytes[range]
      return
    }
    let length = range.count
    if length <= 9, let form = Abbreviations.form(of: plainBytes[range], hasStop: word.hasStop) {
      bytes += isSingle && form.elementsEqual("strasse".utf8) ? Array("strase".utf8) : form
      return
    }
    if length == 1, let form = preposition(at: index) {
      bytes += form.utf8
      return
    }
    if length <= 6, let number = Abbreviations.romanNumber(plainBytes[range]) {
      bytes += String(number).utf8
      return
    }
    bytes += plainBytes[range]
    if let rest = Abbreviations.ending(of: plainBytes[range], hasStop: word.hasStop) {
      bytes += isSingle && rest.elementsEqual("asse".utf8) ? Array("ase".utf8) : rest
    }
  }

  /// `a. d.` is `an der`, `i. d.` `in der`, `v. d.` `von der`, `a. M.` `am Main`.
  private func preposition(at index: Int) -> String? {
    func letter(_ index: Int) -> UInt8? {
      guard words.indices.contains(index), words[index].plain.count == 1,
        !words[index].isDigits
      else { return nil }
      return plainBytes[words[index].plain.lowerBound]
    }
    let own = letter(index)
    if words[index].hasStop, let next = letter(index + 1) {
      switch (own, next) {
      case (UInt8(ascii: "a"), UInt8(ascii: "d")): return "an"
      case (UInt8(ascii: "a"), UInt8(ascii: "m")): return "am"
      case (UInt8(ascii: "i"), UInt8(ascii: "d")): return "in"
      default: break
      }
    }
    if index > 0, words[index - 1].hasStop, let before = letter(index - 1) {
      switch (before, own) {
      case (UInt8(ascii: "a"), UInt8(ascii: "d")), (UInt8(ascii: "i"), UInt8(ascii: "d")),
        (UInt8(ascii: "v"), UInt8(ascii: "d")):
        return "der"
      case (UInt8(ascii: "a"), UInt8(ascii: "m")): return "main"
      default: break
      }
    }
    return own == UInt8(ascii: "v") ? "von" : nil
  }
}
