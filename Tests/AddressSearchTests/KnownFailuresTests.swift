import AddressSearch
import Testing

/// Queries that other geocoders answer wrongly, with the issue in which this was reported, and the
/// patterns of the public tests for German geocoders (geocoders/geocoder-tester).
struct KnownFailuresTests {
  private static let entries = [
    ("Kölner Straße", "12", "40885", "Ratingen"), ("Kölner Straße", "12a", "40885", "Ratingen"),
    ("Leopoldauer Straße", "5", "1210", "Wien"), ("Residenzstraße", "7", "80333", "München"),
    ("Residenzweg", "7", "80333", "München"), ("Wendenstraße", "414-424", "20537", "Hamburg"),
    ("Beethovenstraße", "1-4", "68165", "Mannheim"), ("Am Freibad", "3", "37276", "Meinhard"),
    ("Am Freibad", "5", "37276", "Meinhard"), ("August-Bebel-Platz", "1", "01067", "Dresden"),
    ("A.-Bebel-Straße", "8", "01067", "Dresden"), ("Goethestraße", "9", "90409", "Nürnberg"),
    ("Nürnberger Straße", "4", "90762", "Fürth"),
    ("Rosa-Luxemburg-Straße", "22", "10178", "Berlin"),
    ("Pappelallee", "1", "10437", "Berlin"), ("Dircksenstraße", "51", "10178", "Berlin"),
    ("Lembacher Straße", "26", "68229", "Mannheim"), ("Georgstraße", "29", "30159", "Hannover"),
    ("Georgstraße", "42A", "30159", "Hannover"), ("Georgstraße", "1A", "30159", "Hannover"),
    ("Georgstraße", "10e", "30159", "Hannover"), ("Georgstraße", "5A", "30159", "Hannover"),
    ("Straße des 17. Juni", "135", "10623", "Berlin"), ("C 5", "12", "68159", "Mannheim"),
    ("Sankt-Anna-Straße", "2", "40885", "Ratingen"), ("An der Pönt", "48", "40885", "Ratingen"),
    ("Friedrich-Wilhelm-IV.-Straße", "3", "14467", "Potsdam"),
    ("Freiherr-vom-Stein-Straße", "6", "40882", "Ratingen"),
    ("Feldweg", "12 1/2", "85049", "Ingolstadt"),
    ("Große Bleichen", "21", "20354", "Hamburg"), ("Kleine Rosenstraße", "8", "20095", "Hamburg"),
    ("Infanteriestraße", "11", "80797", "München"),
  ].enumerated().map { number, parts in
    AddressEntry(
      id: "\(number)", street: parts.0, number: HouseNumber(text: parts.1), postcode: parts.2,
      city: parts.3, district: parts.0 == "Lembacher Straße" ? "Friedrichsfeld" : nil)
  }

  private let index: SearchIndex
  private let order: [UInt32]

  init() throws {
    var builder = SearchIndexBuilder()
    for entry in Self.entries { builder.add(entry) }
    let (image, order) = builder.build()
    index = try SearchIndex(image: image)
    self.order = order
  }

  private func text(_ address: Int?) -> String? {
    address.map { Self.entries[Int(order[$0])] }.map { "\($0.street) \($0.number)" }
  }

  @Test(arguments: [
    // photon #42 and #312, pelias #719
    ("Kölner Straße 12", "Kölner Straße 12"), ("Kölnerstraße 12", "Kölner Straße 12"),
    ("Koelner Str. 12", "Kölner Straße 12"), ("koelnerstr 12", "Kölner Straße 12"),
    ("KÖLNER-STR. 12 A", "Kölner Straße 12a"), ("Kolner Strasse 12a", "Kölner Straße 12a"),
    ("Ko\u{308}lner Stra\u{DF}e 12", "Kölner Straße 12"),
    ("Leopoldauerstraße 5", "Leopoldauer Straße 5"),
    // photon #696, libpostal #510
    ("Beethovenstr. 1-4 68165 Mannheim", "Beethovenstraße 1-4"),
    ("Wendenstr. 414-424 20537 Hamburg", "Wendenstraße 414-424"),
    ("Wendenstr. 414 - 424, Hamburg", "Wendenstraße 414-424"),
    ("Wendenstr. 414/424", "Wendenstraße 414-424"),
    ("Wendenstr. 414 bis 424", "Wendenstraße 414-424"),
    // nominatim #826
    ("Am Freibad 3", "Am Freibad 3"), ("3 Am Freibad, Meinhard", "Am Freibad 3"),
    // photon #197 and #221
    ("Georgstraße 5 a, Hannover", "Georgstraße 5a"), ("Georgstr. 10 e Hannover", "Georgstraße 10e"),
    // The patterns for Hannover.
    ("Georgstraße 29, Hannover", "Georgstraße 29"),
    ("Georgstraße 42A, Hannover", "Georgstraße 42a"),
    ("Georgstraße 42a, Hannover", "Georgstraße 42a"),
    ("Georgstraße 42 A, Hannover", "Georgstraße 42a"),
    ("Georgstraße 42 a, Hannover", "Georgstraße 42a"),
    ("Georgstraße 1 A, Hannover", "Georgstraße 1a"),
    // OsmAnd #4923, GDI Sachsen
    ("Goethe Str. 9", "Goethestraße 9"), ("Nürnbergerstr. 4", "Nürnberger Straße 4"),
    ("A.-Bebel-Straße 8", "A.-Bebel-Straße 8"), ("August-Bebel-Str. 8", "A.-Bebel-Straße 8"),
    ("Ros Lux Str 22", "Rosa-Luxemburg-Straße 22"), ("dirckse 51", "Dircksenstraße 51"),
    // Queries of actual users.
    ("lembacher str. 26 , 68229 mannheim-friedrichsfeld", "Lembacher Straße 26"),
    ("polizeirevier pappelallee 1  10437 berlin", "Pappelallee 1"),
    // Typing errors in the first letters, which photon does not tolerate.
    ("rGoethestraße 9", "Goethestraße 9"), ("Eesidenzstraße 7", "Residenzstraße 7"),
    ("öKlner Straße 12", "Kölner Straße 12"),
    // A wrong postcode must not prevent a street from being found (nominatim #2855).
    ("Kölner Straße 12, 40886 Ratingen", "Kölner Straße 12"),
    ("Kölner Straße 12, 12345 Ratingen", "Kölner Straße 12"),
    // The forms handled by normalisation.
    ("Straße des 17. Juni 135", "Straße des 17. Juni 135"), ("C5 12 Mannheim", "C 5 12"),
    ("C5, 12 Mannheim", "C 5 12"), ("St. Anna Str. 2", "Sankt-Anna-Straße 2"),
    ("a. d. Pönt 48", "An der Pönt 48"),
    ("Friedrich Wilhelm 4 Str. 3", "Friedrich-Wilhelm-IV.-Straße 3"),
    ("Frhr. vom Stein Str. 6", "Freiherr-vom-Stein-Straße 6"), ("Feldweg 12 1/2", "Feldweg 12 1/2"),
    ("Gr. Bleichen 21", "Große Bleichen 21"), ("Kl. Rosenstr. 8", "Kleine Rosenstraße 8"),
    ("Ratingen 40885 Koelnerstr 12a", "Kölner Straße 12a"),
    ("Kölner Straße Nr. 12", "Kölner Straße 12"),
    ("D-40885 Ratingen, Kölner Str. Hausnr. 12", "Kölner Straße 12"),
    ("Koelnerstr12a", "Kölner Straße 12a"),
  ])
  func `an address is found in every spelling`(query: String, wanted: String) {
    let answer = index.lookup(query)
    #expect(text(answer.address) == wanted, "\(answer.match) \(answer.number)")
    #expect(answer.number == .exact && answer.match != .none)
  }

  @Test(arguments: [
    // photon #433 and #512: another house number is returned instead of the wanted one.
    ("Georgstraße 29D, Hannover", ["29"]), ("Georgstraße 30, Hannover", ["29"]),
    ("Georgstraße 29 d Hannover", ["29"]), ("Am Freibad 4", ["3", "5"]),
    ("Kölner Straße 12b", ["12", "12a"]), ("Kölner Straße 1", ["12", "12a"]),
    ("Wendenstr. 413", ["414-424"]), ("Kölner Straße 12/2", ["12", "12a"]),
    ("Kölner Straße 12-14", ["12", "12a"]), ("Feldweg 12", ["12 1/2"]), ("Feldweg 1/2", ["12 1/2"]),
  ])
  func `a house number that does not exist is reported with the nearest ones`(
    query: String, nearest: [String]
  ) {
    let answer = index.lookup(query)
    #expect(answer.number == .unknown && answer.address == nil, "\(answer)")
    let numbers = answer.nearest.compactMap { text($0) }.map { name in
      String(name.drop { !$0.isNumber })
    }
    #expect(Array(numbers.prefix(nearest.count)) == nearest, "\(numbers)")
  }

  @Test(arguments: [
    ("Wendenstr. 418", "Wendenstraße 414-424"), ("Beethovenstraße 3", "Beethovenstraße 1-4"),
  ])
  func `a house number within a recorded range is reported as such`(query: String, wanted: String) {
    let answer = index.lookup(query)
    #expect(answer.number == .range && text(answer.address) == wanted)
  }

  @Test func `house numbers on the other side of the street are not in a range`() {
    #expect(index.lookup("Wendenstr. 415").number == .unknown)
  }

  @Test(arguments: [
    "Alte Kölner Straße 12, Ratingen", "Kölner Straße 12, Hamburg", "Kölner Straße 12, 99999",
    "Bonner Straße 12", "Kölner Straße WH 12", "12", "Ratingen", "", "   ", "?!",
    "Kölner Straße 12 13",
    "infanteriestr. Gebäude C",
  ])
  func `no address is returned for a query that means none`(query: String) {
    #expect(index.lookup(query).address == nil)
  }

  @Test(arguments: [
    "Residenzs", "Residenzst", "Residenzstr", "Residenzstra", "Residenzstraß", "residenzstrasse",
  ])
  func `a street is suggested for every incomplete form of its name`(query: String) {
    // photon #1087
    #expect(index.suggest(query, limit: 5).first?.street.name == "Residenzstraße")
  }

  @Test func `for an incomplete house number, those that start with its digits are suggested`() {
    let offered = index.suggest("Georgstr 4", limit: 5).compactMap { text($0.address) }
    #expect(offered == ["Georgstraße 42a"])
    let first = index.suggest("Georgstr 1", limit: 5).compactMap { text($0.address) }
    #expect(first == ["Georgstraße 1a", "Georgstraße 10e"])
  }
}
