/// Texts by number.
struct TextTable {
  private let bytes: Column<UInt8>
  private let offsets: Column<UInt32>

  init(_ reader: inout ImageReader) throws(IndexFault) {
    bytes = try reader.column()
    offsets = try reader.offsets(upTo: bytes.count)
  }

  /// Writes texts so that they can be read by their place in the list.
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

  /// Where a text stands within all bytes.
  func range(_ number: Int) -> Range<Int> { Int(offsets[number])..<Int(offsets[number + 1]) }

  func length(_ number: Int) -> Int { Int(offsets[number + 1] - offsets[number]) }

  /// Whether a text is a number's but for the case of its letters, and a full stop at its end; `nil` where
  /// letters beyond ASCII differ.
  func isAlike(_ number: Int, _ written: Substring.UTF8View) -> Bool? {
    let own = range(number)
    var isASCII = true
    var isAlike = true
    var offset = own.lowerBound
    for byte in written {
      let other = offset < own.upperBound ? bytes[offset] : 0
      if byte | other >= 0x80 { isASCII = false }
      if byte.lowercasedASCII != other.lowercasedASCII { isAlike = false }
      offset += 1
    }
    if isAlike, offset == own.upperBound { return true }
    if isAlike, offset + 1 == own.upperBound, bytes[offset] == UInt8(ascii: ".") { return true }
    while offset < own.upperBound {
      if bytes[offset] >= 0x80 { isASCII = false }
      offset += 1
    }
    return isASCII ? false : nil
  }

  /// One byte of all.
  func byte(_ offset: Int) -> UInt8 { bytes[offset] }
}

extension UInt8 {
  /// A letter from A to Z in lower case, every other byte as it is.
  fileprivate var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self + 32 : self }
}
