public import AddressSearch
public import Geospatial

/// A place with a house number that can be connected: one HÜP (Hausübergabepunkt, the fibre's
/// entry point into a building) serves it.
public struct Address: Hashable, Sendable, Identifiable {
  /// Stable identity, derived from the source's own id: `osm:n123`, `gebref:DENW…`.
  public var id: String
  /// The official municipality key (Amtlicher Gemeindeschlüssel), eight digits.
  public var municipalityKey: String?
  /// The town.
  public var city: String?
  /// The five-digit postcode.
  public var postcode: String?
  /// The district of the town.
  public var district: String?
  /// The street's name as the source writes it.
  public var street: String
  /// The number, its suffix and the end of a range.
  public var number: HouseNumber
  /// How good the position is: HK-DE `QUA` (A in the building, B in the parcel, C by the
  /// cadastre), or `building`, `entrance`, `node` for OSM.
  public var positionQuality: String?
  /// Which file the address came from.
  public var source: String
  /// Ids of further source objects merged into this address, sorted.
  public var mergedIDs: [String]
  /// How many households (Wohneinheiten) live there.
  public var dwellings: Int
  /// Whether `dwellings` was read from data or estimated by the stated rule.
  public var dwellingsAreEstimated: Bool
  /// The position in the project's CRS.
  public var location: Coordinate

  /// Creates an address.
  public init(
    id: String, municipalityKey: String? = nil, city: String? = nil, postcode: String? = nil,
    district: String? = nil, street: String, number: HouseNumber, positionQuality: String? = nil,
    source: String, mergedIDs: [String] = [], dwellings: Int = 1,
    dwellingsAreEstimated: Bool = true, location: Coordinate
  ) {
    self.id = id
    self.municipalityKey = municipalityKey
    self.city = city
    self.postcode = postcode
    self.district = district
    self.street = street
    self.number = number
    self.positionQuality = positionQuality
    self.source = source
    self.mergedIDs = mergedIDs
    self.dwellings = dwellings
    self.dwellingsAreEstimated = dwellingsAreEstimated
    self.location = location
  }
}
