import AddressSearch
import Testing

/// Searches for addresses by free text.
struct AddressIndexTests {
  private let index = AddressIndex([
    entry("a11", "Marktgasse", "11"), entry("a11a", "Marktgasse", "11a"),
    entry("a13", "Marktgasse", "13"), entry("r12", "Marktgasse", "12-14"),
    entry("j135", "Straße des 17. Juni", "135"),
    entry("h5r", "Hauptstraße", "5", "40878", "Ratingen"),
    entry("h5e", "Hauptstr.", "5", "45127", "Essen"), entry("f12", "Feldweg", "12 1/2"),
  ])

  private static func entry(
    _ id: String, _ street: String, _ number: String, _ postcode: String? = nil,
    _ city: String? = nil
  ) -> AddressEntry {
    AddressEntry(
      id: id, street: street, number: HouseNumber(text: number), postcode: postcode, city: city)
  }

  @Test(arguments: [
    ("a11", "a11"), ("Marktgasse 11", "a11"), ("marktgasse 11 a", "a11a"),
    ("Markt-Gasse 11a", "a11a"), ("MARKTGASSE 11A", "a11a"), ("Markt Gasse Nr. 11", "a11"),
    ("Marktgasse 12 - 14", "r12"), ("Marktgasse 12–14", "r12"),
    ("Straße des 17. Juni 135", "j135"), ("str. des 17 juni 135", "j135"),
    ("Hauptstr. 5 , 40878 Ratingen", "h5r"), ("Haupt Straße 5 45127", "h5e"),
    ("Essen, Hauptstraße 5", "h5e"), ("feldweg 12 1/2", "f12"),
  ])
  func `an address is found in every usual spelling`(text: String, id: String) {
    guard case .found(let entry) = index.find(text) else {
      Issue.record("\(text): \(index.find(text))")
      return
    }
    #expect(entry.id == id)
  }

  @Test(arguments: [
    "Marktgasse 11b", "Marktgasse 12", "Marktgasse 1", "Marktgasse", "Marktgasse 111", "",
    "Hauptstraße 5, 10115 Berlin", "Straße des 17. Juni", "11",
  ])
  func `no other address is returned for one that does not exist`(text: String) {
    guard case .unknown = index.find(text) else {
      Issue.record("\(text): \(index.find(text))")
      return
    }
  }

  @Test func `an ambiguous query returns all matching addresses`() {
    guard case .ambiguous(let entries) = index.find("hauptstr 5") else {
      Issue.record("\(index.find("hauptstr 5"))")
      return
    }
    #expect(entries.map(\.id) == ["h5r", "h5e"])
  }

  @Test func `a missing house number or a typing error returns the nearest addresses`() {
    #expect(index.find("Marktgasse 15") == .unknown(nearest: nearest("a13", "r12", "a11", "a11a")))
    #expect(index.find("Marktgase 11") == .unknown(nearest: nearest("a11", "a11a", "r12", "a13")))
  }

  private func nearest(_ ids: String...) -> [AddressEntry] {
    ids.compactMap { id in
      if case .found(let entry) = index.find(id) { entry } else { nil }
    }
  }
}
