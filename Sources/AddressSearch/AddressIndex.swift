/// Finds addresses by what people write.
///
/// It answers with that very number or with none.
///
/// - Complexity: O(addresses) to build; a query costs one look-up and the numbers of one street.
public struct AddressIndex: Sendable {
  /// What a query leads to.
  public enum Answer: Hashable, Sendable {
    /// One address.
    case found(AddressEntry)
    /// Several addresses fit: the town or postcode is missing.
    case ambiguous([AddressEntry])
    /// None fits; these come nearest.
    case unknown(nearest: [AddressEntry])
  }

  private let entries: [AddressEntry]
  private var byID: [String: Int32] = [:]
  private var byStreet: [String: [Int32]] = [:]

  /// Indexes addresses.
  public init(_ entries: [AddressEntry]) {
    self.entries = entries
    byID.reserveCapacity(entries.count)
    var keys: [String: String] = [:]
    for (number, entry) in entries.enumerated() {
      byID[entry.id] = Int32(number)
      let key = keys[entry.street] ?? StreetName.normalised(entry.street)
      keys[entry.street] = key
      byStreet[key, default: []].append(Int32(number))
    }
  }

  /// The address of an id; `nil` where there is none.
  public func entry(id: String) -> AddressEntry? { byID[id].map { entries[Int($0)] } }

  /// Looks an address up by id, or by street and number in any spelling.
  ///
  /// A postcode or place in the query refuses those addresses that state another one.
  public func find(_ text: String) -> Answer {
    if let number = byID[text] { return .found(entries[Int(number)]) }
    let query = AddressQuery(text)
    for reading in query.readings {
      let fitting = entries(of: reading.street).filter {
        $0.number == reading.number && $0.admits(reading)
      }
      if let first = fitting.first {
        return fitting.count == 1 ? .found(first) : .ambiguous(fitting)
      }
    }
    return .unknown(nearest: nearest(to: query))
  }

  private func entries(of street: String) -> [AddressEntry] {
    (byStreet[street] ?? []).map { entries[Int($0)] }
  }

  /// The addresses of the street with the nearest numbers; where there is no such street, of the
  /// street whose name is nearest.
  private func nearest(to query: AddressQuery) -> [AddressEntry] {
    let known = query.readings.first { byStreet[$0.street] != nil }
    guard let reading = known ?? query.readings.first else { return [] }
    let street = known?.street ?? nearestStreet(to: reading.street)
    let wanted = Int(reading.number.number) ?? 0
    func distance(_ entry: AddressEntry) -> Int { abs((Int(entry.number.number) ?? 0) - wanted) }
    return Array(
      entries(of: street)
        .sorted {
          (distance($0), $0.number.suffix, $0.id) < (distance($1), $1.number.suffix, $1.id)
        }.prefix(5))
  }

  private func nearestStreet(to key: String) -> String {
    let limit = max(1, key.count / 4)
    let near = byStreet.keys.lazy.map { (distance: editDistance($0, key), key: $0) }
      .filter { $0.distance <= limit }
    return near.min { ($0.distance, $0.key) < ($1.distance, $1.key) }?.key ?? ""
  }
}

extension AddressEntry {
  /// Whether nothing it states contradicts the postcode and places of a query.
  fileprivate func admits(_ reading: AddressQuery.Reading) -> Bool {
    if let wanted = reading.postcode, let postcode, wanted != postcode { return false }
    let own = [city, district].compactMap { $0.map(StreetName.normalised) }
    return reading.places.isEmpty || own.isEmpty
      || reading.places.contains { place in own.contains { $0.contains(place) } }
  }
}
