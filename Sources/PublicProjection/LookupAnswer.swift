public import AddressSearch
package import TextFormats

/// The answer to the question whether fibre is available at an address.
public struct LookupAnswer: Hashable, Sendable {
  /// The query.
  public let query: String
  /// How well street and locality match; ``MatchClass/none`` if it is uncertain which address is
  /// meant.
  public let match: MatchClass
  /// The result for the house number.
  public let number: NumberMatch
  /// The address, if it is the only match and its house number is exact or in a range.
  public let address: PublicAddress?
  /// The date of the data, such as `2026-11-23`.
  public let asOf: String
  /// If the house number does not exist, the nearest ones.
  public let nearestNumbers: [String]
  /// At most nine other possible meanings, best first.
  public let alternatives: [Suggestion]
}

/// An address or a street that matches the text typed so far.
public struct Suggestion: Hashable, Sendable {
  /// How well street and locality match.
  public let match: MatchClass
  /// The result for the house number.
  public let number: NumberMatch
  /// The address; `nil` for a street.
  public let address: PublicAddress?
  /// The recorded name of the street.
  public let street: String
  /// The five-digit postcode; `nil` for a street with several postcodes.
  public let postcode: String?
  /// The town.
  public let city: String?
  /// The district of the town; `nil` for a street in several districts.
  public let district: String?
  /// The longitude in degrees (WGS 84), of the address or of an address in the middle of the
  /// street.
  public let longitude: Double
  /// The latitude in degrees (WGS 84).
  public let latitude: Double

  /// The suggestion on one line, such as `Marktgasse 11a, 40878 Ratingen`.
  public var label: String {
    if let address { return address.description }
    let locality = [postcode, city].compactMap(\.self).joined(separator: " ")
    return street + (locality.isEmpty ? "" : ", \(locality)")
  }
}

extension LookupAnswer {
  /// The answer as a line of JSON without a line feed: the output of `trasse lookup --format json`
  /// and of `GET /v1/lookup`.
  public var json: [UInt8] {
    var json = JSONWriter(capacity: 2048)
    json.object { object in
      object.member("query", query)
      object.member("match", match.rawValue)
      object.member("number", number.rawValue)
      object.member("address") { value in
        guard let address else { return value.null() }
        value.object { Self.write(address, to: &$0) }
      }
      object.member("class", address?.finding.availability.rawValue)
      object.member("period", address?.finding.period)
      object.member("source", address?.finding.source.rawValue)
      object.member("rule", address?.finding.rule)
      object.member("as_of", asOf)
      object.array("nearest_numbers", nearestNumbers)
      object.array("alternatives") { list in
        for suggestion in alternatives { list.object { suggestion.writeMembers(to: &$0) } }
      }
    }
    return json.bytes
  }

  private static func write(_ address: PublicAddress, to object: inout JSONWriter.Object) {
    object.member("id", address.id)
    object.member("street", address.street)
    object.member("house_number", address.number.description)
    object.member("postcode", address.postcode)
    object.member("city", address.city)
    object.member("district", address.district)
  }
}

extension Suggestion {
  /// Writes the members `id`, `street`, `house_number`, `postcode`, `city`, `district`, `match` and
  /// `number`.
  package func writeMembers(to object: inout JSONWriter.Object) {
    object.member("id", address?.id)
    object.member("street", street)
    object.member("house_number", address?.number.description)
    object.member("postcode", postcode)
    object.member("city", city)
    object.member("district", district)
    object.member("match", match.rawValue)
    object.member("number", number.rawValue)
  }
}
