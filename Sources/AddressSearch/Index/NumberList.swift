/// The house numbers of one street, one behind the other: two to six bytes each.
///
/// A list begins with the count of its places and the places (all as LEB128); then for each number a
/// head (the difference to the number before, above three flags), its suffix where it has one, its place
/// where it is another than before, and the differences of its position (zigzag). Numbers rise; those
/// that are texts stand at the end.
struct NumberList {
  /// One number of a street.
  struct Entry {
    /// Its place among the numbers of the street.
    var index = -1
    /// The number proper; 0 for a text.
    var value: UInt32 = 0
    var isText = false
    /// What follows it, or the text.
    var suffix: [UInt8] = []
    /// Which of the places of the list it lies in.
    var place = 0
    /// Hundred-thousandths of a degree east.
    var longitude: Int32 = 0
    /// Hundred-thousandths of a degree north.
    var latitude: Int32 = 0

    var key: NumberKey {
      isText ? NumberKey(text: suffix) : NumberKey(value: value, suffix: suffix)
    }

    /// Whether the number proper, as it is written, begins with all digits of another.
    func begins(withDigits digits: UInt32) -> Bool {
      if isText || digits == 0 { return number.number.hasPrefix("\(digits)") }
      var rest = value
      while rest > digits { rest /= 10 }
      return rest == digits
    }

    var number: HouseNumber {
      let text = String(decoding: suffix, as: UTF8.self)
      return isText ? HouseNumber(number: text) : HouseNumber(number: "\(value)", suffix: text)
    }
  }

  /// The places of the street, as numbers of the index.
  private(set) var places: [UInt32] = []
  private(set) var entry = Entry()
  private let bytes: Column<UInt8>
  private var offset: Int
  private let end: Int

  /// Begins to read a list.
  init(_ bytes: Column<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
    let count = Int(unsigned())
    for _ in 0..<count {
      guard offset < end else { break }
      places.append(unsigned())
    }
  }

  /// Reads the next number; false at the end.
  mutating func next() -> Bool {
    guard offset < end else { return false }
    let head = unsigned()
    entry.index += 1
    entry.value &+= head >> 3
    entry.isText = head & 4 != 0
    if entry.isText { entry.value = 0 }
    entry.suffix.removeAll(keepingCapacity: true)
    if head & 1 != 0 {
      let length = Int(unsigned())
      for _ in 0..<min(length, end - offset) {
        entry.suffix.append(bytes[offset])
        offset += 1
      }
    }
    if head & 2 != 0 { entry.place = Int(unsigned()) }
    entry.longitude &+= signed()
    entry.latitude &+= signed()
    return true
  }

  /// Reads on at the end of a damaged list as zeros, so that reading always ends.
  private mutating func unsigned() -> UInt32 {
    var value: UInt32 = 0
    var shift: UInt32 = 0
    while offset < end {
      let byte = bytes[offset]
      offset += 1
      value |= UInt32(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
      if shift > 28 { break }
    }
    return value
  }

  private mutating func signed() -> Int32 {
    let value = unsigned()
    return Int32(bitPattern: value >> 1) ^ -Int32(bitPattern: value & 1)
  }

  // MARK: Writing

  static func append(places: [UInt32], to bytes: inout [UInt8]) {
    append(UInt32(places.count), to: &bytes)
    for place in places { append(place, to: &bytes) }
  }

  static func append(_ entry: Entry, after last: Entry, to bytes: inout [UInt8]) {
    var head = entry.isText ? 0 : (entry.value - last.value) << 3
    if !entry.suffix.isEmpty { head |= 1 }
    if entry.place != last.place { head |= 2 }
    if entry.isText { head |= 4 }
    append(head, to: &bytes)
    if !entry.suffix.isEmpty {
      append(UInt32(entry.suffix.count), to: &bytes)
      bytes += entry.suffix
    }
    if entry.place != last.place { append(UInt32(entry.place), to: &bytes) }
    append(signed: entry.longitude &- last.longitude, to: &bytes)
    append(signed: entry.latitude &- last.latitude, to: &bytes)
  }

  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(rest & 0x7F) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func append(signed value: Int32, to bytes: inout [UInt8]) {
    append(UInt32(bitPattern: (value << 1) ^ (value >> 31)), to: &bytes)
  }
}
