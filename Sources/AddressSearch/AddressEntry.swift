/// The searchable properties of an address.
public struct AddressEntry: Hashable, Sendable, Identifiable {
  /// The stable identifier of the address.
  public let id: String
  /// The recorded name of the street.
  public let street: String
  /// The house number with its suffix.
  public let number: HouseNumber
  /// The five-digit postcode.
  public let postcode: String?
  /// The town.
  public let city: String?
  /// The district of the town.
  public let district: String?

  /// Creates an entry.
  public init(
    id: String, street: String, number: HouseNumber, postcode: String? = nil,
    city: String? = nil, district: String? = nil
  ) {
    self.id = id
    self.street = street
    self.number = number
    self.postcode = postcode
    self.city = city
    self.district = district
  }
}

extension AddressEntry: CustomStringConvertible {
  /// The address on one line: `Marktgasse 11a, 40878 Ratingen`.
  public var description: String {
    let locality = [postcode, city].compactMap(\.self).joined(separator: " ")
    return "\(street) \(number)" + (locality.isEmpty ? "" : ", \(locality)")
  }
}
