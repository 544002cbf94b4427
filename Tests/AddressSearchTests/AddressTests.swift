import AddressSearch
import Foundation
import TestSupport
import Testing

/// House numbers, street names and addresses in the notations that people use.
struct AddressTests {
  @Test(arguments: [
    ("12", ["12"]), ("12a", ["12a"]), ("12 A", ["12a"]), ("007", ["7"]), ("Nr. 12", ["12"]),
    ("2/4", ["2", "4"]), ("8 / 10", ["8", "10"]), ("42,44,46,48", ["42", "44", "46", "48"]),
    ("11,13", ["11", "13"]), ("6a / 6b", ["6a", "6b"]), ("6a/6b", ["6a", "6b"]),
    ("WH 2", ["WH 2"]), ("37-43", ["37-43"]), ("12 - 14", ["12-14"]), ("12/2", ["12/2"]),
    ("12 1/2", ["12 1/2"]), ("108/110", ["108", "110"]), ("9;11", ["9", "11"]), ("", []),
  ])
  func `a house number is parsed according to the documented rules`(
    text: String, expected: [String]
  ) {
    #expect(HouseNumber.parse(text).map(\.description) == expected)
  }

  @Test func `all spellings of a street name have the same key`() {
    let spellings = [
      "Kölner Straße", "Kölnerstraße", "Koelner Str.", "koelnerstr", "KÖLNER STRASSE",
      "Kölner-Straße",
    ]
    #expect(Set(spellings.map(StreetName.normalised)).count == 1)
    #expect(StreetName.normalised("Straßenbahnweg") != StreetName.normalised("Bahnweg"))
  }

  @Test(.enabled(if: Shared.isPresent, Comment(rawValue: Shared.absence)))
  func `every published address is found if its street exists`() throws {
    let text = try String(
      contentsOfFile: Shared.path("suites/german-address-cases/streetdivider.tsv"),
      encoding: .utf8)
    var wrong: [String] = []
    var count = 0
    for line in text.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      // Affixes that consist of several words do not represent a single house number.
      guard fields.count == 5, !fields[2].isEmpty, fields[2].count < 5,
        !fields[3].contains(" ") || fields[3].hasPrefix("-") || fields[3].hasPrefix("/"),
        fields[3].first?.isNumber != true || fields[3].contains("/")
      else { continue }
      count += 1
      let entry = AddressEntry(
        id: "wanted", street: fields[1], number: HouseNumber(text: fields[2] + " " + fields[3]))
      let answer = AddressIndex([entry]).find(fields[0])
      if answer != .found(entry) { wrong.append("\(fields[0]) → \(answer), not \(entry)") }
    }
    #expect(count == 59)
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  @Test(arguments: [
    ("Sankt-Anna-Straße", "St. Anna Str."), ("Doktor-Kessel-Straße", "Dr.-Kessel-Str."),
    ("Große Bleiche", "Gr. Bleiche"), ("Albert-Schweitzer-Platz", "albert schweitzer pl."),
    ("An der Pönt", "a. d. Poent"), ("Straße des 17. Juni", "str. des 17 juni"),
    ("Goetheplatz", "Goethepl."), ("Freiherr-von-Stein-Straße", "Freiherr v. Stein Str."),
  ])
  func `abbreviations have the same key as the full form`(full: String, short: String) {
    #expect(StreetName.normalised(full) == StreetName.normalised(short))
  }
}
