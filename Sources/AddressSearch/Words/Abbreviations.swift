/// The usual abbreviations of German street and place names, each with what it stands for.
///
/// A word stands for all its endings (`grosse`, `grosser` … are `gross`), so that what somebody is still
/// typing begins as the whole word does.
enum Abbreviations {
  private static let always: [[UInt8]: [UInt8]] = table([
    ("str", "strasse"), ("pl", "platz"), ("st", "sankt"), ("dr", "doktor"), ("prof", "professor"),
    ("gr", "gross"), ("grosse", "gross"), ("grosser", "gross"), ("grossen", "gross"),
    ("grosses", "gross"), ("kl", "klein"), ("kleine", "klein"), ("kleiner", "klein"),
    ("kleinen", "klein"), ("kleines", "klein"), ("hl", "heilig"), ("heilige", "heilig"),
    ("heiliger", "heilig"), ("heiligen", "heilig"), ("bgm", "buergermeister"),
    ("frhr", "freiherr"), ("geschw", "geschwister"), ("bhf", "bahnhof"),
  ])

  /// Those that need their full stop, for they are words or letters otherwise.
  private static let withStop: [[UInt8]: [UInt8]] = table([
    ("w", "weg"), ("u", "und"), ("b", "bei"), ("bf", "bahnhof"), ("al", "allee"),
  ])

  private static func table(_ entries: [(String, String)]) -> [[UInt8]: [UInt8]] {
    Dictionary(uniqueKeysWithValues: entries.map { (Array($0.0.utf8), Array($0.1.utf8)) })
  }

  /// What a whole word stands for; `nil` where it stands for itself.
  static func form(of word: ArraySlice<UInt8>, hasStop: Bool) -> [UInt8]? {
    let word = Array(word)
    return always[word] ?? (hasStop ? withStop[word] : nil)
  }

  /// What is missing at the end of a word: `koelnerstr`, and with a full stop `goethepl` and `feldw`.
  static func ending(of word: ArraySlice<UInt8>, hasStop: Bool) -> [UInt8]? {
    if word.count > 3, word.suffix(3).elementsEqual("str".utf8) { return Array("asse".utf8) }
    guard hasStop, word.count > 3 else { return nil }
    if word.suffix(2).elementsEqual("pl".utf8) { return Array("atz".utf8) }
    return word.last == UInt8(ascii: "w") ? Array("eg".utf8) : nil
  }

  /// The value of a Roman number from 2 to 39 of at least two letters; `nil` for any other word.
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
