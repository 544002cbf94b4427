/// One way to read a query: which words are the street, the number, the postcode, places, or neither.
struct Reading {
  /// The words of the street.
  var street: Range<Int>
  /// The keys that fit them.
  var keys: [Range<Int>] = []
  /// Slips in the street's name.
  var streetSlips: Int
  /// Whether the street is still being typed.
  var isBeginning: Bool
  var number: SearchQuery.Number?
  var postcode: Int?
  /// For each place named: the keys that fit it.
  var places: [Range<Int>] = []
  var placeSlips = 0
  /// Words that are neither.
  var strangers: [Int] = []
  /// Digits that are neither.
  var hasStrayDigits = false

  /// Whether every word has its part; words within a number are judged with the numbers on file.
  var isWhole: Bool {
    !hasStrayDigits && strangers.allSatisfy { number?.words.contains($0) ?? false }
  }
}

/// Finds the ways to read a query, with so many slips at most in a name.
struct Readings {
  private let index: SearchIndex
  private let query: SearchQuery
  private let slips: Int

  /// Places that begin or end at each word.
  private var places: [[PlaceMatch]]

  private struct PlaceMatch {
    let end: Int
    let keys: Range<Int>
    let slips: Int
  }

  init(_ query: SearchQuery, in index: SearchIndex, slips: Int) {
    self.index = index
    self.query = query
    self.slips = slips
    places = Array(repeating: [], count: query.count)
    for word in 0..<query.count where !query.words.words[word].isDigits {
      places[word] = placeMatches(from: word)
    }
  }

  /// Slips that a name may hold: none below four letters, one below eight.
  ///
  /// A name that hardly says more than `Straße` may hold one.
  private func allowed(_ keys: Range<Int>, in trie: KeyTrie) -> Int {
    let length = trie.keys.length(keys.lowerBound)
    return min(
      slips,
      length < 4
        ? 0 : length < 8 || length < "xxxxstrasse".utf8.count && isStreet(keys, trie) ? 1 : 2)
  }

  private func isStreet(_ keys: Range<Int>, _ trie: KeyTrie) -> Bool {
    let key = trie.keys.range(keys.lowerBound)
    return key.count > 7
      && zip(key.suffix(7), "strasse".utf8).allSatisfy { trie.keys.byte($0) == $1 }
  }

  private func placeMatches(from word: Int) -> [PlaceMatch] {
    let (bytes, ends) = query.key(from: word, isPlain: false)
    let walk = TrieWalk(index.placeKeys, bytes, ends: ends, slips: slips, seeksBeginnings: true)
    var best: [Int: PlaceMatch] = [:]
    func take(_ match: PlaceMatch) {
      if let known = best[match.end], known.slips <= match.slips { return }
      best[match.end] = match
    }
    for whole in walk.wholes where whole.slips <= allowed(whole.keys, in: index.placeKeys) {
      take(PlaceMatch(end: word + whole.end + 1, keys: whole.keys, slips: whole.slips))
    }
    // A town may be left unfinished at the end alone.
    for start in walk.beginnings
    where start.slips == 0 && bytes.count >= 2 && start.end == ends.count - 1 {
      take(PlaceMatch(end: query.count, keys: start.keys, slips: 0))
    }
    return best.values.sorted { $0.end > $1.end }
  }

  /// The readings whose street is found in the trie of names.
  func all() -> [Reading] {
    struct Form: Equatable {
      let start: Int
      let end: Int
      let slips: Int
      let isBeginning: Bool
    }
    // So few that a table would cost more than it saves.
    var found: [(form: Form, keys: [Range<Int>])] = []
    func take(_ form: Form, _ keys: Range<Int>) {
      guard let place = found.lastIndex(where: { $0.form == form }) else {
        found.append((form, [keys]))
        return
      }
      if found[place].keys.contains(where: { $0.contains(keys.lowerBound) }) { return }
      found[place].keys.append(keys)
    }
    for start in starts() {
      for (bytes, ends) in spellings(from: start) {
        let walk = TrieWalk(
          index.streetKeys, bytes, ends: ends, slips: slips, seeksBeginnings: true)
        for whole in walk.wholes {
          let words = start..<start + whole.end + 1
          guard whole.slips <= allowed(whole.keys, in: index.streetKeys) else { continue }
          take(
            Form(start: start, end: words.upperBound, slips: whole.slips, isBeginning: false),
            whole.keys)
        }
        for beginning in walk.beginnings.sorted(by: { $0.slips < $1.slips })
        where beginning.slips == 0 || query.letters(start..<query.count) >= 4 * beginning.slips {
          take(
            Form(
              start: start, end: start + beginning.end + 1, slips: beginning.slips,
              isBeginning: true), beginning.keys)
        }
      }
    }
    return found.flatMap { form, keys in
      readings(
        Reading(
          street: form.start..<form.end, keys: keys, streetSlips: form.slips,
          isBeginning: form.isBeginning))
    }
  }

  /// The words a street's name can begin at; those that are places already only if no other is.
  private func starts() -> [Int] {
    let all = (0..<query.count).filter { word in
      !query.words.words[word].isDigits || word == 0 || query.count == 1
    }
    guard slips > 0 else { return all }
    let open = all.filter { word in !places[word].contains { $0.slips == 0 } }
    return open.isEmpty ? all : open
  }

  /// The text with abbreviations written out, and as it is typed: `Postr` may become Postreitweg.
  private func spellings(from start: Int) -> [(bytes: [UInt8], ends: [Int])] {
    var spellings = [query.key(from: start, isPlain: false)]
    if query.hasSpelling(from: start) { spellings.append(query.key(from: start, isPlain: true)) }
    if slips > 0, let single = query.singleKey(from: start) { spellings.append(single) }
    return spellings
  }

  /// A reading for each number beside the street, or one where there is none.
  func readings(_ street: Reading) -> [Reading] {
    let numbers = query.numbers.compactMap { number -> SearchQuery.Number? in
      // The word `Nr.` may belong to the street.
      let number =
        number.words.lowerBound < street.street.upperBound ? number.withoutMarker : number
      return number.words.overlaps(street.street) ? nil : number
    }
    if numbers.isEmpty { return [completed(street, number: nil)] }
    // The number right behind the street is the one, unless its reading leaves digits over.
    let readings = numbers.map { completed(street, number: $0) }
    if readings.count == 1 { return readings }
    let sound = readings.filter { !$0.hasStrayDigits }
    return sound.isEmpty ? Array(readings.prefix(1)) : sound
  }

  private func completed(_ street: Reading, number: SearchQuery.Number?) -> Reading {
    var reading = street
    reading.number = number
    var isUsed = [Bool](repeating: false, count: query.count)
    for word in street.street { isUsed[word] = true }
    for word in number?.words ?? 0..<0 { isUsed[word] = true }
    for word in query.postcodes where !isUsed[word] {
      if reading.postcode == nil { reading.postcode = word } else { reading.hasStrayDigits = true }
      isUsed[word] = true
      // `D-40878`
      if word > 0, !isUsed[word - 1], query.words.plain(word - 1).elementsEqual("d".utf8) {
        isUsed[word - 1] = true
      }
    }
    for word in 0..<query.count where !isUsed[word] && query.words.words[word].isDigits {
      // A postcode that is still being typed.
      if word == query.count - 1, number != nil, reading.postcode == nil {
        reading.postcode = word
      } else {
        reading.hasStrayDigits = true
      }
      isUsed[word] = true
    }
    coverPlaces(&reading, isUsed)
    takeStrangersIntoNumber(&reading)
    return reading
  }

  /// What stands between street and number belongs to the number: `WH 2` is not 2.
  private func takeStrangersIntoNumber(_ reading: inout Reading) {
    guard let number = reading.number, number.words.lowerBound > reading.street.upperBound else {
      return
    }
    let between = reading.street.upperBound..<number.words.lowerBound
    guard reading.strangers.contains(where: between.contains) else { return }
    let text = between.map { String(decoding: query.words.plain($0), as: UTF8.self) }.joined()
    let whole = HouseNumber(number: text + " " + number.number.description)
    reading.number = SearchQuery.Number(
      words: between.lowerBound..<number.words.upperBound, hasMarker: false, number: whole,
      key: NumberKey(whole))
  }

  /// Covers what is left with places, so that the fewest words stay strangers.
  private func coverPlaces(_ reading: inout Reading, _ isUsed: [Bool]) {
    guard isUsed.contains(false) else { return }
    var cost = [Int](repeating: 0, count: query.count + 1)
    var choice = [PlaceMatch?](repeating: nil, count: query.count)
    for word in (0..<query.count).reversed() {
      if isUsed[word] {
        cost[word] = cost[word + 1]
        continue
      }
      cost[word] = cost[word + 1] + 100
      for match in places[word] where !isUsed[word..<match.end].contains(true) {
        let total = cost[match.end] + match.slips
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
        reading.places.append(match.keys)
        reading.placeSlips += match.slips
        word = match.end
      } else {
        reading.strangers.append(word)
        word += 1
      }
    }
  }
}
