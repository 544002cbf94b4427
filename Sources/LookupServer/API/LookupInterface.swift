import AddressSearch
import HTTPServing
import JSONWriting
import PublicProjection

/// `/v1`: the answers of the page, for programs.
enum LookupInterface {
  /// `GET /v1/lookup?q=`: the document of `trasse lookup --format json`.
  static func lookup(_ target: RequestTarget, _ snapshot: Snapshot) throws(RequestFault)
    -> Response
  {
    try target.allow(["q"])
    let query = try QueryText.of(target)
    return Response(
      type: "application/json", snapshot.data.lookup(query).json + [UInt8(ascii: "\n")])
  }

  /// `GET /v1/suggest?q=&limit=`: a GeocodeJSON collection (geocoders/geocodejson-spec, draft).
  static func suggest(_ target: RequestTarget, _ snapshot: Snapshot) throws(RequestFault)
    -> Response
  {
    try target.allow(["q", "limit"])
    let query = try QueryText.of(target)
    var limit = 10
    if let text = try target.value("limit") {
      guard let number = Int(text), (1...20).contains(number) else {
        throw RequestFault(.badRequest, "limit takes a whole number from 1 to 20")
      }
      limit = number
    }
    var line = JSONLine()
    line.object { object in
      object.member("type", "FeatureCollection")
      object.member("geocoding") { value in
        value.object { geocoding in
          geocoding.member("version", "0.1.0")
          geocoding.member("query", query)
        }
      }
      object.member("features") { value in
        value.array { array in
          for suggestion in snapshot.data.suggest(query, limit: limit) {
            array.element { write(suggestion, to: &$0) }
          }
        }
      }
    }
    return Response(type: "application/geo+json", line.bytes + [UInt8(ascii: "\n")])
  }

  private static func write(_ suggestion: Suggestion, to line: inout JSONLine) {
    line.object { object in
      object.member("type", "Feature")
      object.member("geometry") { value in
        GeoJSON.writePoint(&value, (suggestion.longitude, 5), (suggestion.latitude, 5))
      }
      object.member("properties") { value in
        value.object { properties in
          properties.member("id", suggestion.address?.id)
          properties.member("match", suggestion.match.rawValue)
          properties.member("number", suggestion.number.rawValue)
          properties.member("geocoding") { value in
            value.object { geocoding in
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
      }
    }
  }

  /// `GET /v1/stats`: how many addresses of each class there are, for the whole and by district.
  static func statistics(_ target: RequestTarget, _ snapshot: Snapshot) throws(RequestFault)
    -> Response
  {
    try target.allow([])
    var line = JSONLine()
    line.object { object in
      object.member("as_of", snapshot.data.asOf)
      for (name, isWhole) in [("whole", true), ("districts", false)] {
        object.member(name) { value in
          value.array { array in
            for row in snapshot.statistics where row.isWhole == isWhole {
              array.element { write(row, to: &$0) }
            }
          }
        }
      }
    }
    return Response(
      type: "application/json", line.bytes + [UInt8(ascii: "\n")], caching: .seconds(300))
  }

  private static func write(_ row: DistrictStatistics, to line: inout JSONLine) {
    line.object { object in
      object.member("city", row.city)
      object.member("district", row.district)
      object.member("addresses") { value in
        if let addresses = row.addresses { value.integer(addresses) } else { value.null() }
      }
      object.member("classes") { value in
        guard let counts = row.counts else { return value.null() }
        value.object { object in
          for availability in Availability.allCases {
            object.member(availability.rawValue) { $0.integer(counts[availability] ?? 0) }
          }
        }
      }
    }
  }
}

/// What people type.
enum QueryText {
  /// The parameter `q`.
  static func of(_ target: RequestTarget) throws(RequestFault) -> String {
    guard let query = try target.value("q") else { throw RequestFault(.badRequest, "q is needed") }
    try check(query)
    return query
  }

  static func check(_ query: String) throws(RequestFault) {
    guard query.unicodeScalars.count <= 200 else {
      throw RequestFault(.badRequest, "q takes at most 200 characters")
    }
  }
}

/// Geometries in GeoJSON (RFC 7946).
enum GeoJSON {
  /// A point with two ordinates and their decimals.
  static func writePoint(
    _ line: inout JSONLine, _ first: (value: Double, places: Int),
    _ second: (value: Double, places: Int)
  ) {
    line.object { object in
      object.member("type", "Point")
      object.member("coordinates") { value in
        value.array { array in
          array.element { $0.decimal(first.value, places: first.places) }
          array.element { $0.decimal(second.value, places: second.places) }
        }
      }
    }
  }
}
