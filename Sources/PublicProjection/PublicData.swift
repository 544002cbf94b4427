import AddressSearch
import FoundationEssentials
import GeoPackage
public import Geospatial

/// A public file, read whole: every question is answered from memory, by any number of threads.
public final class PublicData: Sendable {
  /// The addresses, ordered by town, street and number.
  public let addresses: [PublicAddress]
  /// The day the data is from: `2026-11-23`.
  public let asOf: String
  /// The same for the same content alone: a hash in hexadecimal.
  public let fingerprint: String
  private let index: AddressIndex
  private let byID: [String: Int32]

  /// Opens a public file, reads it and checks it.
  ///
  /// - Throws: ``PublicDataError`` where there is no such file, or it is damaged or no public file.
  public init(path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw PublicDataError(
        category: .noInput, file: path, what: "there is no such file",
        mend: "make it with `trasse publish PROJECT -o \(path)`")
    }
    do {
      let connection = try Connection(path: path, mode: .readOnly)
      let content = try PublicFile.read(connection, path)
      addresses = content.addresses
      asOf = content.asOf
      fingerprint = content.fingerprint
    } catch let error as DatabaseError {
      throw PublicFile.explain(error, path)
    }
    index = AddressIndex(
      addresses.map {
        AddressEntry(
          id: $0.id, street: $0.street, number: $0.number, postcode: $0.postcode, city: $0.city,
          district: $0.district)
      })
    byID = Dictionary(
      uniqueKeysWithValues: addresses.enumerated().map { ($1.id, Int32($0)) })
  }

  /// How many addresses there are.
  public var count: Int { addresses.count }

  /// The address of an opaque id; `nil` where there is none.
  public func address(id: String) -> PublicAddress? { byID[id].map { addresses[Int($0)] } }

  /// The positions in ``addresses`` of those within an envelope in degrees (WGS 84), in their order.
  public func numbers(in envelope: Envelope) -> [Int32] {
    addresses.indices.filter { number in
      let address = addresses[number]
      return envelope.minimum.x <= address.longitude && address.longitude <= envelope.maximum.x
        && envelope.minimum.y <= address.latitude && address.latitude <= envelope.maximum.y
    }.map(Int32.init)
  }

  /// The smallest envelope of all addresses, in degrees (WGS 84).
  public var envelope: Envelope {
    Envelope(of: addresses.lazy.map { Coordinate(x: $0.longitude, y: $0.latitude) })
  }

  /// Answers "can I get fibre?" at an address as somebody wrote it.
  public func lookup(_ query: String) -> LookupAnswer {
    func suggestions(_ entries: [AddressEntry], _ match: MatchClass, _ number: NumberMatch)
      -> [Suggestion]
    {
      entries.prefix(9).compactMap { address(id: $0.id).map { Suggestion($0, match, number) } }
    }
    switch index.find(query) {
    case .found(let entry):
      return LookupAnswer(
        query: query, match: .variant, number: .exact, address: address(id: entry.id), asOf: asOf,
        nearestNumbers: [], alternatives: [])
    case .ambiguous(let entries):
      return LookupAnswer(
        query: query, match: .variant, number: .exact, address: nil, asOf: asOf,
        nearestNumbers: [], alternatives: suggestions(entries, .variant, .exact))
    case .unknown(let nearest):
      return LookupAnswer(
        query: query, match: .none, number: .none, address: nil, asOf: asOf, nearestNumbers: [],
        alternatives: suggestions(nearest, .none, .unknown))
    }
  }

  /// What could be meant by what somebody has typed so far, best first.
  ///
  /// The last word may be unfinished.
  public func suggest(_ text: String, limit: Int) -> [Suggestion] {
    let answer = lookup(text)
    let best = answer.address.map { [Suggestion($0, answer.match, answer.number)] } ?? []
    return Array((best + answer.alternatives).prefix(limit))
  }

  /// How many addresses of each class there are, for the whole and by district.
  public func statistics() -> [DistrictStatistics] { DistrictStatistics.count(addresses) }
}

extension Suggestion {
  init(_ address: PublicAddress, _ match: MatchClass, _ number: NumberMatch) {
    self.init(
      match: match, number: number, address: address, street: address.street,
      postcode: address.postcode, city: address.city, district: address.district,
      longitude: address.longitude, latitude: address.latitude)
  }
}
