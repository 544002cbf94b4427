/// Takes bytes in the order they are to stand in the file.
public protocol ByteSink {
  /// Takes the next bytes.
  func write(_ bytes: [UInt8]) throws
}

/// Bytes being put together, with the few ways of writing numbers that exports need.
struct ByteBuffer {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func add(_ text: StaticString) {
    unsafe bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func add(_ byte: UInt8) { bytes.append(byte) }

  mutating func add(_ number: Int64) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    addDigits(number.magnitude, atLeast: 1)
  }

  /// A number rounded to some decimals, without zeros at its end.
  mutating func add(_ number: Double, places: Int) {
    guard number.isFinite else { return add("null") }
    var scale: UInt64 = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = (number * Double(scale)).rounded()
    guard scaled.magnitude < 9e18 else { return add("\(number)") }
    let magnitude = UInt64(scaled.magnitude)
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    addDigits(magnitude / scale, atLeast: 1)
    var fraction = magnitude % scale
    guard fraction > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    var length = places
    while fraction % 10 == 0 {
      fraction /= 10
      length -= 1
    }
    addDigits(fraction, atLeast: length)
  }

  private mutating func addDigits(_ number: UInt64, atLeast length: Int) {
    var digits: InlineArray<20, UInt8> = .init(repeating: 0)
    var count = 0
    var rest = number
    while rest > 0 || count < length {
      digits[count] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      count += 1
    }
    while count > 0 {
      count -= 1
      bytes.append(digits[count])
    }
  }

  /// A text between quotation marks as JSON has it.
  mutating func addQuoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): add("\\\"")
      case UInt8(ascii: "\\"): add("\\\\")
      case 0x0A: add("\\n")
      case 0x0D: add("\\r")
      case 0x09: add("\\t")
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        add("\\u00")
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
