import AddressSearch
import GeoPackage
public import TextFormats

/// Reads and writes public files.
public enum PublicFile {
  /// Writes a public file.
  ///
  /// The file is written under a temporary name and then renamed, so that a reader sees either the
  /// old or the new file.
  ///
  /// - Parameters:
  ///   - addresses: the addresses to publish, in any order.
  ///   - asOf: the date of the data.
  ///   - path: the path of the file; an existing file is replaced.
  /// - Throws: ``PublicDataError`` or `FileSink.Failure` if the file cannot be written.
  public static func write(_ addresses: [PublicAddress], asOf: String, to path: String) throws {
    try write(
      addresses, asOf: asOf, to: try OutputFile(OutputDestination(path), as: .database))
  }

  /// Writes a public file to an output for a database.
  ///
  /// - Throws: ``PublicDataError`` or `FileSink.Failure` if the file cannot be written.
  public static func write(_ addresses: [PublicAddress], asOf: String, to output: OutputFile)
    throws
  {
    guard let temporary = output.temporary else { preconditionFailure("no output for a database") }
    do {
      try write(addresses, asOf: asOf, into: try Connection(path: temporary, mode: .create))
    } catch let error as DatabaseError {
      throw explain(error, output.path)
    }
    try output.finish()
  }

  private static func write(
    _ addresses: [PublicAddress], asOf: String, into connection: Connection
  ) throws {
    let (image, rows) = SearchIndex.image(of: addresses.sorted { $0.id < $1.id })
    try connection.writing {
      try PublicTables.create(on: connection)
      var writer = try RecordWriter(connection, PublicTables.address, srid: 0)
      var fingerprint = Fingerprint()
      for (number, address) in rows.enumerated() {
        try writer.write(PublicTables.Row(number: number, address: address))
        fingerprint.add(address)
      }
      fingerprint.add(asOf)
      try connection.insert(
        [
          PublicTables.Release(
            asOf: asOf, addresses: rows.count, fingerprint: fingerprint.text)
        ], into: PublicTables.release, srid: 0)
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

  /// The contents of a public file.
  struct Content {
    /// The addresses in the order of the index.
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
    guard let release = try connection.records(of: PublicTables.release).first else {
      throw damaged(.release)
    }
    guard release.format == PublicTables.format else {
      throw PublicDataError(fault: .otherFormat(release.format), file: path)
    }
    let (asOf, count, wanted) = (release.asOf, release.addresses, release.fingerprint)
    let index = try self.index(connection) { damaged(.index("\($0)")) }
    var addresses: [PublicAddress] = []
    addresses.reserveCapacity(min(max(count, 0), index.count))
    var rows = try RecordReader(connection, PublicTables.address)
    var fingerprint = Fingerprint()
    do {
      while let row = try rows.next() {
        guard row.number == addresses.count, row.address.isOnEarth else {
          throw damaged(.address(Int64(row.number)))
        }
        fingerprint.add(row.address)
        addresses.append(row.address)
      }
    } catch is RowFault {
      throw damaged(.address(Int64(addresses.count)))
    }
    fingerprint.add(asOf)
    guard addresses.count == count, fingerprint.text == wanted,
      Set(addresses.map(\.id)).count == count
    else {
      throw damaged(.addresses)
    }
    // The index of different addresses would return the wrong buildings.
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

  static func explain(_ error: DatabaseError, _ path: String) -> PublicDataError {
    let fault: PublicDataError.Fault =
      switch error.category {
      case .notRegularFile: .notRegularFile
      case .notADatabase, .corrupt: .notPublicFile
      case .readOnly, .cannotOpen: .notWritable
      default: .database(error.description)
      }
    return PublicDataError(fault: fault, file: path)
  }
}

extension PublicAddress {
  /// The properties of the address that the index contains.
  fileprivate var indexed: IndexedAddress {
    IndexedAddress(
      street: street, number: number, postcode: postcode, city: city, district: district,
      longitude: Self.scaled(longitude), latitude: Self.scaled(latitude))
  }

  /// Degrees in units of 10⁻⁵.
  private static func scaled(_ degrees: Double) -> Int32 { Int32(saturating: degrees * 100_000) }

  /// Whether the position is a longitude and a latitude.
  fileprivate var isOnEarth: Bool { abs(longitude) <= 180 && abs(latitude) <= 90 }
}

extension SearchIndex {
  /// Creates the index of some addresses, and returns the addresses in the order of the index.
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
