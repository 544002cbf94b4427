extension SearchIndex {
  /// Searches for an address.
  ///
  /// - Parameters:
  ///   - text: street and house number, and if necessary postcode, town and district, in any order.
  ///   - alternatives: the maximum number of suggestions.
  /// - Returns: the address, or why there is none, and other possible meanings.
  public func lookup(_ text: String, alternatives: Int = 9) -> SearchAnswer {
    let query = SearchQuery(text)
    let hits = Search(query, in: self).hits
    let suggestions = suggestions(hits, query, limit: alternatives + 1)
    let equal = equals(of: hits, query)
    guard let hit = equal.first else {
      return SearchAnswer(
        match: .none, number: .none, address: nil, isWhole: false, candidates: [], nearest: [],
        suggestions: [])
    }
    let match = matchClass(of: hit, query)
    let fitting = distinct(equal.flatMap(\.addresses))
    // In a short name, typing errors may turn one street name into another.
    let isDistinctive =
      hit.streetTypos == 0 || distinctiveLetterCount(of: hit) >= 4 * hit.streetTypos
    let isOne = equal.count == 1 && fitting.count <= 1 && match != .none && isDistinctive
    let isWhole = match <= .variant && !hit.isPrefix && !hit.isByWords
    let address = isOne ? fitting.first : nil
    return SearchAnswer(
      match: isOne ? match : .none, number: isOne ? hit.number : .none, address: address,
      isWhole: isWhole, candidates: !isOne && isWhole && hit.number == .exact ? fitting : [],
      nearest: hit.number == .exact && isWhole ? [] : nearest(to: hit, count: 5),
      suggestions: Array(
        suggestions.filter { $0.address == nil || $0.address != address }.prefix(alternatives)))
  }

  // MARK: Certainty

  /// The maximum number of equally good hits examined.
  private static let enoughEquals = 50

  /// The first hits that are equally good.
  ///
  /// If several streets in one town have names with the same key, the street whose name is
  /// identical to the query is meant.
  private func equals(of hits: [StreetHit], _ query: SearchQuery) -> [StreetHit] {
    guard let first = hits.first else { return [] }
    let equal = hits.prefix(Self.enoughEquals).prefix {
      $0.rank.deciding == first.rank.deciding
    }
    let cities = Set(equal.map { city(of: $0.street) })
    let exact = equal.filter { matchClass(of: $0, query) == .exact }
    return cities.count == 1 && !exact.isEmpty ? exact : Array(equal)
  }

  /// Removes addresses that have the same description as another one.
  private func distinct(_ addresses: [Int]) -> [Int] {
    guard addresses.count > 1 else { return addresses }
    var seen: Set<IndexedAddress> = []
    return addresses.filter { number in
      guard let address = address(number) else { return false }
      return seen.insert(
        IndexedAddress(
          street: address.street, number: address.number, postcode: address.postcode,
          city: address.city, district: address.district, longitude: 0, latitude: 0)
      ).inserted
    }
  }

  /// How well a hit matches, as reported to the user.
  func matchClass(of hit: StreetHit, _ query: SearchQuery) -> MatchClass {
    guard !hit.rank.isContradicted, hit.typos <= 2 else { return .none }
    let isLoose = hit.isPrefix || hit.isByWords
    let byTypos: MatchClass =
      switch hit.typos {
      case 0: !isLoose && isWrittenIdentically(hit, query) ? .exact : .variant
      case 1: .typo1
      default: .typo2
      }
    if hit.unmatchedWords.isEmpty { return byTypos }
    // If the addresses of the street have no locality, an additional word may be the town.
    if hasNoLocality(hit.street), hit.unmatchedWords.allSatisfy({ isSeparate($0, hit, query) }) {
      return max(byTypos, .variant)
    }
    let isMeant =
      hit.hasLocalityEvidence && hit.typos == 0 && hit.number == .exact
      && !hit.unmatchedWords.contains { isDistinctive($0, hit, query) }
    return isMeant ? .typo2 : .none
  }

  /// The number of letters in a name, without a final `straße`.
  private func distinctiveLetterCount(of hit: StreetHit) -> Int {
    let name = Words(names[nameNumber(of: hit.street)]).key
    return name.suffix(7).elementsEqual("strasse".utf8) ? name.count - 7 : name.count
  }

  /// Whether the query contains the name as recorded, ignoring case and a final full stop.
  private func isWrittenIdentically(_ hit: StreetHit, _ query: SearchQuery) -> Bool {
    guard let first = hit.words.first, let last = hit.words.last else { return false }
    let words = query.words.words
    let range = words[first].source.lowerBound..<words[last].source.upperBound
    let text = query.text.utf8
    let start = text.index(text.startIndex, offsetBy: range.lowerBound)
    let written = text[start..<text.index(start, offsetBy: range.count)]
    let name = nameNumber(of: hit.street)
    return names.equalsIgnoringCase(name, written)
      ?? isWrittenIdentically(Substring(written), names[name])
  }

  private func isWrittenIdentically(_ written: Substring, _ name: String) -> Bool {
    let (written, name) = (written.lowercased(), name.lowercased())
    return written == name || written + "." == name
  }

  private func hasNoLocality(_ street: Int) -> Bool {
    city(of: street) == 0
      && numbers(of: street).localities.allSatisfy { locality($0).district == 0 }
  }

  /// Whether an unmatched word is separated from the street: it is after the house number, or
  /// beyond a comma.
  private func isSeparate(_ word: Int, _ hit: StreetHit, _ query: SearchQuery) -> Bool {
    if let number = hit.wanted, word >= number.words.upperBound,
      number.words.lowerBound >= hit.words.upperBound
    {
      return true
    }
    let between =
      word < hit.words.lowerBound
      ? word + 1..<hit.words.lowerBound + 1 : hit.words.upperBound..<word + 1
    return between.contains { query.words.words[$0].gap.contains(.comma) }
  }

  /// Words before a street name that change its meaning, so that the name denotes a different
  /// street.
  private static let distinctiveWords: Set<String> = [
    "alt", "alte", "alter", "altes", "alten", "neu", "neue", "neuer", "neues", "neuen", "gross",
    "klein", "obere", "oberer", "oberes", "oberen", "untere", "unterer", "unteres", "unteren",
    "hintere", "hinterer", "vordere", "vorderer", "mittlere", "mittlerer", "innere", "aeussere",
    "lange", "langer", "kurze", "kurzer", "breite", "breiter", "hohe", "hoher", "erste", "zweite",
    "dritte", "nord", "sued", "ost", "west", "noerdliche", "suedliche", "oestliche", "westliche",
    "unter", "ueber", "hinter", "neben", "zwischen",
  ]

  /// Whether an unmatched word may be a part of the street name: it is adjacent to the name, and
  /// either short or one of the distinctive words.
  private func isDistinctive(_ word: Int, _ hit: StreetHit, _ query: SearchQuery) -> Bool {
    if isSeparate(word, hit, query) { return false }
    guard word < hit.words.lowerBound else { return true }
    let spelling = String(decoding: query.words.spelling(word), as: UTF8.self)
    return spelling.utf8.count <= 3 || Self.distinctiveWords.contains(spelling)
  }
}
