/// What an address as somebody wrote it leads to.
///
/// Addresses are given by their place in the index, from 0.
public struct SearchAnswer: Hashable, Sendable {
  /// How well street and places fit; ``MatchClass/none`` where no one street is meant for certain.
  public let match: MatchClass
  /// What became of the number; exact only where that very number and suffix are on file.
  public let number: NumberMatch
  /// The address, where one alone fits and its number is exact or in a range.
  public let address: Int?
  /// Whether the street's whole name was written, and without a slip.
  public let isWhole: Bool
  /// The addresses with that very number that fit alike, where there are several.
  public let candidates: [Int]
  /// The addresses with the nearest numbers, where the number is not on file, none was written, or
  /// the street is not written as a whole.
  public let nearest: [Int]
  /// What else could be meant, best first.
  public let suggestions: [SearchSuggestion]
}

/// An address or a street that fits what somebody has typed so far.
public struct SearchSuggestion: Hashable, Sendable {
  /// How well street and places fit.
  public let match: MatchClass
  /// What became of the number.
  public let number: NumberMatch
  /// The address; `nil` for a street as a whole.
  public let address: Int?
  /// The street.
  public let street: IndexedStreet
}

/// A street of one municipality.
public struct IndexedStreet: Hashable, Sendable {
  /// The name as on file.
  public let name: String
  /// The postcode; `nil` where it has none or several.
  public let postcode: String?
  /// The town.
  public let city: String?
  /// The district; `nil` where it lies in none or several.
  public let district: String?
  /// The addresses that lie on it.
  public let addresses: Range<Int>
}

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

  /// What could be meant by what somebody has typed so far, best first; the last word or number may be
  /// unfinished.
  public func suggest(_ text: String, limit: Int) -> [SearchSuggestion] {
    let query = SearchQuery(text)
    return suggestions(Search(query, in: self).hits, query, limit: limit)
  }

  // MARK: Certainty

  /// The first hits, as many as nothing tells apart.
  ///
  /// Of streets of one town whose names have one key, the one written exactly so is meant.
  private func equals(of hits: [StreetHit], _ query: SearchQuery) -> [StreetHit] {
    guard let first = hits.first else { return [] }
    let equal = hits.prefix { $0.rank.deciding == first.rank.deciding }
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
  private func matchClass(of hit: StreetHit, _ query: SearchQuery) -> MatchClass {
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
    let written = String(decoding: Array(query.text.utf8)[range], as: UTF8.self).lowercased()
    let name = names[nameNumber(of: hit.street)].lowercased()
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

  // MARK: Suggestions

  private func suggestions(_ hits: [StreetHit], _ query: SearchQuery, limit: Int)
    -> [SearchSuggestion]
  {
    guard limit > 0 else { return [] }
    let isSure = hits.first?.rank.isContradicted == false
    let hits = hits.lazy.filter { !isSure || !$0.rank.isContradicted }.prefix(limit)
    var result: [SearchSuggestion] = []
    for hit in hits {
      let match = matchClass(of: hit, query)
      let street = indexedStreet(hit.street, places: hit.places)
      func add(_ address: Int?, _ number: NumberMatch) {
        result.append(
          SearchSuggestion(match: match, number: number, address: address, street: street))
      }
      for address in hit.addresses { add(address, hit.number) }
      guard hit.addresses.isEmpty || result.count < limit else { break }
      if hit.number == .none { add(nil, .none) }
      if hit.number == .unknown, !isBeingTyped(hit.wanted, query) { add(nil, .unknown) }
    }
    guard let first = hits.first, let wanted = first.wanted, result.count < limit else {
      return Array(result.prefix(limit))
    }
    // What is still being typed, or the nearest numbers.
    let match = matchClass(of: first, query)
    let street = indexedStreet(first.street, places: first.places)
    var more = isBeingTyped(wanted, query) ? completions(of: first, count: limit) : []
    if more.isEmpty && first.number != .exact { more = nearest(to: first, count: 3) }
    let given = Set(result.compactMap(\.address))
    let rest = more.filter { !given.contains($0) }.map {
      SearchSuggestion(match: match, number: .unknown, address: $0, street: street)
    }
    if result.isEmpty && rest.isEmpty {
      return [SearchSuggestion(match: match, number: .unknown, address: nil, street: street)]
    }
    return Array((result + rest).prefix(limit))
  }

  /// Whether a number ends the text, so that more may follow.
  private func isBeingTyped(_ number: SearchQuery.Number?, _ query: SearchQuery) -> Bool {
    number?.words.upperBound == query.count
  }

  /// A street, with postcode and district where all places meant share them.
  private func indexedStreet(_ street: Int, places bits: UInt64) -> IndexedStreet {
    let places = numbers(of: street).places.enumerated()
      .filter { NumberSearch.isIn(bits, $0.offset) }.map { place($0.element) }
    func text(_ numbers: [UInt32]) -> String? {
      guard let first = numbers.first, first != 0, numbers.allSatisfy({ $0 == first }) else {
        return nil
      }
      return placeNames[Int(first)]
    }
    return IndexedStreet(
      name: names[nameNumber(of: street)], postcode: text(places.map(\.postcode)),
      city: text([city(of: street)]), district: text(places.map(\.district)),
      addresses: addresses(of: street))
  }

  /// The addresses whose number begins with the digits typed so far.
  private func completions(of hit: StreetHit, count: Int) -> [Int] {
    guard let wanted = hit.wanted else { return [] }
    let typed = wanted.number.description
    var found: [Int] = []
    let first = addresses(of: hit.street).lowerBound
    var list = numbers(of: hit.street)
    while found.count < count + hit.addresses.count, list.next() {
      if NumberSearch.isIn(hit.places, list.entry.place),
        list.entry.number.description.hasPrefix(typed)
      {
        found.append(first + list.entry.index)
      }
    }
    return found
  }

  /// The addresses of a street with the numbers nearest to the one asked for.
  private func nearest(to hit: StreetHit, count: Int) -> [Int] {
    let wanted = Int(hit.wanted?.key.value ?? 0)
    let first = addresses(of: hit.street).lowerBound
    var list = numbers(of: hit.street)
    var found: [(distance: Int, suffix: String, address: Int)] = []
    while list.next() {
      guard NumberSearch.isIn(hit.places, list.entry.place) else { continue }
      let distance = list.entry.isText ? Int.max : abs(Int(list.entry.value) - wanted)
      found.append(
        (distance, String(decoding: list.entry.suffix, as: UTF8.self), first + list.entry.index))
    }
    return found.sorted {
      ($0.distance, $0.suffix, $0.address) < ($1.distance, $1.suffix, $1.address)
    }
    .prefix(count).map(\.address)
  }
}
