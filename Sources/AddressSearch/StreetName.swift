/// Street names as people write them, brought to one spelling.
public enum StreetName {
  /// The name as a key: lower case, umlauts and ß written out, without blanks, hyphens and full
  /// stops, and with every usual abbreviation in one form.
  ///
  /// Index and query go through this one function, so that they cannot differ.
  public static func normalised(_ name: String) -> String {
    let words = words(of: name)
    var result = ""
    for (index, word) in words.enumerated() {
      let previous = index > 0 ? words[index - 1] : Word()
      // "a. d. Mühle" is "an der Mühle".
      if word.text == "a", word.isAbbreviated, index + 1 < words.count, words[index + 1].text == "d"
      {
        result += "an"
      } else if word.text == "d", previous.text == "a", previous.isAbbreviated {
        result += "der"
      } else {
        result += oneForm(of: word)
      }
    }
    return result
  }

  /// A word of a name in lower case and ASCII letters.
  private struct Word {
    var text = ""
    /// Whether a full stop stood behind it.
    var isAbbreviated = false
  }

  private static func words(of name: String) -> [Word] {
    var words: [Word] = []
    var word = Word()
    func end(_ word: inout Word, isAbbreviated: Bool = false) {
      guard !word.text.isEmpty else { return }
      word.isAbbreviated = isAbbreviated
      words.append(word)
      word = Word()
    }
    for character in name.lowercased() {
      switch character {
      case "ä": word.text += "ae"
      case "ö": word.text += "oe"
      case "ü": word.text += "ue"
      case "ß": word.text += "ss"
      case " ", "-", "–", "'", "’", ",", "\u{A0}": end(&word)
      case ".": end(&word, isAbbreviated: true)
      default: word.text.append(character)
      }
    }
    end(&word)
    return words
  }

  /// Words that have several spellings, each with the one that stands for all.
  private static let spellings: [String: String] = [
    "sankt": "st", "doktor": "dr", "professor": "prof", "von": "v", "pl": "platz",
    "grosse": "gr", "grosser": "gr", "grossen": "gr", "grosses": "gr",
    "kleine": "kl", "kleiner": "kl", "kleinen": "kl", "kleines": "kl",
  ]

  private static func oneForm(of word: Word) -> String {
    if let form = spellings[word.text] { return form }
    if word.text.hasSuffix("strasse") { return String(word.text.dropLast(4)) }
    if word.isAbbreviated && word.text.hasSuffix("pl") { return word.text.dropLast(2) + "platz" }
    return word.text
  }
}
