/// What became of a house number on one street.
struct NumberSearch {
  private let index: SearchIndex
  private let street: Int
  private let wanted: NumberKey?
  /// Which of the street's places count: a bit for each.
  let places: UInt64
  private(set) var match = NumberMatch.none
  /// The addresses with that number; or, where there are none, whose range holds it.
  private(set) var addresses: [Int] = []

  init(_ index: SearchIndex, _ street: Int, _ wanted: NumberKey?, _ places: UInt64) {
    self.index = index
    self.street = street
    self.wanted = wanted
    self.places = places
    guard let wanted else { return }
    match = .unknown
    let first = index.addresses(of: street).lowerBound
    var list = index.numbers(of: street)
    var holding: [Int] = []
    while list.next() {
      guard Self.isIn(places, list.entry.place) else { continue }
      if let value = wanted.value, !list.entry.isText, list.entry.value > value { break }
      if wanted.value == nil && !list.entry.isText { continue }
      // Nothing that follows another number makes it this one, unless it is a range.
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

  /// Whether none of the street's places counts.
  var isOutside: Bool { places == 0 }

  /// The same search among fewer places.
  func restricted(to bits: UInt64) -> NumberSearch {
    places & bits == places ? self : NumberSearch(index, street, wanted, places & bits)
  }

  /// Whether a place of a street counts; those beyond the 64th do only where all do.
  static func isIn(_ places: UInt64, _ place: Int) -> Bool {
    place < 64 ? places & (1 << UInt64(place)) != 0 : places == .max
  }
}
