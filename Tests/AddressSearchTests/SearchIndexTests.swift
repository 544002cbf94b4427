import AddressSearch
import Foundation
import TestSupport
import Testing

/// The binary index: addresses are stored without loss, and damaged data is rejected.
struct SearchIndexTests {
  private static let names = [
    "Hauptstraße", "Schloßallee", "Ä", "Straße des 17. Juni", "Allee", "Am Bach", "Am Bächle",
    "Łódzka", "Улица", "北京路", String(repeating: "Lang", count: 60), "x", "",
  ]

  private static func entries(_ count: Int, seed: UInt64) -> [AddressEntry] {
    var generator = SeededGenerator(seed: seed)
    let suffixes = ["", "", "", "a", "b", "-14", "1/2", "a-c", "🏠", " z"]
    let numbers = ["1", "2", "12", "007", "99999999", "4294967296", "WH 2", "", "0"]
    return (0..<count).map { id in
      AddressEntry(
        id: "\(id)", street: names.randomElement(using: &generator) ?? "",
        number: HouseNumber(
          number: Bool.random(using: &generator)
            ? "\(Int.random(in: 1...400, using: &generator))"
            : numbers.randomElement(using: &generator) ?? "",
          suffix: suffixes.randomElement(using: &generator) ?? ""),
        postcode: [nil, "40878", "45127"].randomElement(using: &generator) ?? nil,
        city: [nil, "Essen", "Ratingen"].randomElement(using: &generator) ?? nil,
        district: [nil, "Mitte", "Essen"].randomElement(using: &generator) ?? nil)
    }
  }

  private static func image(_ entries: [AddressEntry]) -> (image: [UInt8], order: [UInt32]) {
    var builder = SearchIndexBuilder()
    for (number, entry) in entries.enumerated() {
      builder.add(entry, longitude: Int32(number * 7 - 500), latitude: Int32(-number))
    }
    return builder.build()
  }

  @Test func `a match is exact if only case or a final full stop differ`() throws {
    let names = ["Mühlenweg", "Köln-Str.", "Łódzka", "Улица", "Marktgasse"]
    let (image, _) = Self.image(
      names.enumerated().map { number, name in
        AddressEntry(id: "\(number)", street: name, number: HouseNumber(number: "1"))
      })
    let index = try SearchIndex(image: image)
    let expected: [(String, MatchClass)] = [
      ("Mühlenweg 1", .exact), ("MÜHLENWEG 1", .exact), ("mu\u{308}hlenweg 1", .exact),
      ("MU\u{308}HLENWEG 1", .exact), ("Muehlenweg 1", .variant), ("Mühlenweg. 1", .exact),
      ("Mühlen-Weg 1", .variant), ("Köln-Str. 1", .exact), ("köln-str 1", .exact),
      ("Köln Str 1", .variant), ("Kölnstraße 1", .variant), ("łódzka 1", .exact),
      ("Lodzka 1", .variant), ("УЛИЦА 1", .exact), ("marktGASSE 1", .exact),
      ("Markt Gasse 1", .variant), ("Marktgase 1", .typo1),
    ]
    let answers = expected.map { index.lookup($0.0).match }
    for (number, match) in answers.enumerated() where match != expected[number].1 {
      Issue.record("\(expected[number].0): \(match), not \(expected[number].1)")
    }
  }

  @Test func `an incomplete house number is completed by those that start with its digits`()
    throws
  {
    let numbers = ["1", "2", "10", "11", "12", "21", "100", "120", "WH 1", "0", "1000"]
    let (image, order) = Self.image(
      numbers.enumerated().map { number, text in
        AddressEntry(
          id: "\(number)", street: "Marktgasse",
          number: HouseNumber(number: text, suffix: text == "12" ? "a" : ""))
      })
    let index = try SearchIndex(image: image)
    for typed in ["1", "10", "12", "100", "5", "2", "12a"] {
      let written = index.suggest("Marktgasse \(typed)", limit: 20).compactMap(\.address)
        .map { order[$0] }.map { numbers[Int($0)] + (numbers[Int($0)] == "12" ? "a" : "") }
      let begun = numbers.map { $0 == "12" ? "12a" : $0 }.filter { $0.hasPrefix(typed) }
      if !begun.isEmpty { #expect(Set(begun).isSubset(of: written), "\(typed): \(written)") }
      #expect(written.filter { $0.hasPrefix(typed) }.count == begun.count, "\(typed): \(written)")
    }
  }

  @Test func `every address is read back unchanged`() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let entries = Self.entries(Int(seed) * 40, seed: seed)
      let (image, order) = Self.image(entries)
      let index = try SearchIndex(image: image)
      var wrong: [String] = []
      var seen = 0
      index.forEachAddress { number, address in
        seen += 1
        let source = Int(order[number])
        let entry = entries[source]
        let isSame =
          address.street == entry.street && address.postcode == entry.postcode
          && address.city == entry.city && address.district == entry.district
          && address.number.description.filter { $0 != " " }
            == HouseNumber(
              number: Int(entry.number.number).map {
                $0 < 100_000_000 ? "\($0)" : entry.number.number
              }
                ?? entry.number.number, suffix: entry.number.suffix
            ).description.filter { $0 != " " }
          && address.longitude == Int32(source * 7 - 500) && address.latitude == Int32(-source)
        if !isSame { wrong.append("\(address) from \(entry)") }
        if index.address(number) != address { wrong.append("\(number)") }
      }
      #expect(wrong.isEmpty, "\(wrong.prefix(3))")
      #expect(seen == entries.count && Set(order).count == entries.count)
    }
  }

  @Test func `an empty index finds nothing`() throws {
    let index = try SearchIndex(image: Self.image([]).image)
    #expect(index.count == 0 && index.suggest("Marktgasse 1", limit: 10).isEmpty)
    #expect(index.lookup("Marktgasse 1").match == .none && index.address(0) == nil)
  }

  @Test func `an image that is truncated, modified or not an index is rejected`() throws {
    let image = Self.image(Self.entries(200, seed: 7)).image
    var generator = SeededGenerator(seed: 8)
    var accepted = 0
    for length in [0, 1, 8, 63, 64, 100, image.count / 2, image.count - 1] {
      if (try? SearchIndex(image: Array(image.prefix(length)))) != nil { accepted += 1 }
    }
    for _ in 0..<500 {
      var broken = image
      let index = Int.random(in: broken.indices, using: &generator)
      broken[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      if (try? SearchIndex(image: broken)) != nil { accepted += 1 }
    }
    #expect(accepted == 0)
    #expect(throws: IndexFault.notAnIndex) { try SearchIndex(image: Array("no index".utf8)) }
    #expect(throws: IndexFault.cannotOpen) { try SearchIndex(path: "/nowhere/index") }
  }

  @Test func `an image with a forged checksum is rejected or usable, and never causes a crash`()
    throws
  {
    let entries = Self.entries(120, seed: 9)
    let image = Self.image(entries).image
    var generator = SeededGenerator(seed: 10)
    var opened = 0
    for _ in 0..<3000 {
      var forged = image
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        forged[Int.random(in: 24..<forged.count, using: &generator)] = UInt8.random(
          in: 0...255, using: &generator)
      }
      guard let index = try? SearchIndex(image: SearchIndex.withChecksum(forged)) else { continue }
      opened += 1
      for query in ["Hauptstr 12", "schlosalee 1a essen", "str", "40878 am ba"] {
        _ = index.lookup(query)
        _ = index.suggest(query, limit: 10)
      }
      index.forEachAddress { _, _ in }
    }
    // Otherwise the test would be void.
    #expect(opened > 100)
  }

  @Test func `a mapped file gives the same answers as an index in memory`() throws {
    let folder = try TemporaryFolder()
    let image = Self.image(Self.entries(300, seed: 3)).image
    try Data(image).write(to: folder.url.appendingPathComponent("index"))
    let mapped = try SearchIndex(path: folder.path("index"))
    let held = try SearchIndex(image: image)
    for query in ["Hauptstr 12", "Am Bach 1", "allee 7 essen", "Schlosalle 3"] {
      #expect(mapped.lookup(query) == held.lookup(query))
    }
  }

  @Test func `typing errors are found as by exhaustive comparison`() throws {
    var generator = SeededGenerator(seed: 11)
    let letters = Array("abcd")
    func word(_ length: ClosedRange<Int>) -> String {
      String(
        (0..<Int.random(in: length, using: &generator)).map { _ in
          letters.randomElement(using: &generator) ?? "a"
        })
    }
    let names = Set((0..<400).map { _ in word(4...10) }).sorted()
    var builder = SearchIndexBuilder()
    for name in names {
      builder.add(AddressEntry(id: "", street: name, number: HouseNumber(number: "1")))
    }
    let index = try SearchIndex(image: builder.build().image)
    var wrong: [String] = []
    for _ in 0..<600 {
      let query = word(4...10)
      var least: MatchClass = .none
      for name in names {
        let whole = Self.alignment(name, query)
        if whole <= (name.count < 8 ? 1 : 2) {
          least = min(least, [.exact, .typo1, .typo2][whole])
        }
        let begun =
          (0...name.count).map { Self.alignment(String(name.prefix($0)), query) }.min() ?? 9
        if begun <= (query.count < 8 ? 1 : 2) {
          least = min(least, [.variant, .typo1, .typo2][begun])
        }
      }
      let found = index.suggest(query, limit: 10).first?.match ?? .none
      if found != least { wrong.append("\(query): \(found), not \(least)") }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  /// The optimal string alignment distance, computed by the textbook algorithm.
  private static func alignment(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { table[i][0] = i }
    for j in 0...b.count { table[0][j] = j }
    for i in 1...max(a.count, 1) where i <= a.count {
      for j in 1...max(b.count, 1) where j <= b.count {
        table[i][j] = min(
          table[i - 1][j] + 1, table[i][j - 1] + 1,
          table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[a.count][b.count]
  }

  @Test func `normalisation does not depend on case, diacritics or separators`() {
    var generator = SeededGenerator(seed: 12)
    let names = [
      "Kölner Straße", "Sankt-Anna-Straße", "Am Großen Teich", "Dr.-Külz-Platz", "An der Pönt",
      "Friedrich-Wilhelm-IV.-Straße", "Schloßstraße", "Straße des 17. Juni", "Mühlenweg",
    ]
    var wrong: [String] = []
    for name in names {
      let key = StreetName.normalised(name)
      for form in [
        name.uppercased(), name.lowercased(), "  \(name) ",
        name.replacing("-", with: " "), name.replacing(" ", with: "-"),
        name.replacing(" ", with: "  "), name.replacing("ß", with: "ss"),
        name.replacing("ö", with: "o\u{308}").replacing("ü", with: "u\u{308}"),
        name.replacing("ö", with: "oe").replacing("ü", with: "ue"),
      ] where StreetName.normalised(form) != key { wrong.append("\(form) is not \(name)") }
      if StreetName.normalised(key) != key { wrong.append("\(key) changes") }
    }
    for _ in 0..<2000 {
      let text = String(
        String.UnicodeScalarView(
          (0..<Int.random(in: 0...30, using: &generator)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0...0x2FF, using: &generator))
          }))
      let key = StreetName.normalised(text)
      if key.utf8.contains(where: { $0 < 0x30 || (0x41...0x5A).contains($0) }) {
        wrong.append("\(text) → \(key)")
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }
}
