/// One search: readings are found with as few slips as do, and weighed by the streets on file.
struct Search {
  private let index: SearchIndex
  private let query: SearchQuery
  /// The hits, best first.
  private(set) var hits: [StreetHit] = []
  /// Readings whose places fit none of their streets.
  private var outside: [Reading] = []

  /// More streets of one reading are not weighed.
  private static let mostStreets = 20_000
  /// Of names only begun, those with the most addresses are weighed.
  private static let enoughBegun = 64

  init(_ query: SearchQuery, in index: SearchIndex) {
    self.index = index
    self.query = query
    guard query.count > 0, index.count > 0 else { return }
    let letters = (0..<query.count).filter { !query.words.words[$0].isDigits }
      .map { query.words.words[$0].plain.count }.reduce(0, +)
    var left: [Reading] = []
    for slips in 0...2 where letters >= 3 * slips {
      // A name unfinished amid the text is meant where no finished one fits, or no number follows.
      var unfinished: [Reading] = []
      for reading in Readings(query, in: index, slips: slips).all() {
        if !reading.isWhole {
          left.append(reading)
        } else if reading.isBeginning && reading.street.upperBound < query.count {
          unfinished.append(reading)
        } else {
          weigh(reading)
        }
      }
      if !isFound || query.numbers.isEmpty { weigh(unfinished) }
      if isFound { break }
    }
    if !isFound {
      weigh(ReadingsByWords(query, in: index).all().filter(\.isWhole), byWords: true)
    }
    if !isFound {
      weigh(left.filter { !$0.hasStrayDigits })
      if hits.allSatisfy(\.rank.isContradicted) {
        weighContradicted(left.filter(\.hasStrayDigits))
      }
    }
    sort()
  }

  /// Whether any street fits all that is said.
  private var isFound: Bool {
    hits.contains { $0.strangers.isEmpty && !$0.rank.isContradicted }
  }

  private mutating func sort() {
    var best: [Int: StreetHit] = [:]
    for hit in hits {
      if let known = best[hit.street], !(hit.rank < known.rank) { continue }
      best[hit.street] = hit
    }
    hits = best.values.sorted { ($0.rank, $0.street) < ($1.rank, $1.street) }
  }

  // MARK: Weighing

  private mutating func weigh(_ readings: [Reading], byWords: Bool = false) {
    for reading in readings { weigh(reading, byWords: byWords) }
  }

  private mutating func weigh(_ reading: Reading, byWords: Bool = false) {
    let filter = PlaceFilter(reading, query, index)
    if !weigh(reading, filter, isContradicted: false, byWords) && !filter.isEmpty {
      outside.append(reading)
    }
  }

  /// Where places or digits fit no street, the streets are still worth a mention.
  private mutating func weighContradicted(_ readings: [Reading]) {
    for reading in outside + readings {
      _ = weigh(reading, PlaceFilter.none, isContradicted: true, false)
    }
  }

  /// - Returns: whether any street fits.
  private mutating func weigh(
    _ reading: Reading, _ filter: PlaceFilter, isContradicted: Bool, _ byWords: Bool
  ) -> Bool {
    var fitting: [(street: Int, missing: Int, isVariant: Bool)] = []
    let cutoff = reading.isBeginning ? self.cutoff(reading, filter) : 0
    // Streets of one name in many towns are alike without a number or place.
    let most = reading.number == nil && filter.isEmpty ? Self.enoughBegun : Self.mostStreets
    search: for keys in reading.keys {
      for key in keys {
        let value = Int(index.streetKeys.values[key])
        let streets = index.streets(named: value >> 1)
        let size = index.addressCount(of: streets)
        guard size >= cutoff else { continue }
        let missing = reading.isBeginning ? max(1, 4000 - size) : 0
        var count = 0
        for street in streets where filter.admits(street, in: index) {
          fitting.append((street, missing, value & 1 == 1))
          count += 1
          if fitting.count >= Self.mostStreets { break search }
          if count == most { break }
        }
      }
    }
    for one in fitting {
      add(one.street, reading, filter, one.missing, one.isVariant, isContradicted, byWords)
    }
    return !fitting.isEmpty
  }

  /// How many addresses a name must have at least, so that not many more than enough are left.
  private func cutoff(_ reading: Reading, _ filter: PlaceFilter) -> Int {
    guard reading.keys.reduce(0, { $0 + $1.count }) > Self.enoughBegun else { return 0 }
    var counts = [Int](repeating: 0, count: 64)
    for keys in reading.keys {
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

  private mutating func add(
    _ street: Int, _ reading: Reading, _ filter: PlaceFilter, _ missing: Int, _ isVariant: Bool,
    _ isContradicted: Bool, _ byWords: Bool
  ) {
    var outcome = NumberSearch(
      index, street, reading.number?.key, filter.places(of: street, in: index))
    var slips = reading.streetSlips + reading.placeSlips
    if let postcode = reading.postcode, !filter.isEmpty {
      let written = query.digits(postcode)
      let strict = outcome
      outcome = strict.restricted(to: filter.postcodes(of: street, written, in: index))
      if outcome.isOutside || (outcome.match == .unknown && strict.match == .exact) {
        // Another postcode than the street's: a slip of one digit, or a town that is right.
        outcome = strict
        guard let more = filter.postcodeSlips(of: street, written, in: index) else {
          return add(
            street, reading, missing, isVariant, outcome, slips, isContradicted: true, byWords,
            hasEvidence: false)
        }
        slips += more
      }
    }
    add(
      street, reading, missing, isVariant, outcome, slips, isContradicted: isContradicted, byWords,
      hasEvidence: !isContradicted && !filter.isEmpty)
  }

  private mutating func add(
    _ street: Int, _ reading: Reading, _ missing: Int, _ isVariant: Bool, _ outcome: NumberSearch,
    _ slips: Int, isContradicted: Bool, _ byWords: Bool, hasEvidence: Bool
  ) {
    let number =
      switch outcome.match {
      case .exact: 0
      case .range, .none: 1
      case .unknown: 2
      }
    // Words within a number on file are no strangers.
    let strangers = reading.strangers.filter {
      outcome.match != .exact || reading.number?.words.contains($0) != true
    }
    hits.append(
      StreetHit(
        street: street,
        rank: .init(
          isContradicted: isContradicted, slips: slips + 3 * strangers.count + (byWords ? 1 : 0),
          number: number, missing: missing, isVariant: isVariant),
        addresses: outcome.addresses, number: outcome.match, places: outcome.places,
        wanted: reading.number, words: reading.street, strangers: strangers,
        hasPlaceEvidence: hasEvidence, slips: slips, streetSlips: reading.streetSlips,
        isBeginning: reading.isBeginning,
        isByWords: byWords))
  }
}
