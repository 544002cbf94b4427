public import AddressSearch

/// An address as the public may know it; it has no other property, and none about people,
/// dwellings, contracts, owners, trenches or ducts.
public struct PublicAddress: Hashable, Sendable, Identifiable {
  /// An opaque name, the same in every release of one carrier.
  public internal(set) var id: String
  /// The street as on file.
  public internal(set) var street: String
  /// The number with its suffix.
  public internal(set) var number: HouseNumber
  /// The five-digit postcode.
  public internal(set) var postcode: String?
  /// The town.
  public internal(set) var city: String?
  /// The district of the town.
  public internal(set) var district: String?
  /// Degrees east (WGS 84), five decimals.
  public internal(set) var longitude: Double
  /// Degrees north (WGS 84), five decimals.
  public internal(set) var latitude: Double
  /// What it is public for.
  public internal(set) var finding: Finding

  /// Whether there is fibre, and how that is known.
  public struct Finding: Hashable, Sendable {
    /// Whether there is fibre.
    public internal(set) var availability: Availability
    /// When: a quarter (`2027-Q1`) for what is being built, a year or quarter for what is planned;
    /// `nil` where it is not known or does not apply.
    public internal(set) var period: String?
    /// What it is taken from.
    public internal(set) var source: FindingSource
    /// The rule by which it follows from the source: `bnetza`, `metres=30`, the name of a plan's phase rule.
    public internal(set) var rule: String

    /// Describes a finding.
    public init(
      availability: Availability, period: String?, source: FindingSource, rule: String
    ) {
      self.availability = availability
      self.period = period
      self.source = source
      self.rule = rule
    }
  }

  /// Five decimals: about a metre.
  private static func rounded(_ degrees: Double) -> Double {
    (degrees * 100_000).rounded() / 100_000
  }

  // Reason: the parameters are the columns of the public file.
  /// Describes an address; its position is rounded to five decimals.
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

/// What a finding is taken from: the closed list.
public enum FindingSource: String, Hashable, Sendable, CaseIterable {
  /// What is built already.
  case network
  /// What is being built.
  case works
  /// A plan.
  case plan
  /// Nothing is known.
  case none
}

extension PublicAddress: CustomStringConvertible {
  /// The address on one line: `Marktgasse 11a, 40878 Ratingen`.
  public var description: String {
    let place = [postcode, city].compactMap(\.self).joined(separator: " ")
    return "\(street) \(number)" + (place.isEmpty ? "" : ", \(place)")
  }
}
