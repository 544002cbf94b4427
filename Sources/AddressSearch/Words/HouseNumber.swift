/// A house number, consisting of a number and a suffix.
///
/// `12a` has the number `12` and the suffix `a`; `12-14` has the number `12` and the suffix `-14`.
/// A text without leading digits, such as `WH 2`, is the number and has no suffix.
public struct HouseNumber: Hashable, Sendable {
  /// The leading digits without leading zeros, or the whole text if it does not start with a digit.
  public var number: String
  /// The text after the digits, trimmed and in lower case; empty if there is none.
  public var suffix: String

  /// Creates a house number from its number and suffix.
  public init(number: String, suffix: String = "") {
    self.number = number
    self.suffix = suffix
  }
}

extension HouseNumber: CustomStringConvertible {
  /// The usual notation, such as `12a`, `12-14` or `12 1/2`.
  public var description: String {
    // Most suffixes are empty or an ASCII letter.
    guard let byte = suffix.utf8.first else { return number }
    let isNumber =
      byte < 0x80 ? (0x30...0x39).contains(byte) : suffix.first?.isNumber == true
    return isNumber ? "\(number) \(suffix)" : number + suffix
  }
}
