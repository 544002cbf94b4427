/// A house number as it is compared: value, suffix and, where it is a range, its end.
struct NumberKey: Hashable {
  /// The number proper; `nil` for a text without leading digits, or with more than eight.
  var value: UInt32?
  /// What follows it, in one form: `a`, `-14`, `a-c`, `1/2`.
  ///
  /// A stroke or plus before a greater number is written as the dash of a range.
  var suffix: [UInt8]

  /// The key of a number on file or in a query.
  init(_ number: HouseNumber) {
    self.init(number: number.number, suffix: Array(number.suffix.utf8))
  }

  init(number: String, suffix: [UInt8]) {
    if number.utf8.count <= 8, let value = UInt32(number) {
      self.init(value: value, suffix: suffix)
    } else {
      self.init(text: Array(number.utf8) + suffix)
    }
  }

  /// A number that is a text: `WH 2`.
  init(text: [UInt8]) {
    value = nil
    suffix = text.filter { $0 != 0x20 }.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
  }

  init(value: UInt32, suffix: [UInt8]) {
    self.value = value
    self.suffix = suffix
    // One letter, or none, is its own form.
    if suffix.count > 1 { self.suffix = Self.oneForm(of: suffix, after: value) }
  }

  private static func oneForm(of suffix: [UInt8], after value: UInt32) -> [UInt8] {
    guard let mark = suffix.firstIndex(where: { $0 == 0x2F || $0 == 0x2B }) else { return suffix }
    let end = suffix[(mark + 1)...].prefix { (0x30...0x39).contains($0) }
    let isLetter = mark == 1 && (0x61...0x7A).contains(suffix[0])
    guard mark == 0 || isLetter, let end = UInt32(String(decoding: end, as: UTF8.self)),
      end > value
    else { return suffix }
    var result = suffix
    result[mark] = 0x2D
    return result
  }

  /// Whether a number asked for lies in this range on file: 12 in `10-14`, `12b` in `12a-c`.
  ///
  /// A range from even to even holds the even numbers, from odd to odd the odd ones. A number with a
  /// letter lies in a range of letters alone.
  func contains(_ wanted: NumberKey) -> Bool {
    guard let value, let asked = wanted.value, let mark = suffix.firstIndex(of: 0x2D), mark <= 1
    else { return false }
    let rest = suffix[(mark + 1)...]
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    if digits.isEmpty {
      // Letters of one number.
      guard mark == 1, asked == value, rest.count == 1, wanted.suffix.count == 1,
        let first = suffix.first, let last = rest.first
      else { return false }
      return first <= wanted.suffix[0] && wanted.suffix[0] <= last
    }
    guard let end = UInt32(String(decoding: digits, as: UTF8.self)), end > value,
      wanted.suffix.isEmpty, value <= asked, asked <= end
    else { return false }
    return (end - value) % 2 == 1 || (asked - value) % 2 == 0
  }
}
