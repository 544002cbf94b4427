import AddressSearch
import FoundationEssentials
import GeoPackage
public import Geospatial

/// A public file, read whole: every question is answered from memory, by any number of threads.
public final class PublicData: Sendable {
  /// The addresses, ordered by street, town and number.
  public let addresses: [PublicAddress]
  /// The day the data is from: `2026-11-23`.
  public let asOf: String
  /// The same for the same content alone: a hash in hexadecimal.
  public let fingerprint: String
  private let index: SearchIndex
  private let byID: [String: Int32]
  private let positions: SpatialIndex

  /// Opens a public file, reads it and checks it.
  ///
  /// - Throws: ``PublicDataError`` where there is no such file, or it is damaged or no public file.
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

  /// How many addresses there are.
  public var count: Int { addresses.count }

  /// The address of an opaque id; `nil` where there is none.
  public func address(id: String) -> PublicAddress? { byID[id].map { addresses[Int($0)] } }

  /// The positions in ``addresses`` of those within an envelope in degrees (WGS 84), in their order.
  public func numbers(in envelope: Envelope) -> [Int32] {
    var found: [Int32] = []
    positions.search(envelope) { found.append($0) }
    return found.sorted()
  }

  /// The smallest envelope of all addresses, in degrees (WGS 84).
  public var envelope: Envelope {
    Envelope(of: addresses.lazy.map { Coordinate(x: $0.longitude, y: $0.latitude) })
  }

  /// Answers "can I get fibre?" at an address as somebody wrote it.
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

  /// What could be meant by what somebody has typed so far, best first.
  ///
  /// The last word may be unfinished.
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

  /// How many addresses of each class there are, for the whole and by district.
  public func statistics() -> [DistrictStatistics] { DistrictStatistics.count(addresses) }
}
