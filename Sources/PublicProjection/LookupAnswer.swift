public import AddressSearch
package import TextFormats

/// The answer to "can I get fibre?" at an address as somebody wrote it.
public struct LookupAnswer: Hashable, Sendable {
  /// What was asked.
  public let query: String
  /// How well street and places fit; ``MatchClass/none`` where no address is meant for certain.
  public let match: MatchClass
  /// What became of the number.
  public let number: NumberMatch
  /// The address; only where the number is exact or in a range, and one address alone fits.
  public let address: PublicAddress?
  /// The day the data is from: `2026-11-23`.
  public let asOf: String
  /// The numbers on file nearest to one that is not.
  public let nearestNumbers: [String]
  /// What else could be meant, best first, at most nine.
  public let alternatives: [Suggestion]
}

/// An address or a street that fits what somebody has typed so far.
public struct Suggestion: Hashable, Sendable {
  /// How well street and places fit.
  public let match: MatchClass
  /// What became of the number.
  public let number: NumberMatch
  /// The address; `nil` where it is a street.
  public let address: PublicAddress?
  /// The street as on file.
  public let street: String
  /// The five-digit postcode; `nil` for a street that has several.
  public let postcode: String?
  /// The town.
  public let city: String?
  /// The district of the town; `nil` for a street that lies in several.
  public let district: String?
  /// Degrees east (WGS 84): the address, or one amid the street.
  public let longitude: Double
  /// Degrees north (WGS 84).
  public let latitude: Double

  /// The suggestion on one line: `Marktgasse 11a, 40878 Ratingen`.
  public var label: String {
    if let address { return address.description }
    let place = [postcode, city].compactMap(\.self).joined(separator: " ")
    return street + (place.isEmpty ? "" : ", \(place)")
  }
}

extension LookupAnswer {
  /// The answer as one line of JSON, without a line feed at its end: the document of `trasse lookup
  /// --format json` and of `GET /v1/lookup`.
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
  /// Writes `id`, `street`, `house_number`, `postcode`, `city`, `district`, `match` and `number`.
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
