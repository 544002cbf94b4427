public import Geospatial

/// Numbers of homes that the network passes and connects.
///
/// A home is an address, or a dwelling at an address.
public struct CoverageCounts: Hashable, Sendable {
  /// All homes.
  public var total = 0
  /// Homes that the built network passes.
  public var passed = 0
  /// Homes with a duct that ends at the parcel boundary or beyond it: no more digging in public
  /// ground is needed (HP+).
  public var passedPlus = 0
  /// Homes whose building is connected.
  public var connected = 0
  /// Homes in use.
  ///
  /// An address is in use if at least one of its dwellings is.
  public var activated = 0

  /// Creates counts of zero.
  public init() {}

  /// Adds other counts.
  public static func += (left: inout Self, right: Self) {
    left.total += right.total
    left.passed += right.passed
    left.passedPlus += right.passedPlus
    left.connected += right.connected
    left.activated += right.activated
  }

  /// The take-up: activated homes divided by homes passed; `nil` if no home is passed.
  public var takeUp: Double? { passed > 0 ? Double(activated) / Double(passed) : nil }
}

/// The homes passed by the built network under one rule: a row of the layer `coverage`.
public struct CoverageArea: Hashable, Sendable {
  /// The rule's name: `bnetza`, `rtr`, `parcel` or `metres=N`.
  public var rule: String
  /// The district; empty for the whole town.
  public var district: String
  /// The counts of addresses.
  public var addresses: CoverageCounts
  /// The counts of dwellings.
  public var dwellings: CoverageCounts
  /// The day that the counts describe; `nil` for the day of the report.
  public var asOf: String?
  /// The area in which homes count as passed, in the project's CRS.
  public var surface: [Polygon]

  /// Creates a row.
  public init(
    rule: String, district: String, addresses: CoverageCounts = CoverageCounts(),
    dwellings: CoverageCounts = CoverageCounts(), asOf: String? = nil, surface: [Polygon] = []
  ) {
    self.rule = rule
    self.district = district
    self.addresses = addresses
    self.dwellings = dwellings
    self.asOf = asOf
    self.surface = surface
  }
}
