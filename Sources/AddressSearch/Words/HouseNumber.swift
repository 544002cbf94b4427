/// A house number as it is exported: the number proper and what follows it.
///
/// `12a` is number `12`, suffix `a`; `12-14` is number `12`, suffix `-14`; `WH 2` (a number without
/// leading digits) is number `WH 2` with no suffix.
public struct HouseNumber: Hashable, Sendable {
  /// The leading digits without zeros in front, or the whole text where there are none.
  public var number: String
  /// What follows the digits, trimmed, letters in lower case; empty where nothing does.
  public var suffix: String

  /// Creates a house number from its two parts.
  public init(number: String, suffix: String = "") {
    self.number = number
    self.suffix = suffix
  }
}

extension HouseNumber: CustomStringConvertible {
  /// The number as people write it: `12a`, `12-14`, `12 1/2`.
  public var description: String {
    // Most suffixes are a letter of ASCII, or none.
    guard let byte = suffix.utf8.first else { return number }
    let isNumber =
      byte < 0x80 ? (0x30...0x39).contains(byte) : suffix.first?.isNumber == true
    return isNumber ? "\(number) \(suffix)" : number + suffix
  }
}
