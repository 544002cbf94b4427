/// The result of the search for a house number on a street.
struct NumberSearch {
  private let index: SearchIndex
  private let street: Int
  private let wanted: NumberKey?
  /// The localities of the street to consider, one bit for each.
  let localities: UInt64
  private(set) var match = NumberMatch.none
  /// The addresses with exactly this number; if there are none, those whose range includes it.
  private(set) var addresses: [Int] = []

  init(_ index: SearchIndex, _ street: Int, _ wanted: NumberKey?, _ localities: UInt64) {
    self.index = index
    self.street = street
    self.wanted = wanted
    self.localities = localities
    guard let wanted else { return }
    match = .unknown
    let first = index.addresses(of: street).lowerBound
    var list = index.numbers(of: street)
    var holding: [Int] = []
    while list.next() {
      guard Self.isIn(localities, list.entry.locality) else { continue }
      if let value = wanted.value, !list.entry.isText, list.entry.value > value { break }
      if wanted.value == nil && !list.entry.isText { continue }
      // Without a suffix, a different number can be neither the wanted number nor a range that
      // includes it.
      if !list.entry.isText, list.entry.suffix.isEmpty, list.entry.value != wanted.value {
        continue
      }
      let key = list.entry.key
      if key == wanted {
        addresses.append(first + list.entry.index)
      } else if key.contains(wanted) {
        holding.append(first + list.entry.index)
      }
    }
    if !addresses.isEmpty {
      match = .exact
    } else if !holding.isEmpty {
      match = .range
      addresses = holding
    }
  }

  /// Whether none of the street's localities is considered.
  var isOutside: Bool { localities == 0 }

  /// The same search, restricted to fewer localities.
  func restricted(to bits: UInt64) -> NumberSearch {
    localities & bits == localities ? self : NumberSearch(index, street, wanted, localities & bits)
  }

  /// Whether a locality of a street is considered.
  ///
  /// Localities after the 64th have no bit; they are considered only if all are.
  static func isIn(_ localities: UInt64, _ locality: Int) -> Bool {
    locality < 64 ? localities & (1 << UInt64(locality)) != 0 : localities == .max
  }
}
