/// Reads what ``ByteEncoder`` has written, from a part of an array; every access is checked.
struct ByteDecoder {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int

  /// - Parameters:
  ///   - bytes: an array that contains the part.
  ///   - range: the part, within the array.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// Whether everything was read.
  var isAtEnd: Bool { position == end }

  /// How many bytes are left.
  private var remaining: Int { end - position }

  mutating func number<Number: FixedWidthInteger>(
    _ type: Number.Type = Number.self
  ) throws(MalformedStream) -> Number {
    let size = Number.bitWidth / 8
    guard remaining >= size else { throw MalformedStream() }
    var result: Number = 0
    for index in 0..<size {
      result |= Number(truncatingIfNeeded: bytes[position + index]) << (8 * index)
    }
    position += size
    return result
  }

  /// The length of what follows.
  private mutating func length() throws(MalformedStream) -> Int {
    let length = Int(try number(UInt32.self))
    guard length <= remaining else { throw MalformedStream() }
    return length
  }

  mutating func byteArray() throws(MalformedStream) -> [UInt8] {
    let length = try length()
    defer { position += length }
    return Array(bytes[position..<(position + length)])
  }

  mutating func text() throws(MalformedStream) -> String {
    let length = try length()
    defer { position += length }
    return String(decoding: bytes[position..<(position + length)], as: UTF8.self)
  }

  /// A list of texts up to a limit.
  mutating func texts(atMost limit: Int) throws(MalformedStream) -> [String] {
    let count = Int(try number(UInt32.self))
    // Each text has a length of four bytes at least.
    guard count <= limit, count <= remaining / 4 else { throw MalformedStream() }
    var texts: [String] = []
    for _ in 0..<count { texts.append(try text()) }
    return texts
  }

  mutating func flag() throws(MalformedStream) -> Bool {
    switch try number(UInt8.self) {
    case 0: false
    case 1: true
    default: throw MalformedStream()
    }
  }
}
