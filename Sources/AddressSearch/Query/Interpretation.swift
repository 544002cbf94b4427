/// An interpretation of a query: which of its words are the street, the house number, the postcode,
/// or localities.
struct Interpretation {
  /// The words of the street name.
  var street: Range<Int>
  /// The keys of the trie that match these words.
  var keys: [Range<Int>] = []
  /// The number of typing errors in the street name.
  var streetTypos: Int
  /// Whether the words are only the start of a street name.
  var isPrefix: Bool
  /// Whether the street was found by single words of its name.
  var isByWords = false
  var number: SearchQuery.Number?
  var postcode: Int?
  /// For each locality named: the keys of the trie that match it.
  var localities: [Range<Int>] = []
  var localityTypos = 0
  /// The words that match neither.
  var unmatchedWords: [Int] = []
  /// Whether there are digits that are neither house number nor postcode.
  var hasStrayDigits = false

  /// Whether every word was interpreted.
  ///
  /// Unmatched words inside a house number are decided later, when the house numbers of the street
  /// are known.
  var isWhole: Bool {
    !hasStrayDigits && unmatchedWords.allSatisfy { number?.words.contains($0) ?? false }
  }
}

/// Finds all interpretations of a query with a limited number of typing errors in each name.
struct Interpretations {
  private let index: SearchIndex
  private let query: SearchQuery
  private let typos: Int

  /// For each word: the localities whose name starts there.
  private var localities: [[LocalityMatch]]

  private struct LocalityMatch {
    let end: Int
    let keys: Range<Int>
    let typos: Int
  }

  init(_ query: SearchQuery, in index: SearchIndex, typos: Int) {
    self.index = index
    self.query = query
    self.typos = typos
    localities = Array(repeating: [], count: query.count)
    for word in 0..<query.count where !query.words.words[word].isDigits {
      localities[word] = localityMatches(from: word)
    }
  }

  /// The maximum number of typing errors in a name: none below four letters, one below eight
  /// letters, otherwise two.
  ///
  /// A name that consists of few letters besides `Straße` may contain one.
  private func allowed(_ keys: Range<Int>, in trie: KeyTrie) -> Int {
    let length = trie.keys.length(keys.lowerBound)
    return min(
      typos,
      length < 4
        ? 0 : length < 8 || length < "xxxxstrasse".utf8.count && isStreet(keys, trie) ? 1 : 2)
  }

  private func isStreet(_ keys: Range<Int>, _ trie: KeyTrie) -> Bool {
    let key = trie.keys.range(keys.lowerBound)
    return key.count > 7
      && zip(key.suffix(7), "strasse".utf8).allSatisfy { trie.keys.byte($0) == $1 }
  }

  private func localityMatches(from word: Int) -> [LocalityMatch] {
    let (bytes, ends) = query.key(from: word, isPlain: false)
    let walk = TrieWalk(index.localityKeys, bytes, ends: ends, typos: typos, findsPrefixes: true)
    var best: [Int: LocalityMatch] = [:]
    func take(_ match: LocalityMatch) {
      if let known = best[match.end], known.typos <= match.typos { return }
      best[match.end] = match
    }
    for whole in walk.completeMatches
    where whole.typos <= allowed(whole.keys, in: index.localityKeys) {
      take(LocalityMatch(end: word + whole.end + 1, keys: whole.keys, typos: whole.typos))
    }
    // The name of a locality may be incomplete only at the end of the query.
    for start in walk.prefixMatches
    where start.typos == 0 && bytes.count >= 2 && start.end == ends.count - 1 {
      take(LocalityMatch(end: query.count, keys: start.keys, typos: 0))
    }
    return best.values.sorted { $0.end > $1.end }
  }

  /// All interpretations in which the street is found in the trie of names.
  func all() -> [Interpretation] {
    struct Form: Equatable {
      let start: Int
      let end: Int
      let typos: Int
      let isPrefix: Bool
    }
    // A linear search is faster here than a hash table, since there are few entries.
    var found: [(form: Form, keys: [Range<Int>])] = []
    func take(_ form: Form, _ keys: Range<Int>) {
      guard let position = found.lastIndex(where: { $0.form == form }) else {
        found.append((form, [keys]))
        return
      }
      if found[position].keys.contains(where: { $0.contains(keys.lowerBound) }) { return }
      found[position].keys.append(keys)
    }
    for start in starts() {
      for (bytes, ends) in spellings(from: start) {
        let walk = TrieWalk(
          index.streetKeys, bytes, ends: ends, typos: typos, findsPrefixes: true)
        for whole in walk.completeMatches {
          let words = start..<start + whole.end + 1
          guard whole.typos <= allowed(whole.keys, in: index.streetKeys) else { continue }
          take(
            Form(start: start, end: words.upperBound, typos: whole.typos, isPrefix: false),
            whole.keys)
        }
        for beginning in walk.prefixMatches.sorted(by: { $0.typos < $1.typos })
        where beginning.typos == 0 || query.letters(start..<query.count) >= 4 * beginning.typos {
          take(
            Form(
              start: start, end: start + beginning.end + 1, typos: beginning.typos,
              isPrefix: true), beginning.keys)
        }
      }
    }
    return found.flatMap { form, keys in
      interpretations(
        Interpretation(
          street: form.start..<form.end, keys: keys, streetTypos: form.typos,
          isPrefix: form.isPrefix))
    }
  }

  /// The words at which a street name may start.
  ///
  /// Words that are exact names of localities are used only if there are no others.
  private func starts() -> [Int] {
    let all = (0..<query.count).filter { word in
      !query.words.words[word].isDigits || word == 0 || query.count == 1
    }
    guard typos > 0 else { return all }
    let open = all.filter { word in !localities[word].contains { $0.typos == 0 } }
    return open.isEmpty ? all : open
  }

  /// The forms of the text: with abbreviations expanded, and as typed.
  ///
  /// For example, `Postr` may continue to Postreitweg.
  private func spellings(from start: Int) -> [(bytes: [UInt8], ends: [Int])] {
    var spellings = [query.key(from: start, isPlain: false)]
    if query.hasSpelling(from: start) { spellings.append(query.key(from: start, isPlain: true)) }
    if typos > 0, let single = query.singleKey(from: start) { spellings.append(single) }
    return spellings
  }

  /// The interpretations of the remaining words: one for each house number beside the street, or a
  /// single one without a house number.
  func interpretations(_ street: Interpretation) -> [Interpretation] {
    let numbers = query.numbers.compactMap { number -> SearchQuery.Number? in
      // The word `Nr.` may be a part of the street name.
      let number =
        number.words.lowerBound < street.street.upperBound ? number.withoutMarker : number
      return number.words.overlaps(street.street) ? nil : number
    }
    if numbers.isEmpty { return [completed(street, number: nil)] }
    // The first house number is preferred, unless digits remain uninterpreted.
    let interpretations = numbers.map { completed(street, number: $0) }
    if interpretations.count == 1 { return interpretations }
    let complete = interpretations.filter { !$0.hasStrayDigits }
    return complete.isEmpty ? Array(interpretations.prefix(1)) : complete
  }

  private func completed(_ street: Interpretation, number: SearchQuery.Number?) -> Interpretation {
    var interpretation = street
    interpretation.number = number
    var isUsed = [Bool](repeating: false, count: query.count)
    for word in street.street { isUsed[word] = true }
    for word in number?.words ?? 0..<0 { isUsed[word] = true }
    for word in query.postcodes where !isUsed[word] {
      if interpretation.postcode == nil {
        interpretation.postcode = word
      } else {
        interpretation.hasStrayDigits = true
      }
      isUsed[word] = true
      // The country code, as in `D-40878`.
      if word > 0, !isUsed[word - 1], query.words.plain(word - 1).elementsEqual("d".utf8) {
        isUsed[word - 1] = true
      }
    }
    for word in 0..<query.count where !isUsed[word] && query.words.words[word].isDigits {
      // The postcode is still being typed.
      if word == query.count - 1, number != nil, interpretation.postcode == nil {
        interpretation.postcode = word
      } else {
        interpretation.hasStrayDigits = true
      }
      isUsed[word] = true
    }
    matchLocalities(&interpretation, isUsed)
    extendNumberBackwards(&interpretation)
    return interpretation
  }

  /// Words between street and house number become a part of the house number, so that `WH 2` is not
  /// interpreted as 2.
  private func extendNumberBackwards(_ interpretation: inout Interpretation) {
    guard let number = interpretation.number,
      number.words.lowerBound > interpretation.street.upperBound
    else {
      return
    }
    let between = interpretation.street.upperBound..<number.words.lowerBound
    guard interpretation.unmatchedWords.contains(where: between.contains) else { return }
    let text = between.map { String(decoding: query.words.plain($0), as: UTF8.self) }.joined()
    let whole = HouseNumber(number: text + " " + number.number.description)
    interpretation.number = SearchQuery.Number(
      words: between.lowerBound..<number.words.upperBound, hasMarker: false, number: whole,
      key: NumberKey(whole))
  }

  /// Matches the remaining words with localities, so that as few words as possible remain
  /// unmatched.
  private func matchLocalities(_ interpretation: inout Interpretation, _ isUsed: [Bool]) {
    guard isUsed.contains(false) else { return }
    var cost = [Int](repeating: 0, count: query.count + 1)
    var choice = [LocalityMatch?](repeating: nil, count: query.count)
    for word in (0..<query.count).reversed() {
      if isUsed[word] {
        cost[word] = cost[word + 1]
        continue
      }
      cost[word] = cost[word + 1] + 100
      for match in localities[word] where !isUsed[word..<match.end].contains(true) {
        let total = cost[match.end] + match.typos
        if total < cost[word] {
          cost[word] = total
          choice[word] = match
        }
      }
    }
    var word = 0
    while word < query.count {
      if isUsed[word] {
        word += 1
      } else if let match = choice[word] {
        interpretation.localities.append(match.keys)
        interpretation.localityTypos += match.typos
        word = match.end
      } else {
        interpretation.unmatchedWords.append(word)
        word += 1
      }
    }
  }
}
