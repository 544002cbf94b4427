/// A list of texts, accessed by number.
struct TextTable {
  private let bytes: Column<UInt8>
  private let offsets: Column<UInt32>

  init(_ reader: inout ImageReader) throws(IndexFault) {
    bytes = try reader.column()
    offsets = try reader.offsets(upTo: bytes.count)
  }

  /// Writes a list of texts.
  static func write(_ texts: [some Collection<UInt8>], to writer: inout ImageWriter) {
    var bytes: [UInt8] = []
    var offsets: [UInt32] = [0]
    offsets.reserveCapacity(texts.count + 1)
    for text in texts {
      bytes += text
      offsets.append(UInt32(bytes.count))
    }
    writer.add(bytes)
    writer.add(offsets)
  }

  var count: Int { offsets.count - 1 }

  subscript(number: Int) -> String { bytes.text(range(number)) }

  /// The range of a text in the bytes of all texts.
  func range(_ number: Int) -> Range<Int> { Int(offsets[number])..<Int(offsets[number + 1]) }

  func length(_ number: Int) -> Int { Int(offsets[number + 1] - offsets[number]) }

  /// Compares a text with a stored one, ignoring the case of letters and a final full stop.
  ///
  /// - Returns: `nil` if the texts differ in letters outside ASCII, so that this comparison cannot
  ///   decide.
  func equalsIgnoringCase(_ number: Int, _ written: Substring.UTF8View) -> Bool? {
    let own = range(number)
    var isASCII = true
    var isEqual = true
    var offset = own.lowerBound
    for byte in written {
      let other = offset < own.upperBound ? bytes[offset] : 0
      if byte | other >= 0x80 { isASCII = false }
      if byte.lowercasedASCII != other.lowercasedASCII { isEqual = false }
      offset += 1
    }
    if isEqual, offset == own.upperBound { return true }
    if isEqual, offset + 1 == own.upperBound, bytes[offset] == UInt8(ascii: ".") { return true }
    while offset < own.upperBound {
      if bytes[offset] >= 0x80 { isASCII = false }
      offset += 1
    }
    return isASCII ? false : nil
  }

  /// A byte of the concatenated texts.
  func byte(_ offset: Int) -> UInt8 { bytes[offset] }
}

extension UInt8 {
  /// The byte in lower case if it is a letter from A to Z, otherwise the byte itself.
  fileprivate var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self + 32 : self }
}
