/// The words of a text, each in a normalised form that index and queries have in common.
///
/// Letters are in lower case and without diacritics, and umlauts and ß are replaced. Usual
/// abbreviations are expanded, and inflected forms such as `Große` and `Großer` become `gross`. A
/// word ends at a blank, a hyphen, a full stop or another punctuation mark, and between letters and
/// digits. The key of a street or locality consists of all words without separators: `Kölner
/// Straße`, `Koelnerstr.` and `KÖLNER-STR` all have the key `koelnerstrasse`.
struct Words {
  /// The version of the normalisation rules.
  ///
  /// An index created with another version is rejected.
  static let version: UInt32 = 1

  /// The replacement of umlauts and ß.
  enum Umlauts {
    /// ae, oe, ue, ss.
    case written
    /// a, o, u, ss: used for queries typed without umlauts.
    case bare
    /// a, o, u, s: one byte for each letter, so that a typing error in one of them counts once.
    case single
  }

  /// A word of the text.
  struct Word {
    /// The range of its normalised form in ``Words/bytes``.
    var key: Range<Int>
    /// The range of the word without expansion of abbreviations in ``Words/plainBytes``.
    var plain: Range<Int>
    /// The range of the word in the UTF-8 of the text.
    var source: Range<Int>
    /// Whether the word consists of digits.
    var isDigits: Bool
    /// Whether the word is followed by a full stop.
    var hasStop = false
    /// The separators between the word and the previous one.
    var gap: Gap
  }

  /// The separators between two words.
  struct Gap: OptionSet {
    let rawValue: UInt8
    static let blank = Gap(rawValue: 1)
    static let hyphen = Gap(rawValue: 2)
    static let slash = Gap(rawValue: 4)
    static let plus = Gap(rawValue: 8)
    static let comma = Gap(rawValue: 16)
    /// Full stops, brackets, quotation marks and all other characters.
    static let other = Gap(rawValue: 32)
  }

  private(set) var words: [Word] = []
  private let isSingle: Bool
  /// The normalised forms of all words, one after the other.
  private(set) var bytes: [UInt8] = []
  /// The words in lower case and without diacritics, one after the other.
  private(set) var plainBytes: [UInt8] = []

  /// Divides a text into words.
  ///
  /// - Complexity: O(length of the text).
  init(_ text: String, umlauts: Umlauts = .written) {
    bytes.reserveCapacity(text.utf8.count + 16)
    plainBytes.reserveCapacity(text.utf8.count + 8)
    isSingle = umlauts == .single
    scan(text, umlauts)
    spell()
  }

  /// The key: the normalised forms of all words, joined.
  var key: [UInt8] { bytes }

  /// A word in lower case and without diacritics.
  func plain(_ word: Int) -> ArraySlice<UInt8> { plainBytes[words[word].plain] }

  /// The normalised form of a word.
  func spelling(_ word: Int) -> ArraySlice<UInt8> { bytes[words[word].key] }

  // MARK: Division into words

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

  // MARK: Normalisation

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

  /// Expands prepositions: `a. d.` to `an der`, `i. d.` to `in der`, `v. d.` to `von der`, `a. M.`
  /// to `am Main`.
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
