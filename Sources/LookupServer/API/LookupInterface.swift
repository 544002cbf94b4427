import AddressSearch
import Geospatial
import HTTPServing
import PublicProjection
import TextFormats

/// The interface for programs under `/v1`, which gives the same answers as the pages.
enum LookupInterface {
  /// `GET /v1/lookup?q=`: the output of `trasse lookup --format json`.
  static func lookup(_ target: RequestTarget, _ snapshot: Snapshot) throws(RequestFault)
    -> Response
  {
    try target.allow(["q"])
    let query = try QueryText.of(target)
    return Response(
      type: "application/json", snapshot.data.lookup(query).json + [UInt8(ascii: "\n")])
  }

  /// `GET /v1/suggest?q=&limit=`: a GeocodeJSON collection (draft of geocoders/geocodejson-spec).
  static func suggest(_ target: RequestTarget, _ snapshot: Snapshot) throws(RequestFault)
    -> Response
  {
    try target.allow(["q", "limit"])
    let query = try QueryText.of(target)
    var limit = 10
    if let text = try target.value("limit") {
      guard let number = Int(text), (1...20).contains(number) else {
        throw RequestFault(.badRequest, "limit must be a whole number from 1 to 20")
      }
      limit = number
    }
    var json = JSONWriter()
    json.object { object in
      object.member("type", "FeatureCollection")
      object.object("geocoding") { geocoding in
        geocoding.member("version", "0.1.0")
        geocoding.member("query", query)
      }
      object.array("features") { array in
        for suggestion in snapshot.data.suggest(query, limit: limit) {
          array.object { write(suggestion, to: &$0) }
        }
      }
    }
    return Response(type: "application/geo+json", json.bytes + [UInt8(ascii: "\n")])
  }

  private static func write(_ suggestion: Suggestion, to feature: inout JSONWriter.Object) {
    let point = Coordinate(x: suggestion.longitude, y: suggestion.latitude)
    feature.member("type", "Feature")
    feature.member("geometry") { $0.geometry(.point(point), places: 5, zeros: .kept) }
    feature.object("properties") { properties in
      properties.member("id", suggestion.address?.id)
      properties.member("match", suggestion.match.rawValue)
      properties.member("number", suggestion.number.rawValue)
      properties.object("geocoding") { geocoding in
        geocoding.member("type", suggestion.address == nil ? "street" : "house")
        geocoding.member("label", suggestion.label)
        if let address = suggestion.address {
          geocoding.member("housenumber", address.number.description)
          geocoding.member("street", suggestion.street)
        } else {
          geocoding.member("name", suggestion.street)
        }
        if let postcode = suggestion.postcode { geocoding.member("postcode", postcode) }
        if let city = suggestion.city { geocoding.member("city", city) }
        if let district = suggestion.district { geocoding.member("district", district) }
      }
    }
  }

  /// `GET /v1/stats`: the number of addresses of each class, in total and by district.
  static func statistics(_ target: RequestTarget, _ snapshot: Snapshot) throws(RequestFault)
    -> Response
  {
    try target.allow([])
    var json = JSONWriter()
    json.object { object in
      object.member("as_of", snapshot.data.asOf)
      for (name, isWhole) in [("whole", true), ("districts", false)] {
        object.array(name) { array in
          for row in snapshot.statistics where row.isWhole == isWhole {
            array.object { write(row, to: &$0) }
          }
        }
      }
    }
    return Response(
      type: "application/json", json.bytes + [UInt8(ascii: "\n")], caching: .seconds(300))
  }

  private static func write(_ row: DistrictStatistics, to object: inout JSONWriter.Object) {
    object.member("city", row.city)
    object.member("district", row.district)
    object.member("addresses", row.addresses)
    object.member("classes") { value in
      guard let counts = row.counts else { return value.null() }
      value.object { object in
        for availability in Availability.allCases {
          object.member(availability.rawValue, counts[availability] ?? 0)
        }
      }
    }
  }
}

/// The text of a query.
enum QueryText {
  /// The parameter `q`, validated.
  static func of(_ target: RequestTarget) throws(RequestFault) -> String {
    guard let query = try target.value("q") else {
      throw RequestFault(.badRequest, "the parameter q is required")
    }
    try check(query)
    return query
  }

  static func check(_ query: String) throws(RequestFault) {
    guard query.unicodeScalars.count <= 200 else {
      throw RequestFault(.badRequest, "q may have at most 200 characters")
    }
  }
}
