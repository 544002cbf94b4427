public import AddressSearch

/// An address with all of its public properties.
///
/// None of them describes persons, dwellings, contracts, owners, trenches or ducts.
public struct PublicAddress: Hashable, Sendable, Identifiable {
  /// An opaque identifier, which is the same in all releases of a carrier.
  public internal(set) var id: String
  /// The recorded name of the street.
  public internal(set) var street: String
  /// The house number with its suffix.
  public internal(set) var number: HouseNumber
  /// The five-digit postcode.
  public internal(set) var postcode: String?
  /// The town.
  public internal(set) var city: String?
  /// The district of the town.
  public internal(set) var district: String?
  /// The longitude in degrees (WGS 84), with five decimal places.
  public internal(set) var longitude: Double
  /// The latitude in degrees (WGS 84), with five decimal places.
  public internal(set) var latitude: Double
  /// The availability of fibre.
  public internal(set) var finding: Finding

  /// The availability of fibre, and the source of this information.
  public struct Finding: Hashable, Sendable {
    /// The availability class.
    public internal(set) var availability: Availability
    /// The period: a quarter such as `2027-Q1` for construction, a year or a quarter for plans;
    /// `nil` if it is unknown or does not apply.
    public internal(set) var period: String?
    /// The source of the information.
    public internal(set) var source: FindingSource
    /// The rule that derives the class from the source: `bnetza`, `metres=30` or the name of a rule
    /// for plans.
    public internal(set) var rule: String

    /// Creates a finding.
    public init(
      availability: Availability, period: String?, source: FindingSource, rule: String
    ) {
      self.availability = availability
      self.period = period
      self.source = source
      self.rule = rule
    }
  }

  /// Rounds to five decimal places, which is about one metre.
  private static func rounded(_ degrees: Double) -> Double {
    (degrees * 100_000).rounded() / 100_000
  }

  // Reason: the parameters are the columns of the public file.
  /// Creates an address.
  ///
  /// The position is rounded to five decimal places.
  public init(
    id: String, street: String, number: HouseNumber, postcode: String?, city: String?,
    district: String?, longitude: Double, latitude: Double, finding: Finding
  ) {
    self.id = id
    self.street = street
    self.number = number
    self.postcode = postcode
    self.city = city
    self.district = district
    self.longitude = Self.rounded(longitude)
    self.latitude = Self.rounded(latitude)
    self.finding = finding
  }
}

/// The sources of a finding.
public enum FindingSource: String, Hashable, Sendable, CaseIterable {
  /// The existing network.
  case network
  /// Construction work in progress.
  case works
  /// A plan.
  case plan
  /// There is no information.
  case none
}

extension PublicAddress: CustomStringConvertible {
  /// The address on one line, such as `Marktgasse 11a, 40878 Ratingen`.
  public var description: String {
    let locality = [postcode, city].compactMap(\.self).joined(separator: " ")
    return "\(street) \(number)" + (locality.isEmpty ? "" : ", \(locality)")
  }
}
