/// The house numbers of a street, encoded in two to six bytes each.
///
/// The list starts with the number of localities and the localities themselves, as LEB128 integers.
/// Then each house number has a header, which is the difference to the previous number shifted left
/// by three bits, plus three flags. Depending on the flags, its suffix and its locality follow. The
/// differences of longitude and latitude come last (zigzag encoding). The numbers are in ascending
/// order; house numbers that are texts are at the end.
struct NumberList {
  /// A house number of the street.
  struct Entry {
    /// The index among the house numbers of the street.
    var index = -1
    /// The numeric value; 0 for a text.
    var value: UInt32 = 0
    var isText = false
    /// The suffix, or the whole text.
    var suffix: [UInt8] = []
    /// The index of its locality in the list of localities.
    var locality = 0
    /// The longitude in units of 10⁻⁵ degrees.
    var longitude: Int32 = 0
    /// The latitude in units of 10⁻⁵ degrees.
    var latitude: Int32 = 0

    var key: NumberKey {
      isText ? NumberKey(text: suffix) : NumberKey(value: value, suffix: suffix)
    }

    /// Whether the decimal notation of the number starts with given digits.
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

  /// The localities of the street, as numbers of the index.
  private(set) var localities: [UInt32] = []
  private(set) var entry = Entry()
  private let bytes: Column<UInt8>
  private var offset: Int
  private let end: Int

  /// Starts reading a list.
  init(_ bytes: Column<UInt8>, _ range: Range<Int>) {
    self.bytes = bytes
    offset = range.lowerBound
    end = range.upperBound
    let count = Int(unsigned())
    for _ in 0..<count {
      guard offset < end else { break }
      localities.append(unsigned())
    }
  }

  /// Reads the next house number.
  ///
  /// Returns `false` at the end.
  mutating func next() -> Bool {
    guard offset < end else { return false }
    let header = unsigned()
    entry.index += 1
    entry.value &+= header >> 3
    entry.isText = header & 4 != 0
    if entry.isText { entry.value = 0 }
    entry.suffix.removeAll(keepingCapacity: true)
    if header & 1 != 0 {
      let length = Int(unsigned())
      for _ in 0..<min(length, end - offset) {
        entry.suffix.append(bytes[offset])
        offset += 1
      }
    }
    if header & 2 != 0 { entry.locality = Int(unsigned()) }
    entry.longitude &+= signed()
    entry.latitude &+= signed()
    return true
  }

  /// Beyond the end of damaged data, zeros are returned, so that reading always terminates.
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

  static func append(localities: [UInt32], to bytes: inout [UInt8]) {
    append(UInt32(localities.count), to: &bytes)
    for locality in localities { append(locality, to: &bytes) }
  }

  static func append(_ entry: Entry, after last: Entry, to bytes: inout [UInt8]) {
    var header = entry.isText ? 0 : (entry.value - last.value) << 3
    if !entry.suffix.isEmpty { header |= 1 }
    if entry.locality != last.locality { header |= 2 }
    if entry.isText { header |= 4 }
    append(header, to: &bytes)
    if !entry.suffix.isEmpty {
      append(UInt32(entry.suffix.count), to: &bytes)
      bytes += entry.suffix
    }
    if entry.locality != last.locality { append(UInt32(entry.locality), to: &bytes) }
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
