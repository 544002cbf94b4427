extension SearchIndex {
  /// The addresses and streets that the text typed so far may mean, best first.
  ///
  /// The last word or number may be incomplete.
  public func suggest(_ text: String, limit: Int) -> [SearchSuggestion] {
    let query = SearchQuery(text)
    return suggestions(Search(query, in: self).hits, query, limit: limit)
  }

  func suggestions(_ hits: [StreetHit], _ query: SearchQuery, limit: Int)
    -> [SearchSuggestion]
  {
    guard limit > 0 else { return [] }
    let isSure = hits.first?.rank.isContradicted == false
    let hits = hits.lazy.filter { !isSure || !$0.rank.isContradicted }.prefix(limit)
    var result: [SearchSuggestion] = []
    for hit in hits {
      let match = matchClass(of: hit, query)
      let street = indexedStreet(hit.street, localities: hit.localities)
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
    // Add house numbers that start with the digits typed so far, or else the nearest ones.
    let match = matchClass(of: first, query)
    let street = indexedStreet(first.street, localities: first.localities)
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

  /// Whether the house number is the last word of the query, so that further digits may follow.
  private func isBeingTyped(_ number: SearchQuery.Number?, _ query: SearchQuery) -> Bool {
    number?.words.upperBound == query.count
  }

  /// A street, with postcode and district if they are the same for all localities considered.
  private func indexedStreet(_ street: Int, localities bits: UInt64) -> IndexedStreet {
    let localities = numbers(of: street).localities.enumerated()
      .filter { NumberSearch.isIn(bits, $0.offset) }.map { locality($0.element) }
    func text(_ numbers: [UInt32]) -> String? {
      guard let first = numbers.first, first != 0, numbers.allSatisfy({ $0 == first }) else {
        return nil
      }
      return localityNames[Int(first)]
    }
    return IndexedStreet(
      name: names[nameNumber(of: street)], postcode: text(localities.map(\.postcode)),
      city: text([city(of: street)]), district: text(localities.map(\.district)),
      addresses: addresses(of: street))
  }

  /// The addresses whose house number starts with the digits typed so far.
  private func completions(of hit: StreetHit, count: Int) -> [Int] {
    guard let wanted = hit.wanted else { return [] }
    let typed = wanted.number.description
    let digits = wanted.number.suffix.isEmpty ? wanted.key.value : nil
    var found: [Int] = []
    let first = addresses(of: hit.street).lowerBound
    var list = numbers(of: hit.street)
    while found.count < count + hit.addresses.count, list.next() {
      guard NumberSearch.isIn(hit.localities, list.entry.locality) else { continue }
      if digits.map(list.entry.begins(withDigits:))
        ?? list.entry.number.description.hasPrefix(typed)
      {
        found.append(first + list.entry.index)
      }
    }
    return found
  }

  /// The addresses of a street with the house numbers nearest to the wanted one.
  func nearest(to hit: StreetHit, count: Int) -> [Int] {
    let wanted = Int(hit.wanted?.key.value ?? 0)
    let first = addresses(of: hit.street).lowerBound
    var list = numbers(of: hit.street)
    var found: [(distance: Int, suffix: String, address: Int)] = []
    while list.next() {
      guard NumberSearch.isIn(hit.localities, list.entry.locality) else { continue }
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
