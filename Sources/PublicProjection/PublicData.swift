import AddressSearch
import FoundationEssentials
import GeoPackage
public import Geospatial

/// The contents of a public file in memory.
///
/// All queries can be answered by any number of threads.
public final class PublicData: Sendable {
  /// The addresses in the order of street, town and house number.
  public let addresses: [PublicAddress]
  /// The date of the data, such as `2026-11-23`.
  public let asOf: String
  /// A hash of the contents in hexadecimal.
  public let fingerprint: String
  private let index: SearchIndex
  private let byID: [String: Int32]
  private let positions: SpatialIndex

  /// Reads and validates a public file.
  ///
  /// - Throws: ``PublicDataError`` if the file does not exist, is damaged or is not a public file.
  public init(path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw PublicDataError(fault: .missing, file: path)
    }
    do {
      let connection = try Connection(path: path, mode: .readOnly)
      let content = try PublicFile.read(connection, path)
      addresses = content.addresses
      asOf = content.asOf
      fingerprint = content.fingerprint
      index = content.index
    } catch let error as DatabaseError {
      throw PublicFile.explain(error, path)
    }
    byID = Dictionary(
      uniqueKeysWithValues: addresses.enumerated().map { ($1.id, Int32($0)) })
    positions = SpatialIndex(
      addresses.map {
        let position = Coordinate(x: $0.longitude, y: $0.latitude)
        return Envelope(position, position)
      })
  }

  /// The number of addresses.
  public var count: Int { addresses.count }

  /// The address with an opaque identifier; `nil` if there is none.
  public func address(id: String) -> PublicAddress? { byID[id].map { addresses[Int($0)] } }

  /// The numbers, in ascending order, of the ``addresses`` within an envelope in degrees (WGS 84).
  public func numbers(in envelope: Envelope) -> [Int32] {
    var found: [Int32] = []
    positions.search(envelope) { found.append($0) }
    return found.sorted()
  }

  /// The smallest envelope of all addresses, in degrees (WGS 84).
  public var envelope: Envelope {
    Envelope(of: addresses.lazy.map { Coordinate(x: $0.longitude, y: $0.latitude) })
  }

  /// Answers whether fibre is available at an address.
  public func lookup(_ query: String) -> LookupAnswer {
    let answer = index.lookup(query)
    var nearest: [String] = []
    if answer.number == .unknown {
      for number in answer.nearest.map({ addresses[$0].number.description })
      where !nearest.contains(number) { nearest.append(number) }
    }
    return LookupAnswer(
      query: query, match: answer.match, number: answer.number,
      address: answer.address.map { addresses[$0] }, asOf: asOf, nearestNumbers: nearest,
      alternatives: answer.suggestions.map(suggestion))
  }

  /// The addresses and streets that the text typed so far may mean, best first.
  ///
  /// The last word may be incomplete.
  public func suggest(_ text: String, limit: Int) -> [Suggestion] {
    index.suggest(text, limit: limit).map(suggestion)
  }

  private func suggestion(_ found: SearchSuggestion) -> Suggestion {
    let street = found.street
    let middle = addresses[(street.addresses.lowerBound + street.addresses.upperBound) / 2]
    let address = found.address.map { addresses[$0] }
    return Suggestion(
      match: found.match, number: found.number, address: address, street: street.name,
      postcode: address.map(\.postcode) ?? street.postcode,
      city: address.map(\.city) ?? street.city,
      district: address.map(\.district) ?? street.district,
      longitude: (address ?? middle).longitude, latitude: (address ?? middle).latitude)
  }

  /// The number of addresses of each class, in total and by district.
  public func statistics() -> [DistrictStatistics] { DistrictStatistics.count(addresses) }
}
