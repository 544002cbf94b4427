/// Finds addresses by what people write: streets by municipality, their numbers as lists.
///
/// It is an image of flat columns, in memory or mapped from a file, and never changes. It answers with
/// that very number, or says that it is not on file.
///
/// - Complexity: a query costs a walk through a trie of names for each word that a street can begin at,
///   and the numbers of the streets found.
public final class SearchIndex: Sendable {
  private let memory: ImageMemory
  let names: TextTable
  let placeNames: TextTable
  private let placePostcode: Column<UInt32>
  private let placeCity: Column<UInt32>
  private let placeDistrict: Column<UInt32>
  private let placeKind: Column<UInt8>
  private let streetName: Column<UInt32>
  private let streetCity: Column<UInt32>
  private let firstStreet: Column<UInt32>
  private let firstAddress: Column<UInt32>
  private let numbers: Column<UInt8>
  private let numberOffsets: Column<UInt32>
  let streetKeys: KeyTrie
  let placeKeys: KeyTrie
  let nameWords: KeyTrie

  /// Opens an image held in memory.
  ///
  /// - Throws: ``IndexFault`` where it is damaged or of another version.
  public convenience init(image: [UInt8]) throws(IndexFault) {
    try self.init(ImageMemory(image))
  }

  /// Opens an image in a file, which is mapped, not read.
  ///
  /// - Throws: ``IndexFault`` where it cannot be opened, is damaged or of another version.
  public convenience init(path: String) throws(IndexFault) {
    try self.init(try ImageMemory(path: path))
  }

  private init(_ memory: ImageMemory) throws(IndexFault) {
    self.memory = memory
    var reader = try ImageReader(memory)
    names = try TextTable(&reader)
    placeNames = try TextTable(&reader)
    placePostcode = try reader.column()
    let placeCount = placePostcode.count
    for place in 0..<placeCount where Int(placePostcode[place]) >= placeNames.count {
      throw .damaged
    }
    placeCity = try reader.numbers(count: placeCount, below: placeNames.count)
    placeDistrict = try reader.numbers(count: placeCount, below: placeNames.count)
    placeKind = try reader.column()
    guard placeKind.count == placeNames.count else { throw .damaged }
    streetName = try reader.column()
    let streetCount = streetName.count
    for street in 0..<streetCount where Int(streetName[street]) >= names.count {
      throw .damaged
    }
    streetCity = try reader.numbers(count: streetCount, below: placeNames.count)
    firstStreet = try reader.offsets(count: names.count + 1, upTo: streetCount)
    firstAddress = try reader.column()
    guard firstAddress.count == streetCount + 1, firstAddress[0] == 0 else { throw .damaged }
    for street in 0..<streetCount where firstAddress[street + 1] < firstAddress[street] {
      throw .damaged
    }
    numbers = try reader.column()
    numberOffsets = try reader.offsets(count: streetCount + 1, upTo: numbers.count)
    streetKeys = try KeyTrie(&reader, valuesBelow: 2 * names.count)
    placeKeys = try KeyTrie(&reader, valuesBelow: placeNames.count)
    nameWords = try KeyTrie(&reader, valuesBelow: names.count)
  }

  /// An image with the checksum of what it holds: for tests that forge one.
  package static func signed(_ image: [UInt8]) -> [UInt8] { ImageWriter.signed(image) }

  /// How many addresses there are.
  public var count: Int { Int(firstAddress[firstAddress.count - 1]) }

  /// How many streets there are, each in one municipality.
  public var streetCount: Int { streetName.count }

  // MARK: Streets

  /// The streets that bear a name, in the order of their towns.
  func streets(named name: Int) -> Range<Int> {
    Int(firstStreet[name])..<Int(firstStreet[name + 1])
  }

  /// How many addresses lie on streets that stand one behind the other.
  func addressCount(of streets: Range<Int>) -> Int {
    Int(firstAddress[streets.upperBound]) - Int(firstAddress[streets.lowerBound])
  }

  func nameNumber(of street: Int) -> Int { Int(streetName[street]) }
  func city(of street: Int) -> UInt32 { streetCity[street] }

  /// The addresses of a street.
  func addresses(of street: Int) -> Range<Int> {
    Int(firstAddress[street])..<Int(firstAddress[street + 1])
  }

  /// The numbers of a street, to be read one by one.
  func numbers(of street: Int) -> NumberList {
    NumberList(numbers, Int(numberOffsets[street])..<Int(numberOffsets[street + 1]))
  }

  /// The street that an address lies on.
  func street(of address: Int) -> Int {
    var low = 0
    var high = streetCount
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(firstAddress[middle]) <= address { low = middle } else { high = middle }
    }
    return low
  }

  // MARK: Places

  func isDistrict(_ placeName: UInt32) -> Bool { placeKind[Int(placeName)] & 2 != 0 }

  /// Postcode, town and district of a place, as numbers of place names; of none for one outside.
  func place(_ number: UInt32) -> (postcode: UInt32, city: UInt32, district: UInt32) {
    let place = Int(number)
    guard place < placePostcode.count else { return (0, 0, 0) }
    return (placePostcode[place], placeCity[place], placeDistrict[place])
  }

  // MARK: Addresses

  /// An address as the index knows it.
  ///
  /// - Complexity: O(log streets + numbers of its street).
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

  /// Hands every address to a body, in order.
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
    let place =
      list.places.indices.contains(entry.place) ? self.place(list.places[entry.place]) : (0, 0, 0)
    func optional(_ number: UInt32) -> String? {
      let text = placeNames[Int(number)]
      return text.isEmpty ? nil : text
    }
    return IndexedAddress(
      street: names[nameNumber(of: street)], number: entry.number, postcode: optional(place.0),
      city: optional(place.1), district: optional(place.2), longitude: entry.longitude,
      latitude: entry.latitude)
  }
}

/// An address as it stands in the index.
public struct IndexedAddress: Hashable, Sendable {
  /// The street as on file.
  public let street: String
  /// The number with its suffix.
  public let number: HouseNumber
  /// The five-digit postcode.
  public let postcode: String?
  /// The town.
  public let city: String?
  /// The district of the town.
  public let district: String?
  /// Hundred-thousandths of a degree east.
  public let longitude: Int32
  /// Hundred-thousandths of a degree north.
  public let latitude: Int32

  /// Describes an address.
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
