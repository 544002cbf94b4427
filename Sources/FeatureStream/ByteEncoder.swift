/// Numbers and texts as bytes, little-endian; lengths have 32 bits and precede what they measure.
struct ByteEncoder {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func append(_ other: UnsafeRawBufferPointer) {
    append(UInt32(other.count))
    unsafe bytes.append(contentsOf: other)
  }

  mutating func append(_ other: [UInt8]) {
    append(UInt32(other.count))
    bytes.append(contentsOf: other)
  }

  mutating func append(_ text: String) {
    append(Array(text.utf8))
  }

  mutating func append(_ texts: [String]) {
    append(UInt32(texts.count))
    for text in texts { append(text) }
  }

  /// Replaces the number at a position.
  mutating func replace(at position: Int, with number: UInt32) {
    for index in 0..<4 {
      bytes[position + index] = UInt8(truncatingIfNeeded: number >> (8 * index))
    }
  }
}
