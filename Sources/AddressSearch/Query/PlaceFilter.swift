/// Which streets and numbers lie in the places and the postcode that a reading names.
struct PlaceFilter {
  /// For each place named, the names that fit it.
  private let named: [Set<UInt32>]
  private let hasDistrict: Bool
  private let postcode: [UInt8]?

  /// Admits all.
  static let none = PlaceFilter(named: [], hasDistrict: false, postcode: nil)

  private init(named: [Set<UInt32>], hasDistrict: Bool, postcode: [UInt8]?) {
    self.named = named
    self.hasDistrict = hasDistrict
    self.postcode = postcode
  }

  init(_ reading: Reading, _ query: SearchQuery, _ index: SearchIndex) {
    named = reading.places.map { keys in Set(keys.map { index.placeKeys.values[$0] }) }
    hasDistrict = named.contains { $0.contains { index.isDistrict($0) } }
    postcode = reading.postcode.map { Array(query.words.plain($0)) }
  }

  var isEmpty: Bool { named.isEmpty && postcode == nil }

  /// Whether a street lies, with one of its numbers at least, in every place named; a postcode alone
  /// must fit, beside a place it may be wrong.
  func admits(_ street: Int, in index: SearchIndex) -> Bool {
    if isEmpty { return true }
    let city = index.city(of: street)
    if postcode == nil || !named.isEmpty {
      let isInTown = named.allSatisfy { $0.contains(city) }
      if isInTown { return true }
      guard hasDistrict else { return false }
    }
    return places(of: street, in: index) != 0
      && (!named.isEmpty || closestPostcode(of: street, in: index) <= 1)
  }

  /// The places of a street that lie in every place named: a bit for each of the first 64.
  func places(of street: Int, in index: SearchIndex) -> UInt64 {
    if named.isEmpty { return .max }
    var bits: UInt64 = 0
    for (bit, number) in index.numbers(of: street).places.prefix(64).enumerated() {
      let place = index.place(number)
      if named.allSatisfy({ $0.contains(place.city) || $0.contains(place.district) }) {
        bits |= 1 << UInt64(bit)
      }
    }
    return bits
  }

  /// The places of a street whose postcode begins as the one written.
  func postcodes(of street: Int, _ written: String, in index: SearchIndex) -> UInt64 {
    var bits: UInt64 = 0
    for (bit, number) in index.numbers(of: street).places.prefix(64).enumerated() {
      let own = index.placeNames[Int(index.place(number).postcode)]
      // An address without postcode contradicts none.
      if own.isEmpty || own.hasPrefix(written) { bits |= 1 << UInt64(bit) }
    }
    return bits
  }

  /// What a wrong postcode counts: one slip for one digit wrong, two where a place named fits; `nil`
  /// where it speaks against the street.
  func postcodeSlips(of street: Int, _ written: String, in index: SearchIndex) -> Int? {
    if closestPostcode(of: street, in: index) <= 1 { return 1 }
    return named.isEmpty ? nil : 2
  }

  /// The least distance between the postcode written and one of the street's.
  private func closestPostcode(of street: Int, in index: SearchIndex) -> Int {
    guard let postcode else { return 0 }
    var least = Int.max
    for number in index.numbers(of: street).places {
      let own = Array(index.placeNames[Int(index.place(number).postcode)].utf8)
      if own.isEmpty || own.starts(with: postcode) { return 0 }
      least = min(least, Self.wrongDigits(own, postcode))
    }
    return least
  }

  /// Digits that differ; two neighbours swapped are one.
  private static func wrongDigits(_ a: [UInt8], _ b: [UInt8]) -> Int {
    guard a.count == b.count else { return 9 }
    let wrong = a.indices.filter { a[$0] != b[$0] }
    if wrong.count == 2, wrong[1] == wrong[0] + 1, a[wrong[0]] == b[wrong[1]],
      a[wrong[1]] == b[wrong[0]]
    {
      return 1
    }
    return wrong.count
  }
}
