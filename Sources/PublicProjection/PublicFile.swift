import AddressSearch
import Foundation
import GeoPackage

/// Reads and writes public files.
public enum PublicFile {
  /// Writes a public file: beside its place, and then renamed, so that a reader sees the old or the new
  /// one.
  ///
  /// - Parameters:
  ///   - addresses: what is made public, in any order.
  ///   - asOf: the day the data is from.
  ///   - path: where the file is to stand; what stands there is replaced.
  /// - Throws: ``PublicDataError`` where the file cannot be written.
  public static func write(_ addresses: [PublicAddress], asOf: String, to path: String) throws {
    let temporary = "\(path).part-\(ProcessInfo.processInfo.processIdentifier)"
    try? FileManager.default.removeItem(atPath: temporary)
    do {
      try write(addresses, asOf: asOf, into: try Connection(path: temporary, mode: .create))
      guard unsafe rename(temporary, path) == 0 else {
        throw PublicDataError(fault: .notReplaceable, file: path)
      }
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      try? FileManager.default.removeItem(atPath: temporary + "-journal")
      if let error = error as? DatabaseError { throw explain(error, path) }
      throw error
    }
  }

  private static func write(
    _ addresses: [PublicAddress], asOf: String, into connection: Connection
  ) throws {
    let (image, rows) = SearchIndex.image(of: addresses.sorted { $0.id < $1.id })
    try connection.transaction {
      try PublicTables.create(on: connection)
      let names = PublicTables.addressColumns.map(\.name)
      let marks = names.map { _ in "?" }.joined(separator: ", ")
      var insertion = try connection.prepare(
        "INSERT INTO address (\(names.joined(separator: ", "))) VALUES (\(marks))")
      var fingerprint = Fingerprint()
      for (number, address) in rows.enumerated() {
        bind(address, number: number, to: &insertion)
        fingerprint.add(address)
        try insertion.run()
      }
      fingerprint.add(asOf)
      var release = try connection.prepare("INSERT INTO release VALUES (?, ?, ?, ?)")
      release.bind(PublicTables.format, at: 1)
      release.bind(asOf, at: 2)
      release.bind(rows.count, at: 3)
      release.bind(fingerprint.text, at: 4)
      try release.run()
      var part = try connection.prepare("INSERT INTO search_index (part, bytes) VALUES (?, ?)")
      for (number, start) in stride(from: 0, to: image.count, by: PublicTables.partLength)
        .enumerated()
      {
        part.bind(number, at: 1)
        part.bind(Array(image[start..<min(start + PublicTables.partLength, image.count)]), at: 2)
        try part.run()
      }
    }
  }

  private static func bind(
    _ address: PublicAddress, number: Int, to statement: inout Statement
  ) {
    statement.bind(number, at: 1)
    statement.bind(address.id, at: 2)
    statement.bind(address.street, at: 3)
    statement.bind(address.number.number, at: 4)
    statement.bind(address.number.suffix, at: 5)
    statement.bind(address.postcode, at: 6)
    statement.bind(address.city, at: 7)
    statement.bind(address.district, at: 8)
    statement.bind(address.longitude, at: 9)
    statement.bind(address.latitude, at: 10)
    statement.bind(address.finding.availability.rawValue, at: 11)
    statement.bind(address.finding.period, at: 12)
    statement.bind(address.finding.source.rawValue, at: 13)
    statement.bind(address.finding.rule, at: 14)
  }

  /// What a public file holds.
  struct Content {
    /// In the order of the index.
    var addresses: [PublicAddress]
    var index: SearchIndex
    var asOf: String
    var fingerprint: String
  }

  static func read(_ connection: Connection, _ path: String) throws -> Content {
    func damaged(_ part: PublicDataError.Damage) -> PublicDataError {
      PublicDataError(fault: .damaged(part), file: path)
    }
    guard
      try connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'release'") == 1
    else { throw PublicDataError(fault: .notPublicFile, file: path) }
    var release = try connection.prepare(
      "SELECT format, as_of, addresses, fingerprint FROM release")
    guard try release.step() else { throw damaged(.release) }
    guard release.integer(0) == PublicTables.format else {
      throw PublicDataError(fault: .otherFormat(release.integer(0)), file: path)
    }
    let (asOf, count, wanted) = (release.text(1), Int(release.integer(2)), release.text(3))
    let index = try self.index(connection) { damaged(.index("\($0)")) }
    var addresses: [PublicAddress] = []
    addresses.reserveCapacity(min(max(count, 0), index.count))
    let names = PublicTables.addressColumns.map(\.name).joined(separator: ", ")
    var rows = try connection.prepare("SELECT \(names) FROM address ORDER BY number")
    var fingerprint = Fingerprint()
    while try rows.step() {
      guard let address = address(rows), rows.integer(0) == addresses.count else {
        throw damaged(.address(rows.integer(0)))
      }
      fingerprint.add(address)
      addresses.append(address)
    }
    fingerprint.add(asOf)
    guard addresses.count == count, fingerprint.text == wanted else {
      throw damaged(.addresses)
    }
    // An index of other addresses would give answers for other houses.
    guard index.count == count else { throw damaged(.index(nil)) }
    try index.forEachAddress { number, indexed in
      guard indexed == addresses[number].indexed else {
        throw damaged(.index(nil))
      }
    }
    return Content(addresses: addresses, index: index, asOf: asOf, fingerprint: wanted)
  }

  private static func index(
    _ connection: Connection, damaged: (IndexFault) -> PublicDataError
  ) throws -> SearchIndex {
    var image: [UInt8] = []
    var parts = try connection.prepare("SELECT bytes FROM search_index ORDER BY part")
    while try parts.step() { image += parts.bytes(0) }
    do throws(IndexFault) {
      return try SearchIndex(image: image)
    } catch {
      throw damaged(error)
    }
  }

  private static func address(_ row: borrowing Statement) -> PublicAddress? {
    guard let availability = Availability(rawValue: row.text(10)),
      let source = FindingSource(rawValue: row.text(12))
    else { return nil }
    return PublicAddress(
      id: row.text(1), street: row.text(2),
      number: HouseNumber(number: row.text(3), suffix: row.text(4)),
      postcode: row.optionalText(5), city: row.optionalText(6), district: row.optionalText(7),
      longitude: row.double(8), latitude: row.double(9),
      finding: .init(
        availability: availability, period: row.optionalText(11), source: source,
        rule: row.text(13)))
  }

  static func explain(_ error: DatabaseError, _ path: String) -> PublicDataError {
    let fault: PublicDataError.Fault =
      switch error.category {
      case .notADatabase, .corrupt: .notPublicFile
      case .readOnly, .cannotOpen: .notWritable
      default: .database(error.description)
      }
    return PublicDataError(fault: fault, file: path)
  }
}

extension PublicAddress {
  /// What the index knows of the address.
  fileprivate var indexed: IndexedAddress {
    IndexedAddress(
      street: street, number: number, postcode: postcode, city: city, district: district,
      longitude: Self.scaled(longitude), latitude: Self.scaled(latitude))
  }

  /// Hundred-thousandths of a degree.
  private static func scaled(_ degrees: Double) -> Int32 { Int32((degrees * 100_000).rounded()) }
}

extension SearchIndex {
  /// Makes the index of some addresses, and puts them in its order.
  fileprivate static func image(of addresses: [PublicAddress]) -> (
    image: [UInt8], addresses: [PublicAddress]
  ) {
    var builder = SearchIndexBuilder()
    for address in addresses {
      let indexed = address.indexed
      builder.add(
        AddressEntry(
          id: address.id, street: address.street, number: address.number,
          postcode: address.postcode, city: address.city, district: address.district),
        longitude: indexed.longitude, latitude: indexed.latitude)
    }
    let (image, order) = builder.build()
    return (image, order.map { addresses[Int($0)] })
  }
}
