/// Finds streets by single words, or the starts of words, of their name.
///
/// For example, `Ros Lux Str` finds Rosa-Luxemburg-Straße, `dirckse` finds Dircksenstraße, and
/// `August-Bebel-Str.` finds A.-Bebel-Straße.
struct InterpretationsByWords {
  private let index: SearchIndex
  private let query: SearchQuery
  /// A word that is the start of words in more names than this is ignored.
  private static let mostNames = 2000

  init(_ query: SearchQuery, in index: SearchIndex) {
    self.index = index
    self.query = query
  }

  func all() -> [Interpretation] {
    let interpretations = Interpretations(query, in: index, typos: 0)
    // Each sequence of words may be a name; the remaining words must be localities.
    var result: [Interpretation] = []
    for start in 0..<query.count {
      for end in start + 1..<min(query.count, start + 6) + 1 {
        let words = start..<end
        guard words.allSatisfy({ !query.words.words[$0].isDigits }) else { break }
        let keys = keys(for: words)
        guard !keys.isEmpty else { continue }
        result += interpretations.interpretations(
          Interpretation(
            street: words, keys: keys, streetTypos: 0, isPrefix: false, isByWords: true))
      }
    }
    return result
  }

  /// The keys of the names that match all words.
  private func keys(for words: Range<Int>) -> [Range<Int>] {
    guard let names = candidates(for: words) else { return [] }
    var keys: [Range<Int>] = []
    for name in names where fits(words, index.names[name]) {
      let key = NameKeys.keys(of: index.names[name]).first ?? []
      let walk = TrieWalk(
        index.streetKeys, key, ends: [key.count], typos: 0, findsPrefixes: false)
      for whole in walk.completeMatches {
        keys += whole.keys.filter { Int(index.streetKeys.values[$0]) >> 1 == name }
          .map { $0..<$0 + 1 }
      }
    }
    return keys
  }

  /// The names that contain one of the words, or a word that starts with it; `nil` if there are
  /// none.
  ///
  /// Words that occur in very many names are ignored, since other words are more specific.
  private func candidates(for words: Range<Int>) -> [Int]? {
    var names: Set<Int> = []
    for word in words where query.words.spelling(word).count >= 3 {
      let bytes = Array(query.words.spelling(word))
      let walk = TrieWalk(
        index.nameWords, bytes, ends: [bytes.count], typos: 0, findsPrefixes: true)
      guard let keys = walk.prefixMatches.first?.keys, keys.count < Self.mostNames else { continue }
      for key in keys { names.insert(Int(index.nameWords.values[key])) }
    }
    return names.isEmpty ? nil : names.sorted()
  }

  /// Whether the words match a whole name in its order: each is the start of a word of the name, or
  /// the word of the name is an abbreviation of it.
  private func fits(_ range: Range<Int>, _ name: String) -> Bool {
    let own = Words(name)
    guard own.words.count == range.count else { return false }
    return zip(range, own.words.indices).allSatisfy { written, word in
      let asked = query.words.spelling(written)
      let known = own.spelling(word)
      return known.starts(with: asked)
        || (own.words[word].hasStop && asked.starts(with: own.plain(word)))
    }
  }
}
