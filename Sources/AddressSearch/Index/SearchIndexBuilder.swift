/// Collects addresses and creates a search index.
///
/// The builder stores 28 bytes for each address, and each text only once, so that it can hold the
/// addresses of a whole country.
///
/// - Complexity: O(n log n) for n addresses.
public struct SearchIndexBuilder {
  private struct Record {
    var street: UInt32
    var locality: UInt32
    var value: UInt32
    var suffix: UInt32
    var longitude: Int32
    var latitude: Int32
    /// Whether the house number is a text, which is then stored as the suffix.
    var isText: Bool
  }

  private struct Locality: Hashable {
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
  private var localityNames = Numbering<String>()
  private var suffixes = Numbering<String>()
  private var localities = Numbering<Locality>()
  private var streets = Numbering<Street>()

  /// Creates an empty builder.
  public init() {
    // Number 0 of each list is the empty text.
    _ = localityNames.number(of: "")
    _ = suffixes.number(of: "")
  }

  /// The number of addresses added.
  public var count: Int { records.count }

  /// Adds an address.
  ///
  /// - Parameters:
  ///   - entry: the address.
  ///   - longitude: the longitude in units of 10⁻⁵ degrees.
  ///   - latitude: the latitude in units of 10⁻⁵ degrees.
  public mutating func add(_ entry: AddressEntry, longitude: Int32 = 0, latitude: Int32 = 0) {
    let city = localityNames.number(of: entry.city ?? "")
    let locality = Locality(
      postcode: localityNames.number(of: entry.postcode ?? ""), city: city,
      district: localityNames.number(of: entry.district ?? ""))
    let street = Street(name: names.number(of: entry.street), city: city)
    let isText = NumberKey(entry.number).value == nil
    let suffix = isText ? entry.number.number + entry.number.suffix : entry.number.suffix
    records.append(
      Record(
        street: streets.number(of: street), locality: localities.number(of: locality),
        value: isText ? 0 : UInt32(entry.number.number) ?? 0,
        suffix: suffixes.number(of: suffix), longitude: longitude, latitude: latitude,
        isText: isText))
  }

  /// Creates the index.
  ///
  /// - Returns: the image, and for each address of the index the order in which it was added.
  public consuming func build() -> (image: [UInt8], order: [UInt32]) {
    var writer = ImageWriter()
    let nameOrder = names.order { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let localityNameOrder = localityNames.order { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let namePosition = Self.inverse(nameOrder)
    let localityNamePosition = Self.inverse(localityNameOrder)
    let streetOrder = streets.order {
      (namePosition[Int($0.name)], localityNamePosition[Int($0.city)])
        < (namePosition[Int($1.name)], localityNamePosition[Int($1.city)])
    }
    TextTable.write(nameOrder.map { names[$0].utf8 }, to: &writer)
    TextTable.write(localityNameOrder.map { localityNames[$0].utf8 }, to: &writer)
    let localityOrder = localities.order { a, b in
      let (p, q) = (localityNamePosition, localityNamePosition)
      return (p[Int(a.postcode)], p[Int(a.city)], p[Int(a.district)])
        < (q[Int(b.postcode)], q[Int(b.city)], q[Int(b.district)])
    }
    writeLocalities(localityOrder, localityNamePosition, to: &writer)
    writeStreets(streetOrder, namePosition, localityNamePosition, to: &writer)
    let order = writeNumbers(streetOrder, Self.inverse(localityOrder), to: &writer)
    writeNameKeys(nameOrder, to: &writer)
    writeLocalityKeys(localityNameOrder, to: &writer)
    writeNameWords(nameOrder, to: &writer)
    return (writer.image(), order)
  }

  private static func inverse(_ order: [UInt32]) -> [UInt32] {
    var inverse = [UInt32](repeating: 0, count: order.count)
    for (position, number) in order.enumerated() { inverse[Int(number)] = UInt32(position) }
    return inverse
  }

  private func writeLocalities(
    _ order: [UInt32], _ position: [UInt32], to writer: inout ImageWriter
  ) {
    writer.add(order.map { position[Int(localities[$0].postcode)] })
    writer.add(order.map { position[Int(localities[$0].city)] })
    writer.add(order.map { position[Int(localities[$0].district)] })
    // The kind of each locality name: 1 for a town, 2 for a district, 3 for both.
    var kinds = [UInt8](repeating: 0, count: localityNames.count)
    for locality in localities.values {
      kinds[Int(position[Int(locality.city)])] |= 1
      kinds[Int(position[Int(locality.district)])] |= 2
    }
    writer.add(kinds)
  }

  private func writeStreets(
    _ order: [UInt32], _ namePosition: [UInt32], _ localityNamePosition: [UInt32],
    to writer: inout ImageWriter
  ) {
    writer.add(order.map { namePosition[Int(streets[$0].name)] })
    writer.add(order.map { localityNamePosition[Int(streets[$0].city)] })
    var firstStreet = [UInt32](repeating: 0, count: names.count + 1)
    for street in order { firstStreet[Int(namePosition[Int(streets[street].name)]) + 1] += 1 }
    for name in 0..<names.count { firstStreet[name + 1] += firstStreet[name] }
    writer.add(firstStreet)
  }

  private func writeNumbers(
    _ streetOrder: [UInt32], _ localityPosition: [UInt32], to writer: inout ImageWriter
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
          a.isText ? 1 : 0, a.value, suffixPosition[Int(a.suffix)],
          localityPosition[Int(a.locality)],
          left
        ) < (
          b.isText ? 1 : 0, b.value, suffixPosition[Int(b.suffix)],
          localityPosition[Int(b.locality)],
          right
        )
      }
      var own: [UInt32] = []
      for number in order[range] {
        let locality = localityPosition[Int(records[Int(number)].locality)]
        if !own.contains(locality) { own.append(locality) }
      }
      NumberList.append(localities: own, to: &bytes)
      var last = NumberList.Entry()
      for number in order[range] {
        let record = records[Int(number)]
        var entry = NumberList.Entry()
        entry.value = record.value
        entry.isText = record.isText
        entry.suffix = Array(suffixes[record.suffix].utf8)
        entry.locality = own.firstIndex(of: localityPosition[Int(record.locality)]) ?? 0
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

  /// Enters each name with its keys: the full form, the form that ends in `str` (for queries with
  /// errors), and the forms in which umlauts are written as plain vowels.
  private func writeNameKeys(_ order: [UInt32], to writer: inout ImageWriter) {
    var entries: [(key: [UInt8], value: UInt32)] = []
    entries.reserveCapacity(2 * order.count)
    for (position, number) in order.enumerated() {
      for (variant, key) in NameKeys.keys(of: names[number]).enumerated() {
        entries.append((key, UInt32(position) << 1 | (variant == 0 ? 0 : 1)))
      }
    }
    KeyTrie.write(entries, to: &writer)
  }

  private func writeLocalityKeys(_ order: [UInt32], to writer: inout ImageWriter) {
    let postcodes = Set(localities.values.map(\.postcode))
    var entries: [(key: [UInt8], value: UInt32)] = []
    for (position, number) in order.enumerated() where number != 0 {
      if postcodes.contains(number) && localityNames[number].utf8.allSatisfy({ $0 < 0x3A }) {
        continue
      }
      for key in NameKeys.keys(of: localityNames[number]) where !key.isEmpty {
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
        entries.append((Array(words.spelling(word).prefix(NameKeys.longest)), UInt32(position)))
      }
    }
    KeyTrie.write(entries, to: &writer)
  }
}

/// The keys by which a name can be found.
enum NameKeys {
  /// The maximum length of a key.
  ///
  /// Longer keys are truncated; nobody types that much.
  static let longest = 120

  /// The keys of a name.
  ///
  /// The full form comes first.
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

/// Assigns consecutive numbers to distinct values, in order of first occurrence.
struct Numbering<Value: Hashable> {
  private var numbers: [Value: UInt32] = [:]
  private(set) var values: [Value] = []
  private var last: (value: Value, number: UInt32)?

  var count: Int { values.count }

  subscript(number: UInt32) -> Value { values[Int(number)] }

  mutating func number(of value: Value) -> UInt32 {
    // Lists are usually ordered by street, so the same value often occurs twice in succession.
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

  /// The numbers in the order of their values.
  func order(by isBefore: (Value, Value) -> Bool) -> [UInt32] {
    (0..<UInt32(values.count)).sorted { isBefore(values[Int($0)], values[Int($1)]) }
  }
}
