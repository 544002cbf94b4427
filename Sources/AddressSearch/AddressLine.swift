/// A line of an address as people write it, parted into street, number and what follows the number.
///
/// The number is the first group of digits that stands behind a blank or full stop, or that follows
/// the letters of the street directly; digits at the very start belong to the street's name.
public struct AddressLine: Hashable, Sendable {
  /// The street as written.
  public let street: String
  /// The digits of the number; empty where there are none.
  public let digits: String
  /// What follows the digits, as written.
  public let affix: String

  /// Parts a line.
  public init(_ text: String) {
    let line = text.trimmed
    var index = line.startIndex
    // Digits at the start are part of the name: `1. Maja`, `5001 44`.
    while index < line.endIndex, !line[index].isLetter { index = line.index(after: index) }
    while index < line.endIndex {
      if line[index].isASCII && line[index].isNumber { break }
      index = line.index(after: index)
    }
    guard index < line.endIndex else {
      street = line
      digits = ""
      affix = ""
      return
    }
    let end = line[index...].firstIndex { !($0.isASCII && $0.isNumber) } ?? line.endIndex
    street = Self.street(line[..<index])
    digits = String(line[index..<end])
    affix = line[end...].trimmed
  }

  /// What stands before a number, without `Nr.` and a comma at its end.
  static func street(_ text: Substring) -> String {
    var name = text.trimmed
    for marker in ["Nr.", "Nr", "nr.", "nr"] where name.hasSuffix(" \(marker)") {
      name = name.dropLast(marker.count).trimmed
    }
    return name.hasSuffix(",") ? name.dropLast().trimmed : name
  }

  /// The number with its suffix; `nil` where the line has none.
  public var number: HouseNumber? {
    digits.isEmpty ? nil : HouseNumber(text: digits + affix)
  }
}
