/// The marks with which numbers are written for people.
///
/// The texts are the same on every machine: no locale of the operating system is asked.
public struct NumberStyle: Hashable, Sendable {
  /// The sign before a negative number.
  public let minus: String
  /// The mark before the decimals.
  public let decimalMark: String
  /// The mark between groups of three digits; empty for none.
  public let groupMark: String

  /// Describes a style.
  public init(minus: String, decimalMark: String, groupMark: String) {
    self.minus = minus
    self.decimalMark = decimalMark
    self.groupMark = groupMark
  }

  /// `-1234.5`: as programs read it.
  public static let plain = NumberStyle(minus: "-", decimalMark: ".", groupMark: "")
  /// `-1,234.5`: as the command line prints it.
  public static let grouped = NumberStyle(minus: "-", decimalMark: ".", groupMark: ",")
  /// `−1,234.5`: as English pages show it.
  public static let english = NumberStyle(minus: "−", decimalMark: ".", groupMark: ",")
  /// `−1.234,5`: as German pages show it.
  public static let german = NumberStyle(minus: "−", decimalMark: ",", groupMark: ".")

  /// A whole number.
  public func text(_ number: Int) -> String { text(units: Int64(number), places: 0) }

  /// A number of units of which 10 to the power of `places` make one: `text(units: 5, places: 2)`
  /// is `0.05`.
  public func text(units: Int64, places: Int, zeros: TrailingZeros = .kept) -> String {
    var (units, places) = (units, places)
    if zeros == .removed {
      while places > 0, units % 10 == 0 {
        units /= 10
        places -= 1
      }
    }
    var digits = String(units.magnitude)
    if digits.count <= places {
      digits = String(repeating: "0", count: places + 1 - digits.count) + digits
    }
    let whole = digits.dropLast(places)
    let fraction = places > 0 ? decimalMark + digits.suffix(places) : ""
    return (units < 0 ? minus : "") + grouping(whole) + fraction
  }

  /// A number rounded to a count of decimals; halves are rounded away from zero.
  ///
  /// A number that is not finite, or that has more than 18 digits, is written as Swift writes it.
  public func text(_ number: Double, places: Int, zeros: TrailingZeros = .kept) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    guard let units = Int64(rounding: number * scale) else { return "\(number)" }
    return text(units: units, places: places, zeros: zeros)
  }

  /// An amount of money: `1,234,567.89 €`.
  public func euros(cents: Int64) -> String { "\(text(units: cents, places: 2)) €" }

  /// A fraction of one in percent: 0.125 as `12.5 %`.
  public func percent(_ fraction: Double, places: Int) -> String {
    "\(text(fraction * 100, places: places)) %"
  }

  private func grouping(_ digits: Substring) -> String {
    guard !groupMark.isEmpty, digits.count > 3 else { return String(digits) }
    let first = (digits.count - 1) % 3 + 1
    var result = String(digits.prefix(first))
    var rest = digits.dropFirst(first)
    while !rest.isEmpty {
      result += groupMark + rest.prefix(3)
      rest = rest.dropFirst(3)
    }
    return result
  }
}
