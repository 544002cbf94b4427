/// Finds streets of whose name only some words, or only their beginnings, are written: `Ros Lux Str`
/// for Rosa-Luxemburg-Straße, `dirckse` for Dircksenstraße, `August-Bebel-Str.` for A.-Bebel-Straße.
struct ReadingsByWords {
  private let index: SearchIndex
  private let query: SearchQuery
  /// A word that begins words of more names tells nothing.
  private static let mostNames = 2000

  init(_ query: SearchQuery, in index: SearchIndex) {
    self.index = index
    self.query = query
  }

  func all() -> [Reading] {
    let readings = Readings(query, in: index, slips: 0)
    // Runs of words that can be a name; what is left around them has to be places.
    var result: [Reading] = []
    for start in 0..<query.count {
      for end in start + 1..<min(query.count, start + 6) + 1 {
        let words = start..<end
        guard words.allSatisfy({ !query.words.words[$0].isDigits }) else { break }
        let keys = keys(for: words)
        guard !keys.isEmpty else { continue }
        result += readings.readings(
          Reading(street: words, keys: keys, streetSlips: 0, isBeginning: false))
      }
    }
    return result
  }

  /// The keys of the names that fit all words.
  private func keys(for words: Range<Int>) -> [Range<Int>] {
    guard let names = candidates(for: words) else { return [] }
    var keys: [Range<Int>] = []
    for name in names where fits(words, index.names[name]) {
      let key = StreetKeys.keys(of: index.names[name]).first ?? []
      let walk = TrieWalk(
        index.streetKeys, key, ends: [key.count], slips: 0, seeksBeginnings: false)
      for whole in walk.wholes {
        keys += whole.keys.filter { Int(index.streetKeys.values[$0]) >> 1 == name }
          .map { $0..<$0 + 1 }
      }
    }
    return keys
  }

  /// The names that hold one of the words, or a word that begins so; `nil` where none is telling.
  ///
  /// Words in many names are passed over: the others tell more.
  private func candidates(for words: Range<Int>) -> [Int]? {
    var names: Set<Int> = []
    for word in words where query.words.spelling(word).count >= 3 {
      let bytes = Array(query.words.spelling(word))
      let walk = TrieWalk(
        index.nameWords, bytes, ends: [bytes.count], slips: 0, seeksBeginnings: true)
      guard let keys = walk.beginnings.first?.keys, keys.count < Self.mostNames else { continue }
      for key in keys { names.insert(Int(index.nameWords.values[key])) }
    }
    return names.isEmpty ? nil : names.sorted()
  }

  /// Whether the words stand for the whole name, in its order: each begins a word of the name, or is
  /// begun by one that is abbreviated on file.
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
