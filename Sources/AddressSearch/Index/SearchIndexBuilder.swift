/// Collects addresses and makes a search index of them.
///
/// It keeps 28 bytes an address and each text once, so that a whole country can be given to it one by
/// one.
///
/// - Complexity: O(n log n) for n addresses.
public struct SearchIndexBuilder {
  private struct Record {
    var street: UInt32
    var place: UInt32
    var value: UInt32
    var suffix: UInt32
    var longitude: Int32
    var latitude: Int32
    /// Whether the suffix is the number, for it is a text.
    var isText: Bool
  }

  private struct Place: Hashable {
    var postcode: UInt32
    var city: UInt32
    var district: UInt32
  }

  private struct Street: Hashable {
    var name: UInt32
    var city: UInt32
  }

  private var records: [Record] = []
  private var names = Numbering<String>()
  private var placeNames = Numbering<String>()
  private var suffixes = Numbering<String>()
  private var places = Numbering<Place>()
  private var streets = Numbering<Street>()

  /// Starts without an address.
  public init() {
    // Nothing stated is number 0 of each.
    _ = placeNames.number(of: "")
    _ = suffixes.number(of: "")
  }

  /// How many addresses have been added.
  public var count: Int { records.count }

  /// Adds an address.
  ///
  /// - Parameters:
  ///   - entry: the address.
  ///   - longitude: hundred-thousandths of a degree east.
  ///   - latitude: hundred-thousandths of a degree north.
  public mutating func add(_ entry: AddressEntry, longitude: Int32 = 0, latitude: Int32 = 0) {
    let city = placeNames.number(of: entry.city ?? "")
    let place = Place(
      postcode: placeNames.number(of: entry.postcode ?? ""), city: city,
      district: placeNames.number(of: entry.district ?? ""))
    let street = Street(name: names.number(of: entry.street), city: city)
    let isText = NumberKey(entry.number).value == nil
    let suffix = isText ? entry.number.number + entry.number.suffix : entry.number.suffix
    records.append(
      Record(
        street: streets.number(of: street), place: places.number(of: place),
        value: isText ? 0 : UInt32(entry.number.number) ?? 0,
        suffix: suffixes.number(of: suffix), longitude: longitude, latitude: latitude,
        isText: isText))
  }

  /// Makes the index.
  ///
  /// - Returns: the image, and for each address of the index which one it was of those added.
  public consuming func build() -> (image: [UInt8], order: [UInt32]) {
    var writer = ImageWriter()
    let nameOrder = names.order { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let placeNameOrder = placeNames.order { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let namePosition = Self.inverse(nameOrder)
    let placeNamePosition = Self.inverse(placeNameOrder)
    let streetOrder = streets.order {
      (namePosition[Int($0.name)], placeNamePosition[Int($0.city)])
        < (namePosition[Int($1.name)], placeNamePosition[Int($1.city)])
    }
    TextTable.write(nameOrder.map { names[$0].utf8 }, to: &writer)
    TextTable.write(placeNameOrder.map { placeNames[$0].utf8 }, to: &writer)
    let placeOrder = places.order { a, b in
      let (p, q) = (placeNamePosition, placeNamePosition)
      return (p[Int(a.postcode)], p[Int(a.city)], p[Int(a.district)])
        < (q[Int(b.postcode)], q[Int(b.city)], q[Int(b.district)])
    }
    writePlaces(placeOrder, placeNamePosition, to: &writer)
    writeStreets(streetOrder, namePosition, placeNamePosition, to: &writer)
    let order = writeNumbers(streetOrder, Self.inverse(placeOrder), to: &writer)
    writeStreetKeys(nameOrder, to: &writer)
    writePlaceKeys(placeNameOrder, to: &writer)
    writeNameWords(nameOrder, to: &writer)
    return (writer.image(), order)
  }

  private static func inverse(_ order: [UInt32]) -> [UInt32] {
    var inverse = [UInt32](repeating: 0, count: order.count)
    for (position, number) in order.enumerated() { inverse[Int(number)] = UInt32(position) }
    return inverse
  }

  private func writePlaces(
    _ order: [UInt32], _ position: [UInt32], to writer: inout ImageWriter
  ) {
    writer.add(order.map { position[Int(places[$0].postcode)] })
    writer.add(order.map { position[Int(places[$0].city)] })
    writer.add(order.map { position[Int(places[$0].district)] })
    // What each place name is: the name of a town 1, of a district 2, of both 3.
    var kinds = [UInt8](repeating: 0, count: placeNames.count)
    for place in places.values {
      kinds[Int(position[Int(place.city)])] |= 1
      kinds[Int(position[Int(place.district)])] |= 2
    }
    writer.add(kinds)
  }

  private func writeStreets(
    _ order: [UInt32], _ namePosition: [UInt32], _ placeNamePosition: [UInt32],
    to writer: inout ImageWriter
  ) {
    writer.add(order.map { namePosition[Int(streets[$0].name)] })
    writer.add(order.map { placeNamePosition[Int(streets[$0].city)] })
    var firstStreet = [UInt32](repeating: 0, count: names.count + 1)
    for street in order { firstStreet[Int(namePosition[Int(streets[street].name)]) + 1] += 1 }
    for name in 0..<names.count { firstStreet[name + 1] += firstStreet[name] }
    writer.add(firstStreet)
  }

  private func writeNumbers(
    _ streetOrder: [UInt32], _ placePosition: [UInt32], to writer: inout ImageWriter
  ) -> [UInt32] {
    let position = Self.inverse(streetOrder)
    var first = [UInt32](repeating: 0, count: streets.count + 1)
    for record in records { first[Int(position[Int(record.street)]) + 1] += 1 }
    for street in 0..<streets.count { first[street + 1] += first[street] }
    var free = first
    var order = [UInt32](repeating: 0, count: records.count)
    for (number, record) in records.enumerated() {
      let street = Int(position[Int(record.street)])
      order[Int(free[street])] = UInt32(number)
      free[street] += 1
    }
    var bytes: [UInt8] = []
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(streets.count + 1)
    let suffixPosition = Self.inverse(suffixes.order { $0 < $1 })
    for street in 0..<streets.count {
      let range = Int(first[street])..<Int(first[street + 1])
      order[range].sort { left, right in
        let (a, b) = (records[Int(left)], records[Int(right)])
        return (
          a.isText ? 1 : 0, a.value, suffixPosition[Int(a.suffix)], placePosition[Int(a.place)],
          left
        ) < (
          b.isText ? 1 : 0, b.value, suffixPosition[Int(b.suffix)], placePosition[Int(b.place)],
          right
        )
      }
      var own: [UInt32] = []
      for number in order[range] {
        let place = placePosition[Int(records[Int(number)].place)]
        if !own.contains(place) { own.append(place) }
      }
      NumberList.append(places: own, to: &bytes)
      var last = NumberList.Entry()
      for number in order[range] {
        let record = records[Int(number)]
        var entry = NumberList.Entry()
        entry.value = record.value
        entry.isText = record.isText
        entry.suffix = Array(suffixes[record.suffix].utf8)
        entry.place = own.firstIndex(of: placePosition[Int(record.place)]) ?? 0
        entry.longitude = record.longitude
        entry.latitude = record.latitude
        NumberList.append(entry, after: last, to: &bytes)
        last = entry
      }
      offsets.append(UInt32(bytes.count))
    }
    writer.add(first)
    writer.add(bytes)
    writer.add(offsets)
    return order
  }

  /// Each name under its key; under the one with the short `str`, for slips in it; and under the ones
  /// with bare vowels.
  private func writeStreetKeys(_ order: [UInt32], to writer: inout ImageWriter) {
    var entries: [(key: [UInt8], value: UInt32)] = []
    entries.reserveCapacity(2 * order.count)
    for (position, number) in order.enumerated() {
      for (variant, key) in StreetKeys.keys(of: names[number]).enumerated() {
        entries.append((key, UInt32(position) << 1 | (variant == 0 ? 0 : 1)))
      }
    }
    KeyTrie.write(entries, to: &writer)
  }

  private func writePlaceKeys(_ order: [UInt32], to writer: inout ImageWriter) {
    let postcodes = Set(places.values.map(\.postcode))
    var entries: [(key: [UInt8], value: UInt32)] = []
    for (position, number) in order.enumerated() where number != 0 {
      if postcodes.contains(number) && placeNames[number].utf8.allSatisfy({ $0 < 0x3A }) {
        continue
      }
      for key in StreetKeys.keys(of: placeNames[number]) where !key.isEmpty {
        entries.append((key, UInt32(position)))
      }
    }
    KeyTrie.write(entries, to: &writer)
  }

  private func writeNameWords(_ order: [UInt32], to writer: inout ImageWriter) {
    var entries: [(key: [UInt8], value: UInt32)] = []
    for (position, number) in order.enumerated() {
      let words = Words(names[number])
      for word in words.words.indices where words.spelling(word).count >= 2 {
        entries.append((Array(words.spelling(word).prefix(StreetKeys.longest)), UInt32(position)))
      }
    }
    KeyTrie.write(entries, to: &writer)
  }
}

/// The keys that a name is found by.
enum StreetKeys {
  /// Longer keys are cut: nobody types so much.
  static let longest = 120

  /// The name's key first, then its other forms.
  static func keys(of name: String) -> [[UInt8]] {
    var keys: [[UInt8]] = []
    func add(_ key: [UInt8]) {
      let key = Array(key.prefix(longest))
      if !key.isEmpty && !keys.contains(key) { keys.append(key) }
    }
    let ending = Array("strasse".utf8)
    for umlauts in [Words.Umlauts.written, .bare] {
      let key = Words(name, umlauts: umlauts).key
      add(key)
      if key.count > ending.count && key.suffix(ending.count).elementsEqual(ending) {
        add(key.dropLast(4))
      }
    }
    add(Words(name, umlauts: .single).key)
    return keys
  }
}

/// Gives each different value a number, in the order they come.
struct Numbering<Value: Hashable> {
  private var numbers: [Value: UInt32] = [:]
  private(set) var values: [Value] = []
  private var last: (value: Value, number: UInt32)?

  var count: Int { values.count }

  subscript(number: UInt32) -> Value { values[Int(number)] }

  mutating func number(of value: Value) -> UInt32 {
    // Lists come street by street.
    if let last, last.value == value { return last.number }
    let number: UInt32
    if let known = numbers[value] {
      number = known
    } else {
      number = UInt32(values.count)
      numbers[value] = number
      values.append(value)
    }
    last = (value, number)
    return number
  }

  /// The numbers, sorted by their values.
  func order(by isBefore: (Value, Value) -> Bool) -> [UInt32] {
    (0..<UInt32(values.count)).sorted { isBefore(values[Int($0)], values[Int($1)]) }
  }
}
