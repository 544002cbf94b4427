public import AddressSearch
public import Geospatial

/// A location with a house number that can be connected.
///
/// It is served by one HÜP (Hausübergabepunkt, the fibre entry point of a building).
public struct Address: Hashable, Sendable, Identifiable {
  /// Stable id, derived from the id in the source: `osm:n123`, `gebref:DENW…`.
  public var id: AddressID
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
  /// The quality of the position: HK-DE `QUA` (A: in the building, B: in the parcel, C: from the
  /// cadastre), or `building`, `entrance` or `node` for OSM.
  public var positionQuality: String?
  /// The file that the address was imported from.
  public var source: String
  /// The ids of further source objects that were merged into this address, sorted.
  public var mergedIDs: [AddressID]
  /// The number of dwellings (Wohneinheiten).
  public var dwellings: Int
  /// Whether `dwellings` is an estimate by the documented rule; otherwise it comes from the data.
  public var dwellingsAreEstimated: Bool
  /// The position in the project's CRS.
  public var location: Coordinate

  // Reason: one parameter for each stored property.
  /// Creates an address.
  public init(
    id: AddressID, municipalityKey: String? = nil, city: String? = nil, postcode: String? = nil,
    district: String? = nil, street: String, number: HouseNumber, positionQuality: String? = nil,
    source: String, mergedIDs: [AddressID] = [], dwellings: Int = 1,
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
