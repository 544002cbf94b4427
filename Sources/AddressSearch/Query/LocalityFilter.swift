/// Selects the streets and house numbers that are in the localities and the postcode that a query
/// names.
struct LocalityFilter {
  /// For each locality named in the query: the numbers of the matching locality names.
  private let named: [Set<UInt32>]
  private let hasDistrict: Bool
  private let postcode: [UInt8]?

  /// The filter that accepts everything.
  static let none = LocalityFilter(named: [], hasDistrict: false, postcode: nil)

  private init(named: [Set<UInt32>], hasDistrict: Bool, postcode: [UInt8]?) {
    self.named = named
    self.hasDistrict = hasDistrict
    self.postcode = postcode
  }

  init(_ interpretation: Interpretation, _ query: SearchQuery, _ index: SearchIndex) {
    named = interpretation.localities.map { keys in Set(keys.map { index.localityKeys.values[$0] })
    }
    hasDistrict = named.contains { $0.contains { index.isDistrict($0) } }
    postcode = interpretation.postcode.map { Array(query.words.plain($0)) }
  }

  var isEmpty: Bool { named.isEmpty && postcode == nil }

  /// Whether at least one house number of a street is in every locality named.
  ///
  /// A postcode without a locality must match up to one digit; with a locality it may be wrong.
  func admits(_ street: Int, in index: SearchIndex) -> Bool {
    if isEmpty { return true }
    let city = index.city(of: street)
    if postcode == nil || !named.isEmpty {
      let isInTown = named.allSatisfy { $0.contains(city) }
      if isInTown { return true }
      guard hasDistrict else { return false }
    }
    return localities(of: street, in: index) != 0
      && (!named.isEmpty || closestPostcode(of: street, in: index) <= 1)
  }

  /// The localities of a street that match every locality named, one bit for each of the first 64.
  func localities(of street: Int, in index: SearchIndex) -> UInt64 {
    if named.isEmpty { return .max }
    var bits: UInt64 = 0
    for (bit, number) in index.numbers(of: street).localities.prefix(64).enumerated() {
      let locality = index.locality(number)
      if named.allSatisfy({ $0.contains(locality.city) || $0.contains(locality.district) }) {
        bits |= 1 << UInt64(bit)
      }
    }
    return bits
  }

  /// The localities of a street whose postcode starts with the given one.
  func postcodes(of street: Int, _ written: String, in index: SearchIndex) -> UInt64 {
    var bits: UInt64 = 0
    for (bit, number) in index.numbers(of: street).localities.prefix(64).enumerated() {
      let own = index.localityNames[Int(index.locality(number).postcode)]
      // An address without a postcode is compatible with every postcode.
      if own.isEmpty || own.hasPrefix(written) { bits |= 1 << UInt64(bit) }
    }
    return bits
  }

  /// The number of errors for a postcode that does not match: one if one digit is wrong, two if
  /// more are wrong but a locality matches.
  ///
  /// - Returns: `nil` if the street does not match.
  func postcodeTypos(of street: Int, _ written: String, in index: SearchIndex) -> Int? {
    if closestPostcode(of: street, in: index) <= 1 { return 1 }
    return named.isEmpty ? nil : 2
  }

  /// The smallest number of wrong digits between the given postcode and one of the street's
  /// postcodes.
  private func closestPostcode(of street: Int, in index: SearchIndex) -> Int {
    guard let postcode else { return 0 }
    var least = Int.max
    for number in index.numbers(of: street).localities {
      let own = Array(index.localityNames[Int(index.locality(number).postcode)].utf8)
      if own.isEmpty || own.starts(with: postcode) { return 0 }
      least = min(least, Self.wrongDigits(own, postcode))
    }
    return least
  }

  /// The number of digits that differ.
  ///
  /// Two swapped adjacent digits count as one.
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
