extension SearchIndex {
  /// Answers an address as somebody wrote it.
  ///
  /// - Parameters:
  ///   - text: street, number and, where it matters, postcode, town and district, in any order.
  ///   - alternatives: how many suggestions there may be.
  /// - Returns: the address, or what speaks against one, and what else could be meant.
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
    // Names this short differ by so little that another street could be meant.
    let isTelling = hit.streetSlips == 0 || tellingLetters(of: hit) >= 4 * hit.streetSlips
    let isOne = equal.count == 1 && fitting.count <= 1 && match != .none && isTelling
    let isWhole = match <= .variant && !hit.isBeginning && !hit.isByWords
    let address = isOne ? fitting.first : nil
    return SearchAnswer(
      match: isOne ? match : .none, number: isOne ? hit.number : .none, address: address,
      isWhole: isWhole, candidates: !isOne && isWhole && hit.number == .exact ? fitting : [],
      nearest: hit.number == .exact && isWhole ? [] : nearest(to: hit, count: 5),
      suggestions: Array(
        suggestions.filter { $0.address == nil || $0.address != address }.prefix(alternatives)))
  }

  // MARK: Certainty

  /// More hits that nothing tells apart are not looked at.
  private static let enoughEquals = 50

  /// The first hits, as many as nothing tells apart.
  ///
  /// Of streets of one town whose names have one key, the one written exactly so is meant.
  private func equals(of hits: [StreetHit], _ query: SearchQuery) -> [StreetHit] {
    guard let first = hits.first else { return [] }
    let equal = hits.prefix(Self.enoughEquals).prefix {
      $0.rank.deciding == first.rank.deciding
    }
    let cities = Set(equal.map { city(of: $0.street) })
    let exact = equal.filter { matchClass(of: $0, query) == .exact }
    return cities.count == 1 && !exact.isEmpty ? exact : Array(equal)
  }

  /// One of each group of addresses that nobody could tell apart.
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

  /// How well a hit fits, as it is told.
  func matchClass(of hit: StreetHit, _ query: SearchQuery) -> MatchClass {
    guard !hit.rank.isContradicted, hit.slips <= 2 else { return .none }
    let isLoose = hit.isBeginning || hit.isByWords
    let bySlips: MatchClass =
      switch hit.slips {
      case 0: !isLoose && isWrittenAlike(hit, query) ? .exact : .variant
      case 1: .typo1
      default: .typo2
      }
    if hit.strangers.isEmpty { return bySlips }
    // A town cannot be checked where the addresses state none.
    if isPlaceless(hit.street), hit.strangers.allSatisfy({ isApart($0, hit, query) }) {
      return max(bySlips, .variant)
    }
    let isMeant =
      hit.hasPlaceEvidence && hit.slips == 0 && hit.number == .exact
      && !hit.strangers.contains { isTelling($0, hit, query) }
    return isMeant ? .typo2 : .none
  }

  /// How many letters a name has, a final `straße` not counted.
  private func tellingLetters(of hit: StreetHit) -> Int {
    let name = Words(names[nameNumber(of: hit.street)]).key
    return name.suffix(7).elementsEqual("strasse".utf8) ? name.count - 7 : name.count
  }

  /// Whether the name was written as on file, but for case and a full stop at its end.
  private func isWrittenAlike(_ hit: StreetHit, _ query: SearchQuery) -> Bool {
    guard let first = hit.words.first, let last = hit.words.last else { return false }
    let range =
      query.words.words[first].source.lowerBound..<query.words.words[last].source.upperBound
    let text = query.text.utf8
    let start = text.index(text.startIndex, offsetBy: range.lowerBound)
    let written = text[start..<text.index(start, offsetBy: range.count)]
    let name = nameNumber(of: hit.street)
    return names.isAlike(name, written) ?? isWrittenAlike(Substring(written), names[name])
  }

  private func isWrittenAlike(_ written: Substring, _ name: String) -> Bool {
    let (written, name) = (written.lowercased(), name.lowercased())
    return written == name || written + "." == name
  }

  private func isPlaceless(_ street: Int) -> Bool {
    city(of: street) == 0
      && numbers(of: street).places.allSatisfy { place($0).district == 0 }
  }

  /// Whether a stranger stands apart from the street: behind the number, or beyond a comma.
  private func isApart(_ word: Int, _ hit: StreetHit, _ query: SearchQuery) -> Bool {
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

  /// Words in front of a street that make another street of it.
  private static let telling: Set<String> = [
    "alt", "alte", "alter", "altes", "alten", "neu", "neue", "neuer", "neues", "neuen", "gross",
    "klein", "obere", "oberer", "oberes", "oberen", "untere", "unterer", "unteres", "unteren",
    "hintere", "hinterer", "vordere", "vorderer", "mittlere", "mittlerer", "innere", "aeussere",
    "lange", "langer", "kurze", "kurzer", "breite", "breiter", "hohe", "hoher", "erste", "zweite",
    "dritte", "nord", "sued", "ost", "west", "noerdliche", "suedliche", "oestliche", "westliche",
    "unter", "ueber", "hinter", "neben", "zwischen",
  ]

  /// Whether a stranger could be a part of the street's name: it stands right beside it and is short or
  /// tells streets apart.
  private func isTelling(_ word: Int, _ hit: StreetHit, _ query: SearchQuery) -> Bool {
    if isApart(word, hit, query) { return false }
    guard word < hit.words.lowerBound else { return true }
    let spelling = String(decoding: query.words.spelling(word), as: UTF8.self)
    return spelling.utf8.count <= 3 || Self.telling.contains(spelling)
  }
}
