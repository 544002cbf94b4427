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

  /// One byte of all.
  func byte(_ offset: Int) -> UInt8 { bytes[offset] }
}
