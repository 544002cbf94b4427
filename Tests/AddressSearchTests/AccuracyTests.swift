import AddressSearch
import Foundation
import TestSupport
import Testing

/// How often the right address is found, on seeded queries made from real addresses.
///
/// The table in `benchmarks/search.md` is what these tests print.
@Suite(.serialized, .enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
struct AccuracyTests {
  @Test func `Essen's addresses are found however they are written`() throws {
    try check(OfficialAddresses.essen(), "Essen", queries: 2000)
  }

  @Test func `Neubrandenburg's addresses are found however they are written`() throws {
    try check(OfficialAddresses.neubrandenburg(), "Neubrandenburg", queries: 1000)
  }

  private func check(_ entries: [AddressEntry], _ name: String, queries: Int) throws {
    let town = Town(entries)
    var generator = SeededGenerator(seed: 5)
    var table = "\(name): \(entries.count) addresses\n"
    for variant in QueryVariant.allCases {
      var score = Score()
      for _ in 0..<queries {
        guard let entry = entries.randomElement(using: &generator),
          let text = variant.query(for: entry, using: &generator)
        else { continue }
        town.ask(text, for: entry, variant, into: &score)
      }
      guard score.asked > 0 else { continue }
      table += "  \(score.line(variant))\n"
      #expect(score.wrongNumbers.isEmpty, "\(variant): \(score.wrongNumbers)")
      #expect(score.share(score.first) >= variant.leastFirst, "\(variant): \(score.failures)")
      #expect(score.share(score.near) >= variant.leastNear, "\(variant): \(score.failures)")
    }
    print(table)
  }
}

/// What was asked of one variant, and what came.
private struct Score {
  var asked = 0
  /// The right address was the answer, or first of the suggestions.
  var first = 0
  /// It was among the first five (of beginnings: ten).
  var near = 0
  var failures: [String] = []
  /// Answers that claim another number than the one asked.
  var wrongNumbers: [String] = []

  func share(_ count: Int) -> Double { Double(count) / Double(max(asked, 1)) }

  func line(_ variant: QueryVariant) -> String {
    func percent(_ count: Int) -> String { String(format: "%7.2f %%", 100 * share(count)) }
    return "\(variant)".padding(toLength: 22, withPad: " ", startingAt: 0)
      + "\(asked)".padding(toLength: 7, withPad: " ", startingAt: 0)
      + "first \(percent(first))  near \(percent(near))"
  }
}

/// The addresses of one town with their index.
private struct Town {
  private let index: SearchIndex
  private let entries: [AddressEntry]
  private let order: [UInt32]

  init(_ entries: [AddressEntry]) {
    self.entries = entries
    var builder = SearchIndexBuilder()
    for entry in entries { builder.add(entry) }
    let (image, order) = builder.build()
    self.order = order
    index = try! SearchIndex(image: image)
  }

  private func entry(_ address: Int) -> AddressEntry { entries[Int(order[address])] }

  func ask(
    _ text: String, for wanted: AddressEntry, _ variant: QueryVariant, into score: inout Score
  ) {
    score.asked += 1
    if variant == .beginning {
      let suggestions = index.suggest(text, limit: 10)
      let place = suggestions.firstIndex { $0.street.name == wanted.street }
      if place == 0 { score.first += 1 }
      if place != nil { score.near += 1 } else { score.failures.append("\(text) ≠ \(wanted)") }
      return
    }
    let answer = index.lookup(text)
    let isRight = { (address: Int) -> Bool in
      let found = entry(address)
      return found.street == wanted.street && found.number == wanted.number
        && found.city == wanted.city
    }
    if answer.number == .exact, let address = answer.address,
      entry(address).number != wanted.number || variant == .absentNumber
    {
      score.wrongNumbers.append("\(text) → \(entry(address))")
    }
    if variant == .absentNumber {
      // The street is found, and the number said to be unknown, or within a range.
      let isHonest = answer.number == .unknown || answer.number == .range
      if isHonest { score.first += 1 } else { score.failures.append("\(text): \(answer.number)") }
      score.near += 1
      return
    }
    let offered =
      (answer.address.map { [$0] } ?? []) + answer.candidates
      + answer.suggestions.compactMap(\.address)
    if let first = answer.address ?? answer.suggestions.first?.address, isRight(first) {
      score.first += 1
    } else {
      score.failures.append(
        "\(text) ≠ \(wanted) but \(offered.first.map { "\(entry($0))" } ?? "nothing")")
    }
    if offered.prefix(5).contains(where: isRight) { score.near += 1 }
  }
}

/// The ways in which people write addresses.
private enum QueryVariant: CaseIterable {
  case unchanged, upperCase, lowerCase, umlautsWritten, umlautsBare, abbreviated, writtenOut
  case joined, parted, hyphenated, numberSpaced, placeFirst, placeLast, districtLast
  case oneSlip, twoSlips, beginning, absentNumber

  var leastFirst: Double {
    switch self {
    case .oneSlip: 0.98
    case .twoSlips, .beginning: 0
    default: 0.999
    }
  }

  var leastNear: Double {
    switch self {
    case .oneSlip: 0.995
    case .twoSlips: 0.95
    case .beginning: 0.99
    default: 0.999
    }
  }

  /// The address written so; `nil` where it cannot be.
  func query(for entry: AddressEntry, using generator: inout SeededGenerator) -> String? {
    let plain = "\(entry.street) \(entry.number)"
    let place = [entry.postcode, entry.city].compactMap(\.self).joined(separator: " ")
    func full(_ street: String) -> String {
      let isNamed = Bool.random(using: &generator)
      return "\(street) \(entry.number)" + (isNamed ? ", \(place)" : " \(entry.city ?? "")")
    }
    func changed(_ pairs: [(String, String)]) -> String? {
      let street = pairs.reduce(entry.street) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
      return street == entry.street ? nil : full(street)
    }
    switch self {
    case .unchanged: return full(entry.street)
    case .upperCase: return full(entry.street).uppercased()
    case .lowerCase: return full(entry.street).lowercased()
    case .umlautsWritten:
      return changed([
        ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"),
      ])
    case .umlautsBare:
      return changed([
        ("ä", "a"), ("ö", "o"), ("ü", "u"), ("Ä", "A"), ("Ö", "O"), ("Ü", "U"),
      ])
    case .abbreviated:
      return changed([
        ("straße", "str."), ("Straße", "Str."), ("Sankt", "St."), ("Große", "Gr."),
        ("Kleine", "Kl."), ("platz", "pl."), ("Platz", "Pl."), ("Doktor", "Dr."),
        ("Professor", "Prof."), (" von ", " v. "),
      ])
    case .writtenOut:
      return changed([
        ("str.", "straße"), ("Str.", "Straße"), ("St.", "Sankt"), ("Dr.", "Doktor"),
        ("Prof.", "Professor"),
      ])
    case .joined: return changed([(" Str", "str"), ("-Str", "str"), ("-", "")])
    case .parted: return changed([("str.", " str."), ("straße", " Straße"), ("weg", " weg")])
    case .hyphenated: return changed([(" ", "-")])
    case .numberSpaced:
      guard entry.number.suffix.utf8.count == 1 else { return nil }
      return "\(entry.street) \(entry.number.number) \(entry.number.suffix.uppercased()) \(place)"
    case .placeFirst: return "\(place), \(plain)"
    case .placeLast: return "\(plain) \(place)"
    case .districtLast: return entry.district.map { "\(plain) \(entry.city ?? "") \($0)" }
    case .oneSlip:
      guard entry.street.count(where: \.isLetter) >= 4 else { return nil }
      return full(slip(entry.street, using: &generator))
    case .twoSlips:
      guard entry.street.count(where: \.isLetter) >= 8 else { return nil }
      return full(slip(slip(entry.street, using: &generator), using: &generator))
    case .beginning:
      let letters = entry.street.indices.filter { entry.street[$0].isLetter }
      return letters.count >= 5 ? "\(entry.street[...letters[4]]) \(entry.city ?? "")" : nil
    case .absentNumber:
      // No house of these towns has a suffix like this; without a town there are streets of one name.
      guard entry.city != nil else { return nil }
      return "\(entry.street) \(entry.number.number)x, \(place)"
    }
  }

  /// One letter left out, added, replaced, or swapped with the next; the first one included.
  private func slip(_ text: String, using generator: inout SeededGenerator) -> String {
    var letters = Array(text)
    let places = letters.indices.filter { letters[$0].isLetter }
    guard let place = places.randomElement(using: &generator),
      let other = "abcdefghijklmnopqrstuvwxyz".randomElement(using: &generator)
    else { return text }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: letters.remove(at: place)
    case 1: letters.insert(other, at: place)
    case 2: letters[place] = other
    default:
      if place + 1 < letters.count, letters[place + 1].isLetter {
        letters.swapAt(place, place + 1)
      } else {
        letters[place] = other
      }
    }
    return String(letters)
  }
}
