/// Finds addresses by free text.
///
/// The index is an immutable image that consists of flat columns, in memory or mapped from a file.
/// It stores streets by municipality, and for each street the list of its house numbers. A query
/// for a house number is answered with exactly this number or with the information that it does not
/// exist.
///
/// - Complexity: a query takes one traversal of the trie of names for each word at which the street
///   may start, plus the house numbers of the streets found.
public final class SearchIndex: Sendable {
  private let memory: ImageMemory
  let names: TextTable
  let localityNames: TextTable
  private let localityPostcode: Column<UInt32>
  private let localityCity: Column<UInt32>
  private let localityDistrict: Column<UInt32>
  private let localityKind: Column<UInt8>
  private let streetName: Column<UInt32>
  private let streetCity: Column<UInt32>
  private let firstStreet: Column<UInt32>
  private let firstAddress: Column<UInt32>
  private let numbers: Column<UInt8>
  private let numberOffsets: Column<UInt32>
  let streetKeys: KeyTrie
  let localityKeys: KeyTrie
  let nameWords: KeyTrie

  /// Opens an image in memory.
  ///
  /// - Throws: ``IndexFault`` if it is damaged or has another version.
  public convenience init(image: [UInt8]) throws(IndexFault) {
    try self.init(ImageMemory(image))
  }

  /// Opens an image in a file, which is mapped into memory.
  ///
  /// - Throws: ``IndexFault`` if the file cannot be opened, is damaged or has another version.
  public convenience init(path: String) throws(IndexFault) {
    try self.init(try ImageMemory(path: path))
  }

  private init(_ memory: ImageMemory) throws(IndexFault) {
    self.memory = memory
    var reader = try ImageReader(memory)
    names = try TextTable(&reader)
    localityNames = try TextTable(&reader)
    localityPostcode = try reader.column()
    let localityCount = localityPostcode.count
    for locality in 0..<localityCount where Int(localityPostcode[locality]) >= localityNames.count {
      throw .damaged
    }
    localityCity = try reader.numbers(count: localityCount, below: localityNames.count)
    localityDistrict = try reader.numbers(count: localityCount, below: localityNames.count)
    localityKind = try reader.column()
    guard localityKind.count == localityNames.count else { throw .damaged }
    streetName = try reader.column()
    let streetCount = streetName.count
    for street in 0..<streetCount where Int(streetName[street]) >= names.count {
      throw .damaged
    }
    streetCity = try reader.numbers(count: streetCount, below: localityNames.count)
    firstStreet = try reader.offsets(count: names.count + 1, upTo: streetCount)
    firstAddress = try reader.column()
    guard firstAddress.count == streetCount + 1, firstAddress[0] == 0 else { throw .damaged }
    for street in 0..<streetCount where firstAddress[street + 1] < firstAddress[street] {
      throw .damaged
    }
    numbers = try reader.column()
    numberOffsets = try reader.offsets(count: streetCount + 1, upTo: numbers.count)
    streetKeys = try KeyTrie(&reader, valuesBelow: 2 * names.count)
    localityKeys = try KeyTrie(&reader, valuesBelow: localityNames.count)
    nameWords = try KeyTrie(&reader, valuesBelow: names.count)
  }

  /// The image with its checksum recomputed.
  ///
  /// Tests use it to forge images.
  package static func withChecksum(_ image: [UInt8]) -> [UInt8] { ImageWriter.withChecksum(image) }

  /// The number of addresses.
  public var count: Int { Int(firstAddress[firstAddress.count - 1]) }

  /// The number of streets.
  ///
  /// A street belongs to exactly one municipality.
  public var streetCount: Int { streetName.count }

  // MARK: Streets

  /// The streets with a given name, ordered by town.
  func streets(named name: Int) -> Range<Int> {
    Int(firstStreet[name])..<Int(firstStreet[name + 1])
  }

  /// The number of addresses on a range of streets.
  func addressCount(of streets: Range<Int>) -> Int {
    Int(firstAddress[streets.upperBound]) - Int(firstAddress[streets.lowerBound])
  }

  func nameNumber(of street: Int) -> Int { Int(streetName[street]) }
  func city(of street: Int) -> UInt32 { streetCity[street] }

  /// The addresses on a street.
  func addresses(of street: Int) -> Range<Int> {
    Int(firstAddress[street])..<Int(firstAddress[street + 1])
  }

  /// The house numbers of a street.
  func numbers(of street: Int) -> NumberList {
    NumberList(numbers, Int(numberOffsets[street])..<Int(numberOffsets[street + 1]))
  }

  /// The street of an address.
  func street(of address: Int) -> Int {
    var low = 0
    var high = streetCount
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(firstAddress[middle]) <= address { low = middle } else { high = middle }
    }
    return low
  }

  // MARK: Localities

  func isDistrict(_ localityName: UInt32) -> Bool { localityKind[Int(localityName)] & 2 != 0 }

  /// The postcode, town and district of a locality, as numbers of locality names.
  ///
  /// All are 0 if the number is out of bounds.
  func locality(_ number: UInt32) -> (postcode: UInt32, city: UInt32, district: UInt32) {
    let locality = Int(number)
    guard locality < localityPostcode.count else { return (0, 0, 0) }
    return (localityPostcode[locality], localityCity[locality], localityDistrict[locality])
  }

  // MARK: Addresses

  /// The address with a number; `nil` if the number is out of bounds.
  ///
  /// - Complexity: O(log s + k) for s streets and k house numbers on the street.
  public func address(_ number: Int) -> IndexedAddress? {
    guard number >= 0 && number < count else { return nil }
    let street = street(of: number)
    var list = numbers(of: street)
    let wanted = number - Int(firstAddress[street])
    while list.next() {
      if list.entry.index == wanted { return indexed(list.entry, of: street, list) }
    }
    return nil
  }

  /// Calls a closure with each address, in order.
  ///
  /// - Complexity: O(n).
  public func forEachAddress(_ body: (Int, IndexedAddress) throws -> Void) rethrows {
    for street in 0..<streetCount {
      let first = addresses(of: street).lowerBound
      var list = numbers(of: street)
      while list.next() {
        try body(first + list.entry.index, indexed(list.entry, of: street, list))
      }
    }
  }

  private func indexed(_ entry: NumberList.Entry, of street: Int, _ list: NumberList)
    -> IndexedAddress
  {
    let locality =
      list.localities.indices.contains(entry.locality)
      ? self.locality(list.localities[entry.locality]) : (0, 0, 0)
    func optional(_ number: UInt32) -> String? {
      let text = localityNames[Int(number)]
      return text.isEmpty ? nil : text
    }
    return IndexedAddress(
      street: names[nameNumber(of: street)], number: entry.number, postcode: optional(locality.0),
      city: optional(locality.1), district: optional(locality.2), longitude: entry.longitude,
      latitude: entry.latitude)
  }
}

/// An address as stored in the index.
public struct IndexedAddress: Hashable, Sendable {
  /// The recorded name of the street.
  public let street: String
  /// The house number with its suffix.
  public let number: HouseNumber
  /// The five-digit postcode.
  public let postcode: String?
  /// The town.
  public let city: String?
  /// The district of the town.
  public let district: String?
  /// The longitude in units of 10⁻⁵ degrees.
  public let longitude: Int32
  /// The latitude in units of 10⁻⁵ degrees.
  public let latitude: Int32

  // Reason: one parameter for each stored property.
  /// Creates an address.
  public init(
    street: String, number: HouseNumber, postcode: String?, city: String?, district: String?,
    longitude: Int32, latitude: Int32
  ) {
    self.street = street
    self.number = number
    self.postcode = postcode
    self.city = city
    self.district = district
    self.longitude = longitude
    self.latitude = latitude
  }
}
