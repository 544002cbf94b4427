/// An address as people write it: street, number and, where it matters, the place.
///
/// `Marktgasse 11`, `marktgasse 11 a`, `Markt-Gasse 11a, 40878 Ratingen` and `Ratingen, Marktgasse
/// 11a` are understood. A street may hold digits of its own (`Straße des 17. Juni 135`), so that a
/// line can be read in several ways; the addresses on file decide.
public struct AddressQuery: Hashable, Sendable {
  /// One way to part the line.
  public struct Reading: Hashable, Sendable {
    /// The street as a key, made by ``StreetName/normalised(_:)``.
    public let street: String
    /// The number with its suffix.
    public let number: HouseNumber
    /// The postcode beside it.
    public let postcode: String?
    /// The other words beside it, as keys: town or district.
    public let places: [String]
  }

  /// The ways to read the line, the one with the shortest street first.
  public let readings: [Reading]

  /// Reads a line.
  public init(_ text: String) {
    let parts = text.split(separator: ",").map(\.trimmed)
    for (index, part) in parts.enumerated() {
      let splits = Self.splits(of: part)
      guard !splits.isEmpty else { continue }
      let others = parts.enumerated().filter { $0.offset != index }.flatMap {
        Self.words(of: $0.element)
      }
      readings = splits.map { split in
        let words = Self.words(of: split.rest) + others
        let places = words.filter { !Self.isPostcode($0) }.map(StreetName.normalised)
        return Reading(
          street: StreetName.normalised(split.street), number: split.number,
          postcode: words.first(where: Self.isPostcode), places: places)
      }
      return
    }
    readings = []
  }

  private static func isPostcode(_ word: String) -> Bool {
    word.count == 5 && word.allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func words(of text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Parts a line at each group of digits that follows a letter.
  private static func splits(of line: String) -> [(
    street: String, number: HouseNumber, rest: String
  )] {
    var splits: [(street: String, number: HouseNumber, rest: String)] = []
    guard var index = line.firstIndex(where: \.isLetter) else { return [] }
    while let start = line[index...].firstIndex(where: { $0.isASCII && $0.isNumber }) {
      let (number, end) = number(in: line, from: start)
      let street = AddressLine.street(line[..<start])
      splits.append((street, number, line[end...].trimmed))
      index = line[start...].firstIndex { !($0.isASCII && $0.isNumber) } ?? line.endIndex
    }
    return splits
  }

  /// Reads a number with what belongs to it: whatever touches its digits, then a single letter, a
  /// fraction, or the end of a range.
  private static func number(in line: String, from start: String.Index) -> (
    HouseNumber, String.Index
  ) {
    func word(from index: String.Index) -> Range<String.Index> {
      let begin = line[index...].firstIndex { !$0.isWhitespace } ?? line.endIndex
      let end = line[begin...].firstIndex { $0.isWhitespace || $0 == "." || $0 == ";" }
      return begin..<(end ?? line.endIndex)
    }
    var end = word(from: start).upperBound
    var isOpen = line[start..<end].last?.isDash == true
    while true {
      let next = word(from: end)
      let text = line[next]
      guard let first = text.first else { break }
      let isLetter = text.count == 1 && first.isLetter
      let isFraction = first.isNumber && text.contains("/")
      guard isOpen ? first.isNumber : isLetter || isFraction || first.isDash else { break }
      isOpen = text.last?.isDash == true
      end = next.upperBound
    }
    return (HouseNumber(text: String(line[start..<end])), end)
  }
}

extension Character {
  /// Whether it joins two numbers.
  fileprivate var isDash: Bool { self == "-" || self == "–" || self == "/" }
}
