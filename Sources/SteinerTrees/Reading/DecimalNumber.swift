/// A decimal number exactly as it is written in a file: integer digits, number of decimal places,
/// and line.
struct DecimalNumber {
  /// The digits without the decimal point.
  let digits: Int64
  /// The number of digits after the decimal point.
  ///
  /// The last digit is not 0 if there are any.
  let places: Int32
  let line: Int32

  /// Why a word is not a valid number.
  enum Fault: String, Error {
    case notANumber = "which is not a number"
    case negative = "which is negative"
    case tooLong = "which has too many digits to be represented exactly"
  }

  /// Reads a word such as `12`, `0.193590` or `1.5e-3`.
  init(_ word: ArraySlice<UInt8>, line: Int32) throws(Fault) {
    var rest = word
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    var digits: Int64 = 0
    var places = 0
    var zeros = 0
    var hasDigit = false
    var hasPoint = false
    while let byte = rest.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
      rest.removeFirst()
      if byte == UInt8(ascii: "."), !hasPoint {
        hasPoint = true
        continue
      }
      guard byte >= 0x30, byte <= 0x39 else { throw .notANumber }
      hasDigit = true
      if hasPoint && byte == 0x30 {
        // A zero after the point is significant only if a non-zero digit follows.
        zeros += 1
        continue
      }
      for _ in 0..<zeros { digits = try Self.append(0, to: digits) }
      digits = try Self.append(Int64(byte - 0x30), to: digits)
      if hasPoint { places += zeros + 1 }
      zeros = 0
    }
    if !hasDigit { throw .notANumber }
    if !rest.isEmpty { places -= try Self.exponent(rest.dropFirst()) }
    if digits == 0 { places = 0 }
    if isNegative && digits > 0 { throw .negative }
    while places < 0 {
      digits = try Self.append(0, to: digits)
      places += 1
    }
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    if places > 1000 { throw .tooLong }
    self.digits = digits
    self.places = Int32(places)
    self.line = line
  }

  private static func append(_ digit: Int64, to digits: Int64) throws(Fault) -> Int64 {
    let (tenfold, first) = digits.multipliedReportingOverflow(by: 10)
    let (sum, second) = tenfold.addingReportingOverflow(digit)
    if first || second { throw .tooLong }
    return sum
  }

  private static func exponent(_ word: ArraySlice<UInt8>) throws(Fault) -> Int {
    guard word.count <= 4, let exponent = Int(String(decoding: word, as: UTF8.self)) else {
      throw .notANumber
    }
    return exponent
  }
}

/// The number of decimal places that represents all numbers of a file exactly.
struct DecimalScale {
  let decimals: Int

  /// The maximum sum of all numbers, so that sums over several trees fit in 64 bits.
  static let largestTotal: Int64 = 100_000_000_000_000_000

  /// - Throws: ``SteinerFormatError`` with the first line at which the numbers do not fit.
  init(_ costs: [DecimalNumber], _ prizes: [DecimalNumber]) throws(SteinerFormatError) {
    var longest: DecimalNumber?
    for number in costs where number.places > longest?.places ?? 0 { longest = number }
    for number in prizes where number.places > longest?.places ?? 0 { longest = number }
    decimals = Int(longest?.places ?? 0)
    var total: Int64 = 0
    for numbers in [costs, prizes] {
      for number in numbers {
        var (value, overflows) = (number.digits, false)
        for _ in Int(number.places)..<decimals where value > 0 && !overflows {
          (value, overflows) = value.multipliedReportingOverflow(by: 10)
        }
        if overflows || value > Self.largestTotal - total {
          throw SteinerFormatError(
            line: Int(number.line),
            reason:
              "the sum of costs and prizes up to this line is too large to be represented exactly"
              + (longest.map { " with the \($0.places) decimals of line \($0.line)" } ?? ""))
        }
        total += value
      }
    }
  }

  /// The numbers multiplied by 10 to the power of ``decimals``.
  func wholeNumbers(_ numbers: [DecimalNumber]) -> [Int64] {
    numbers.map { number in
      var value = number.digits
      for _ in Int(number.places)..<decimals where value > 0 { value *= 10 }
      return value
    }
  }
}
