/// What happens to zeros at the end of a decimal fraction.
public enum TrailingZeros: Sendable {
  /// `1.500`: the number of decimals is always the same.
  case kept
  /// `1.5`, and `1` for a whole number: the shortest form.
  case removed
}

extension ByteBuffer {
  /// Appends a whole number.
  public mutating func append(_ number: Int64) {
    if number < 0 { append(UInt8(ascii: "-")) }
    appendDigits(number.magnitude, atLeast: 1)
  }

  /// Appends a number rounded to a count of decimals; halves are rounded away from zero.
  ///
  /// The text is the same on every machine and in every locale. A number that is not finite becomes
  /// `null`, as JSON has no word for it.
  public mutating func append(
    _ number: Double, places: Int, zeros: TrailingZeros = .removed
  ) {
    guard number.isFinite else { return append("null") }
    let scale = Self.powerOfTen(places)
    let scaled = (number * Double(scale)).rounded()
    // Beyond 64 bits the number has no decimals that a Double could hold.
    guard scaled.magnitude < 9e18 else { return append("\(number)") }
    if scaled < 0 { append(UInt8(ascii: "-")) }
    let magnitude = UInt64(scaled.magnitude)
    appendDigits(magnitude / scale, atLeast: 1)
    appendFraction(magnitude % scale, places: places, zeros: zeros)
  }

  /// Appends the decimals of a number with the point before them.
  private mutating func appendFraction(_ fraction: UInt64, places: Int, zeros: TrailingZeros) {
    var fraction = fraction
    var length = places
    if zeros == .removed {
      guard fraction > 0 else { return }
      while fraction % 10 == 0 {
        fraction /= 10
        length -= 1
      }
    }
    guard length > 0 else { return }
    append(UInt8(ascii: "."))
    appendDigits(fraction, atLeast: length)
  }

  /// Appends digits, with zeros before them up to a length.
  mutating func appendDigits(_ number: UInt64, atLeast length: Int) {
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
      append(digits[count])
    }
  }

  private static func powerOfTen(_ exponent: Int) -> UInt64 {
    precondition((0...18).contains(exponent), "a number is written with 0 to 18 decimals")
    var result: UInt64 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }
}
