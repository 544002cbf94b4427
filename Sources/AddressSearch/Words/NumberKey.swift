/// A house number in a normalised form for comparison: its numeric value and its suffix.
struct NumberKey: Hashable {
  /// The numeric value; `nil` for a text without leading digits or with more than eight of them.
  var value: UInt32?
  /// The normalised suffix, such as `a`, `-14`, `a-c` or `1/2`.
  ///
  /// A slash or plus before a greater number is replaced by a dash, because it denotes a range.
  var suffix: [UInt8]

  /// The key of a recorded house number, or of one in a query.
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

  /// A house number that does not start with digits, such as `WH 2`.
  init(text: [UInt8]) {
    value = nil
    suffix = text.filter { $0 != 0x20 }.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
  }

  init(value: UInt32, suffix: [UInt8]) {
    self.value = value
    self.suffix = suffix
    // An empty suffix and a single letter are already in normalised form.
    if suffix.count > 1 { self.suffix = Self.normalised(suffix, after: value) }
  }

  private static func normalised(_ suffix: [UInt8], after value: UInt32) -> [UInt8] {
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

  /// Whether this recorded range includes a wanted number: `10-14` includes 12, and `12a-c`
  /// includes `12b`.
  ///
  /// A range between two even numbers includes the even numbers only, and a range between two odd
  /// numbers the odd ones. A number with a letter can only be in a range of letters.
  func contains(_ wanted: NumberKey) -> Bool {
    guard let value, let asked = wanted.value, let mark = suffix.firstIndex(of: 0x2D), mark <= 1
    else { return false }
    let rest = suffix[(mark + 1)...]
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    if digits.isEmpty {
      // A range of letters.
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
