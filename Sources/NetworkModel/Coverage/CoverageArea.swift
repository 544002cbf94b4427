public import Geospatial

/// How many homes the network passes and connects: addresses, and the dwellings in them.
public struct CoverageCounts: Hashable, Sendable {
  /// All.
  public var total = 0
  /// The network in the ground runs past.
  public var passed = 0
  /// A duct lies at the parcel line or further in: no more public digging (HP+).
  public var passedPlus = 0
  /// The building is connected.
  public var connected = 0
  /// In use: of addresses those with at least one such dwelling.
  public var activated = 0

  /// Nothing counted.
  public init() {}

  /// Adds other counts.
  public static func += (left: inout Self, right: Self) {
    left.total += right.total
    left.passed += right.passed
    left.passedPlus += right.passedPlus
    left.connected += right.connected
    left.activated += right.activated
  }

  /// Activated of passed: the take-up; `nil` where nothing is passed.
  public var takeUp: Double? { passed > 0 ? Double(activated) / Double(passed) : nil }
}

/// What is passed by the network in the ground, under one rule: a row of the layer `coverage`.
public struct CoverageArea: Hashable, Sendable {
  /// The rule's name: `bnetza`, `rtr`, `parcel` or `metres=N`.
  public var rule: String
  /// The part of the town, or nothing for the whole.
  public var district: String
  /// The addresses there.
  public var addresses: CoverageCounts
  /// The dwellings there.
  public var dwellings: CoverageCounts
  /// The day the counts are for; `nil` for the day of the report.
  public var asOf: String?
  /// The area that counts as passed, in the project's CRS.
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
