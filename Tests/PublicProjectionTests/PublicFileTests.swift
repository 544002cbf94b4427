import AddressSearch
import Foundation
import GeoPackage
import Geospatial
import PublicProjection
import TestSupport
import Testing

/// A public file contains exactly the published data.
struct PublicFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func address(
    _ id: Int, _ street: String, _ number: String, _ availability: Availability = .available,
    city: String? = "Ratingen", district: String? = "Mitte"
  ) -> PublicAddress {
    let digits = String(id)
    return PublicAddress(
      id: String(repeating: "a", count: 20 - digits.count) + digits, street: street,
      number: HouseNumber(text: number), postcode: "40878", city: city, district: district,
      longitude: 6.85 + Double(id) / 100_000, latitude: 51.3,
      finding: .init(availability: availability, period: nil, source: .network, rule: "bnetza"))
  }

  private func data(_ addresses: [PublicAddress]) throws -> PublicData {
    try PublicFile.write(addresses, asOf: "2026-11-23", to: folder.path("public.db"))
    return try PublicData(path: folder.path("public.db"))
  }

  private static let town = [
    address(1, "Marktgasse", "11a"), address(2, "Marktgasse", "9", .planned),
    address(3, "Marktgasse", "12-14", .ask), address(4, "Hauptstraße", "5"),
    address(5, "Hauptstr.", "5", city: "Essen", district: "Kray"),
  ]

  @Test func `a public file is read back unchanged`() throws {
    let data = try data(Self.town)
    #expect(Set(data.addresses) == Set(Self.town) && data.asOf == "2026-11-23")
    for address in Self.town { #expect(data.address(id: address.id) == address) }
    #expect(data.address(id: "nobody") == nil && data.count == 5)
    let found = data.numbers(
      in: Envelope(Coordinate(x: 6.850005, y: 51), Coordinate(x: 6.850025, y: 52)))
    #expect(Set(found.map { data.addresses[Int($0)] }) == Set(Self.town.prefix(2)))
  }

  @Test
  func
    `equal content gives equal bytes in any order, and different content a different fingerprint`()
    throws
  {
    let first = try data(Self.town)
    let bytes = try Data(contentsOf: folder.url.appendingPathComponent("public.db"))
    let second = try data(Self.town.reversed())
    #expect(try Data(contentsOf: folder.url.appendingPathComponent("public.db")) == bytes)
    #expect(first.fingerprint == second.fingerprint)
    #expect(try data(Array(Self.town.dropLast())).fingerprint != first.fingerprint)
  }

  @Test func `the search index of a public file contains only data of its tables`() throws {
    let data = try data(Self.town)
    var builder = SearchIndexBuilder()
    for address in data.addresses {
      builder.add(
        AddressEntry(
          id: "", street: address.street, number: address.number, postcode: address.postcode,
          city: address.city, district: address.district),
        longitude: Int32((address.longitude * 100_000).rounded()),
        latitude: Int32((address.latitude * 100_000).rounded()))
    }
    let connection = try Connection(path: folder.path("public.db"), mode: .readOnly)
    var parts = try connection.prepare("SELECT bytes FROM search_index ORDER BY part")
    var image: [UInt8] = []
    while try parts.step() { image += parts.bytes(0) }
    #expect(builder.build().image == image)
  }

  @Test(
    arguments: [
      "UPDATE address SET house_number = '13' WHERE house_number = '11'",
      "UPDATE address SET class = 'available'", "DELETE FROM address WHERE number = 4",
      "DELETE FROM search_index", "UPDATE search_index SET bytes = substr(bytes, 1, 200)",
      "UPDATE search_index SET bytes = zeroblob(length(bytes))", "DELETE FROM release",
      "UPDATE release SET format = 99", "UPDATE release SET as_of = '2030-01-01'",
      "DROP TABLE release",
    ] as [SQL])
  func `a modified public file is rejected`(change: SQL) throws {
    _ = try data(Self.town)
    try Connection(path: folder.path("public.db"), mode: .readWrite).run(change)
    #expect(throws: PublicDataError.self) { try PublicData(path: folder.path("public.db")) }
  }

  @Test func `a position that is not on Earth is refused when the file is read`() throws {
    for (longitude, latitude) in [(1e300, 51.0), (181, 51), (7, -90.1), (-1e9, 0), (3e4, 3e4)] {
      var town = Self.town
      let old = town[1]
      town[1] = PublicAddress(
        id: old.id, street: old.street, number: old.number, postcode: old.postcode,
        city: old.city, district: old.district, longitude: longitude, latitude: latitude,
        finding: old.finding)
      let error = #expect(throws: PublicDataError.self) { try data(town) }
      guard case .damaged(.address) = error?.fault else {
        Issue.record("\(longitude) \(latitude): \(String(describing: error))")
        continue
      }
    }
  }

  @Test func `the schema accepts only the listed classes, valid periods and rounded positions`()
    throws
  {
    _ = try data(Self.town)
    let connection = try Connection(path: folder.path("public.db"), mode: .readWrite)
    for change in [
      "class = 'consent_refused'", "period = 'when Mr. Smith agrees'", "longitude = 6.123456",
      "source = 'contract'", "rule = \(String(repeating: "x", count: 41))", "id = 'osm:n1'",
    ] as [SQL] {
      #expect(throws: DatabaseError.self) {
        try connection.run("UPDATE address SET \(change) WHERE number = 0")
      }
    }
  }

  @Test func `the answer is the specified document on one line`() throws {
    let data = try data(Self.town)
    let exact = String(decoding: data.lookup("marktgasse 11 A").json, as: UTF8.self)
    #expect(
      exact == """
        {"query":"marktgasse 11 A","match":"exact","number":"exact","address":{"id":\
        "aaaaaaaaaaaaaaaaaaa1","street":"Marktgasse","house_number":"11a","postcode":"40878",\
        "city":"Ratingen","district":"Mitte"},"class":"available","period":null,"source":"network",\
        "rule":"bnetza","as_of":"2026-11-23","nearest_numbers":[],"alternatives":[]}
        """)
    let unknown = data.lookup("Marktgasse 10")
    #expect(unknown.number == .unknown && unknown.address == nil)
    #expect(unknown.nearestNumbers == ["9", "11a", "12-14"])
    let range = data.lookup("Marktgasse 14")
    #expect(range.number == .range && range.address?.number.description == "12-14")
    let several = data.lookup("hauptstr 5")
    #expect(several.match == .none && several.address == nil)
    #expect(Set(several.alternatives.map(\.city)) == ["Ratingen", "Essen"])
    #expect(data.lookup("Hauptstr 5 Essen").address?.city == "Essen")
    let json = String(decoding: data.lookup("\"\\\u{1}\n").json, as: UTF8.self)
    #expect(json.hasPrefix("{\"query\":\"\\\"\\\\\\u0001\\n\","))
  }

  @Test func `counts below four are suppressed and cannot be derived from the total`() throws {
    var addresses: [PublicAddress] = []
    func add(_ count: Int, _ availability: Availability, _ district: String) {
      for _ in 0..<count {
        addresses.append(
          Self.address(
            addresses.count + 1, "Weg", "\(addresses.count + 1)", availability, district: district))
      }
    }
    add(20, .available, "Mitte")
    add(10, .planned, "Mitte")
    add(9, .available, "Ost")
    add(1, .planned, "Ost")
    add(30, .available, "West")
    let rows = try data(addresses).statistics()
    let whole = rows.first
    #expect(whole?.isWhole == true && whole?.counts == [.available: 59, .planned: 11])
    // One building in Ost is planned; it could be derived from Mitte or West.
    let hidden = rows.dropFirst().filter { $0.counts == nil }.compactMap(\.district)
    #expect(hidden.contains("Ost") && hidden.count == 2)
    add(3, .ask, "Nord")
    let north = try data(addresses).statistics().first { $0.district == "Nord" }
    #expect(north?.addresses == nil && north?.counts == nil)
  }
}
