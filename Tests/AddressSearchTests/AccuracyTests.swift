import AddressSearch
import Foundation
import TestSupport
import Testing

/// How often the right address is found, for pseudo-random queries derived from real addresses.
///
/// The tests print the table in `benchmarks/search.md`.
@Suite(.serialized, .enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
struct AccuracyTests {
  @Test func `addresses of Essen are found in all spellings`() throws {
    try check(OfficialAddresses.essen(), "Essen", queries: 2000)
  }

  @Test func `addresses of Neubrandenburg are found in all spellings`() throws {
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
      #expect(score.fraction(score.first) >= variant.leastFirst, "\(variant): \(score.failures)")
      #expect(score.fraction(score.near) >= variant.leastNear, "\(variant): \(score.failures)")
    }
    print(table)
  }
}

/// The number of queries of a variant, and their results.
private struct Score {
  var asked = 0
  /// The right address was the answer or the first suggestion.
  var first = 0
  /// It was among the first five answers (for incomplete names: the first ten).
  var near = 0
  var failures: [String] = []
  /// Answers with a different house number than the wanted one.
  var wrongNumbers: [String] = []

  func fraction(_ count: Int) -> Double { Double(count) / Double(max(asked, 1)) }

  func line(_ variant: QueryVariant) -> String {
    func percent(_ count: Int) -> String { String(format: "%7.2f %%", 100 * fraction(count)) }
    return "\(variant)".padding(toLength: 22, withPad: " ", startingAt: 0)
      + "\(asked)".padding(toLength: 7, withPad: " ", startingAt: 0)
      + "first \(percent(first))  near \(percent(near))"
  }
}

/// The addresses of a town with their index.
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
    if variant == .incomplete {
      let suggestions = index.suggest(text, limit: 10)
      let position = suggestions.firstIndex { $0.street.name == wanted.street }
      if position == 0 { score.first += 1 }
      if position != nil { score.near += 1 } else { score.failures.append("\(text) ≠ \(wanted)") }
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
      // The street must be found, and the number must be reported as unknown or within a range.
      let isCorrect = answer.number == .unknown || answer.number == .range
      if isCorrect { score.first += 1 } else { score.failures.append("\(text): \(answer.number)") }
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
  case joined, separated, hyphenated, numberSpaced, localityFirst, localityLast, districtLast
  case oneTypo, twoTypos, incomplete, absentNumber

  var leastFirst: Double {
    switch self {
    case .oneTypo: 0.98
    case .twoTypos, .incomplete: 0
    default: 0.999
    }
  }

  var leastNear: Double {
    switch self {
    case .oneTypo: 0.995
    case .twoTypos: 0.95
    case .incomplete: 0.99
    default: 0.999
    }
  }

  /// The address in this notation; `nil` if the notation does not apply to it.
  func query(for entry: AddressEntry, using generator: inout SeededGenerator) -> String? {
    let plain = "\(entry.street) \(entry.number)"
    let locality = [entry.postcode, entry.city].compactMap(\.self).joined(separator: " ")
    func full(_ street: String) -> String {
      let isNamed = Bool.random(using: &generator)
      return "\(street) \(entry.number)" + (isNamed ? ", \(locality)" : " \(entry.city ?? "")")
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
    case .separated: return changed([("str.", " str."), ("straße", " Straße"), ("weg", " weg")])
    case .hyphenated: return changed([(" ", "-")])
    case .numberSpaced:
      guard entry.number.suffix.utf8.count == 1 else { return nil }
      return
        "\(entry.street) \(entry.number.number) \(entry.number.suffix.uppercased()) \(locality)"
    case .localityFirst: return "\(locality), \(plain)"
    case .localityLast: return "\(plain) \(locality)"
    case .districtLast: return entry.district.map { "\(plain) \(entry.city ?? "") \($0)" }
    case .oneTypo:
      guard entry.street.count(where: \.isLetter) >= 4 else { return nil }
      return full(typo(entry.street, using: &generator))
    case .twoTypos:
      guard entry.street.count(where: \.isLetter) >= 8 else { return nil }
      return full(typo(typo(entry.street, using: &generator), using: &generator))
    case .incomplete:
      let letters = entry.street.indices.filter { entry.street[$0].isLetter }
      return letters.count >= 5 ? "\(entry.street[...letters[4]]) \(entry.city ?? "")" : nil
    case .absentNumber:
      // No house in these towns has this suffix. Without a town, the same street name may exist
      // elsewhere.
      guard entry.city != nil else { return nil }
      return "\(entry.street) \(entry.number.number)x, \(locality)"
    }
  }

  /// Omits, inserts or replaces one letter, or swaps it with the next; the first letter may be
  /// affected too.
  private func typo(_ text: String, using generator: inout SeededGenerator) -> String {
    var letters = Array(text)
    let positions = letters.indices.filter { letters[$0].isLetter }
    guard let position = positions.randomElement(using: &generator),
      let other = "abcdefghijklmnopqrstuvwxyz".randomElement(using: &generator)
    else { return text }
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: letters.remove(at: position)
    case 1: letters.insert(other, at: position)
    case 2: letters[position] = other
    default:
      if position + 1 < letters.count, letters[position + 1].isLetter {
        letters.swapAt(position, position + 1)
      } else {
        letters[position] = other
      }
    }
    return String(letters)
  }
}
