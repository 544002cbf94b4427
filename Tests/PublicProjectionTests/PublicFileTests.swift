import AddressSearch
import PublicProjection
import TestSupport
import Testing

/// What is published is what is read.
struct PublicFileTests {
  static func address(
    _ id: Int, _ street: String, _ number: String, _ availability: Availability = .available,
    city: String? = "Ratingen", district: String? = "Mitte"
  ) -> PublicAddress {
    let digits = String(id)
    return PublicAddress(
      id: String(repeating: "a", count: 20 - digits.count) + digits, street: street,
      number: HouseNumber(text: number), postcode: "40878", city: city, district: district,
      longitude: 6.85, latitude: 51.3,
      finding: .init(availability: availability, period: nil, source: .network, rule: "bnetza"))
  }

  @Test func `a public file gives back what was written`() throws {
    let folder = try TemporaryFolder()
    let addresses = [
      Self.address(1, "Marktgasse", "11a"), Self.address(2, "Marktgasse", "9", .planned),
    ]
    try PublicFile.write(addresses, asOf: "2026-11-23", to: folder.path("public.db"))
    let data = try PublicData(path: folder.path("public.db"))
    #expect(Set(data.addresses) == Set(addresses) && data.asOf == "2026-11-23")
    #expect(data.address(id: addresses[0].id) == addresses[0])
    #expect(data.lookup("marktgasse 11 a").address == addresses[0])
  }
}
