/// The usual abbreviations in German street and locality names, with their expansions.
///
/// One form represents all inflected forms of a word: `grosse`, `grosser` and others become
/// `gross`. So the start of a word that is still being typed is also the start of its normalised
/// form.
enum Abbreviations {
  private static let always: [[UInt8]: [UInt8]] = table([
    ("str", "strasse"), ("pl", "platz"), ("st", "sankt"), ("dr", "doktor"), ("prof", "professor"),
    ("gr", "gross"), ("grosse", "gross"), ("grosser", "gross"), ("grossen", "gross"),
    ("grosses", "gross"), ("kl", "klein"), ("kleine", "klein"), ("kleiner", "klein"),
    ("kleinen", "klein"), ("kleines", "klein"), ("hl", "heilig"), ("heilige", "heilig"),
    ("heiliger", "heilig"), ("heiligen", "heilig"), ("bgm", "buergermeister"),
    ("frhr", "freiherr"), ("geschw", "geschwister"), ("bhf", "bahnhof"),
  ])

  /// Abbreviations that are recognised only with a full stop, since without it they are words or
  /// letters.
  private static let withStop: [[UInt8]: [UInt8]] = table([
    ("w", "weg"), ("u", "und"), ("b", "bei"), ("bf", "bahnhof"), ("al", "allee"),
  ])

  private static func table(_ entries: [(String, String)]) -> [[UInt8]: [UInt8]] {
    Dictionary(uniqueKeysWithValues: entries.map { (Array($0.0.utf8), Array($0.1.utf8)) })
  }

  /// The normalised form of a word; `nil` if it is the word itself.
  static func form(of word: ArraySlice<UInt8>, hasStop: Bool) -> [UInt8]? {
    let word = Array(word)
    return always[word] ?? (hasStop ? withStop[word] : nil)
  }

  /// The missing end of a word: in `koelnerstr`, and with a full stop in `goethepl` and `feldw`.
  static func ending(of word: ArraySlice<UInt8>, hasStop: Bool) -> [UInt8]? {
    if word.count > 3, word.suffix(3).elementsEqual("str".utf8) { return Array("asse".utf8) }
    guard hasStop, word.count > 3 else { return nil }
    if word.suffix(2).elementsEqual("pl".utf8) { return Array("atz".utf8) }
    return word.last == UInt8(ascii: "w") ? Array("eg".utf8) : nil
  }

  /// The value of a Roman numeral from 2 to 39 that has at least two letters; `nil` for any other
  /// word.
  static func romanNumber(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count >= 2 else { return nil }
    var tens = 0
    var rest = word
    while rest.first == UInt8(ascii: "x"), tens < 3 {
      tens += 1
      rest = rest.dropFirst()
    }
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    guard let one = ones.firstIndex(where: { rest.elementsEqual($0.utf8) }) else { return nil }
    return 10 * tens + one
  }
}
