/// Searches for the streets that match a query, with as few typing errors as possible.
struct Search {
  private let index: SearchIndex
  private let query: SearchQuery
  /// The streets found, best first.
  private(set) var hits: [StreetHit] = []
  /// Interpretations whose localities match none of their streets.
  private var outside: [Interpretation] = []

  /// The maximum number of streets evaluated for each interpretation.
  private static let mostStreets = 20_000
  /// If the street name is incomplete, only the names with the most addresses are evaluated, about
  /// this number.
  private static let enoughBegun = 64

  init(_ query: SearchQuery, in index: SearchIndex) {
    self.index = index
    self.query = query
    guard query.count > 0, index.count > 0 else { return }
    let letters = (0..<query.count).filter { !query.words.words[$0].isDigits }
      .map { query.words.words[$0].plain.count }.reduce(0, +)
    var left: [Interpretation] = []
    for typos in 0...2 where letters >= 3 * typos {
      // An incomplete name in the middle of the text is used only if no complete name matches, or
      // if there is no house number.
      var unfinished: [Interpretation] = []
      for interpretation in Interpretations(query, in: index, typos: typos).all() {
        if !interpretation.isWhole {
          left.append(interpretation)
        } else if interpretation.isPrefix && interpretation.street.upperBound < query.count {
          unfinished.append(interpretation)
        } else {
          evaluate(interpretation)
        }
      }
      if !isFound || query.numbers.isEmpty { evaluate(unfinished) }
      if isFound { break }
    }
    if !isFound {
      evaluate(InterpretationsByWords(query, in: index).all().filter(\.isWhole))
    }
    if !isFound {
      evaluate(left.filter { !$0.hasStrayDigits })
      if hits.allSatisfy(\.rank.isContradicted) {
        evaluateContradicted(left.filter(\.hasStrayDigits))
      }
    }
    sort()
  }

  /// Whether a street matches the whole query.
  private var isFound: Bool {
    hits.contains { $0.unmatchedWords.isEmpty && !$0.rank.isContradicted }
  }

  private mutating func sort() {
    var best: [Int: StreetHit] = [:]
    for hit in hits {
      if let known = best[hit.street], !(hit.rank < known.rank) { continue }
      best[hit.street] = hit
    }
    hits = best.values.sorted { ($0.rank, $0.street) < ($1.rank, $1.street) }
  }

  // MARK: Evaluation

  private mutating func evaluate(_ interpretations: [Interpretation]) {
    for interpretation in interpretations { evaluate(interpretation) }
  }

  private mutating func evaluate(_ interpretation: Interpretation) {
    let filter = LocalityFilter(interpretation, query, index)
    if !evaluate(interpretation, filter, isContradicted: false) && !filter.isEmpty {
      outside.append(interpretation)
    }
  }

  /// If localities or digits match no street, the streets are still suggested.
  private mutating func evaluateContradicted(_ interpretations: [Interpretation]) {
    for var interpretation in outside + interpretations {
      interpretation.isByWords = false
      _ = evaluate(interpretation, LocalityFilter.none, isContradicted: true)
    }
  }

  /// A street whose name matches.
  private struct Candidate {
    let street: Int
    /// A value for ``StreetHit/Rank/missing``.
    let missing: Int
    let isVariant: Bool
  }

  /// Evaluates all streets of an interpretation.
  ///
  /// - Returns: whether any street matches.
  private mutating func evaluate(
    _ interpretation: Interpretation, _ filter: LocalityFilter, isContradicted: Bool
  ) -> Bool {
    var fitting: [Candidate] = []
    let cutoff = interpretation.isPrefix ? self.cutoff(interpretation, filter) : 0
    // Streets with the same name in many towns cannot be distinguished without a house number or a
    // locality.
    let most = interpretation.number == nil && filter.isEmpty ? Self.enoughBegun : Self.mostStreets
    search: for keys in interpretation.keys {
      for key in keys {
        let value = Int(index.streetKeys.values[key])
        let streets = index.streets(named: value >> 1)
        let size = index.addressCount(of: streets)
        guard size >= cutoff else { continue }
        let missing = interpretation.isPrefix ? max(1, 4000 - size) : 0
        var count = 0
        for street in streets where filter.admits(street, in: index) {
          fitting.append(
            Candidate(street: street, missing: missing, isVariant: value & 1 == 1))
          count += 1
          if fitting.count >= Self.mostStreets { break search }
          if count == most { break }
        }
      }
    }
    for candidate in fitting {
      add(candidate, interpretation, filter, isContradicted: isContradicted)
    }
    return !fitting.isEmpty
  }

  /// The minimum number of addresses of a name, chosen so that only slightly more than enough names
  /// remain.
  private func cutoff(_ interpretation: Interpretation, _ filter: LocalityFilter) -> Int {
    guard interpretation.keys.reduce(0, { $0 + $1.count }) > Self.enoughBegun else { return 0 }
    var counts = [Int](repeating: 0, count: 64)
    for keys in interpretation.keys {
      for key in keys {
        let streets = index.streets(named: Int(index.streetKeys.values[key]) >> 1)
        if filter.isEmpty || streets.contains(where: { filter.admits($0, in: index) }) {
          let size = index.addressCount(of: streets)
          counts[Int.bitWidth - size.leadingZeroBitCount] += 1
        }
      }
    }
    var sum = 0
    for (power, count) in counts.enumerated().reversed() {
      sum += count
      if sum >= Self.enoughBegun { return power == 0 ? 0 : 1 << (power - 1) }
    }
    return 0
  }

  /// Searches the house number on a street, checks the postcode, and adds the street to the hits.
  private mutating func add(
    _ candidate: Candidate, _ interpretation: Interpretation, _ filter: LocalityFilter,
    isContradicted: Bool
  ) {
    let street = candidate.street
    var outcome = NumberSearch(
      index, street, interpretation.number?.key, filter.localities(of: street, in: index))
    var typos = interpretation.streetTypos + interpretation.localityTypos
    var isContradicted = isContradicted
    if let postcode = interpretation.postcode, !filter.isEmpty {
      let written = query.digits(postcode)
      let strict = outcome
      outcome = strict.restricted(to: filter.postcodes(of: street, written, in: index))
      if outcome.isOutside || (outcome.match == .unknown && strict.match == .exact) {
        // The postcode differs from the street's: one digit is wrong, or the town is right.
        outcome = strict
        if let more = filter.postcodeTypos(of: street, written, in: index) {
          typos += more
        } else {
          isContradicted = true
        }
      }
    }
    add(
      candidate, interpretation, outcome, typos, isContradicted: isContradicted,
      hasLocalityEvidence: !isContradicted && !filter.isEmpty)
  }

  private mutating func add(
    _ candidate: Candidate, _ interpretation: Interpretation, _ outcome: NumberSearch, _ typos: Int,
    isContradicted: Bool, hasLocalityEvidence: Bool
  ) {
    let number =
      switch outcome.match {
      case .exact: 0
      case .range, .none: 1
      case .unknown: 2
      }
    // Words that are a part of the matched house number are not unmatched.
    let unmatchedWords = interpretation.unmatchedWords.filter {
      outcome.match != .exact || interpretation.number?.words.contains($0) != true
    }
    hits.append(
      StreetHit(
        street: candidate.street,
        rank: .init(
          isContradicted: isContradicted,
          typos: typos + 3 * unmatchedWords.count + (interpretation.isByWords ? 1 : 0),
          number: number, missing: candidate.missing, isVariant: candidate.isVariant),
        addresses: outcome.addresses, number: outcome.match, localities: outcome.localities,
        wanted: interpretation.number, words: interpretation.street, unmatchedWords: unmatchedWords,
        hasLocalityEvidence: hasLocalityEvidence, typos: typos,
        streetTypos: interpretation.streetTypos,
        isPrefix: interpretation.isPrefix, isByWords: interpretation.isByWords))
  }
}
