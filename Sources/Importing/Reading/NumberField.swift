import TextFormats

/// A column or tag with a number, and the largest number that is accepted from a file.
package struct NumberField {
  /// Our name of the column.
  let name: String
  /// The largest number; the smallest is 0.
  let limit: Int

  /// Dwellings of an address or a building.
  package static let dwellings = NumberField(name: "dwellings", limit: 10_000)
  /// Storeys of a building.
  static let levels = NumberField(name: "levels", limit: 300)
  /// What a conduit or a site can take up.
  static let capacity = NumberField(name: "capacity", limit: 1_000_000)
  /// What a conduit has taken up.
  static let used = NumberField(name: "used", limit: 1_000_000)
  /// The width of a street or an obstacle in metres.
  static let width = NumberField(name: "width", limit: 1000)
  /// The cost of a surveyed work in euros.
  static let cost = NumberField(name: "cost", limit: 1_000_000_000)

  /// The number that a text states; `nil` for a text that is not a number within the limit.
  func number(_ text: String) -> Double? {
    Double(text).flatMap { $0 >= 0 && $0 <= Double(limit) ? $0 : nil }
  }

  /// The whole number that a text states, rounded; `nil` for a text that is not a number within the
  /// limit.
  func whole(
    _ text: String, _ rule: FloatingPointRoundingRule = .towardZero
  ) -> Int? {
    number(text).flatMap { Int(rounding: $0, rule) }
  }

  /// The fault of a text that is not such a number.
  func fault(_ text: String) -> ImportFault {
    .invalidNumber(field: name, value: String(text.prefix(40)), limit: limit)
  }
}

extension NumberField {
  /// How many flats a tag names: `12`, or `1-12;14`.
  ///
  /// - Returns: the number; `nil` if the tag names none, or more than the limit.
  package func flats(_ text: String) -> Int? {
    if Double(text) != nil { return whole(text, .toNearestOrAwayFromZero) }
    var count = 0
    for part in text.split(whereSeparator: { $0 == ";" || $0 == "," }) {
      let ends = part.split(separator: "-").compactMap { Int($0) }
      if ends.count == 2, ends[0] <= ends[1] {
        let (difference, isTooLarge) = ends[1].subtractingReportingOverflow(ends[0])
        guard !isTooLarge, difference < limit else { return nil }
        count += difference + 1
      } else {
        count += 1
      }
      guard count <= limit else { return nil }
    }
    return count > 0 ? count : nil
  }
}
