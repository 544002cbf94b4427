public import Geospatial

/// One segment of the planned network with a single price: a row of the layer `trench`.
///
/// Segments with the same node id have exactly the same end point, to the millimetre. The length is
/// that of the geometry. The costs of all segments of a plan add up to the cost of the plan.
public struct TrenchSegment: Hashable, Sendable, Identifiable {
  /// The closed list of segment kinds.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    /// Along one side or the centre line of a street.
    case streetSide = "street_side"
    /// Across a street, between junctions.
    case crossing
    /// Across an arm of a junction.
    case junction
    /// From the trench to the building.
    case drop
    /// Through an existing conduit.
    case conduit
    /// Along a private way.
    case `private`
  }

  /// The side of the street, seen in the direction of its line.
  public enum Side: String, Hashable, Sendable, CaseIterable, Codable {
    case left, right, centre
  }

  /// The address or the conduit to which a segment belongs.
  public enum Reference: Hashable, Sendable {
    /// The address of a drop.
    case address(AddressID)
    /// The conduit that is used.
    case conduit(ConduitID)
  }

  /// Stable id, derived from kind and geometry.
  public var id: SegmentID
  /// The kind.
  public var kind: Kind
  /// The node at the geometry's start.
  public var fromNode: NetworkNodeID
  /// The node at the geometry's end.
  public var toNode: NetworkNodeID
  /// The street's name.
  public var street: String?
  /// The side of the street.
  public var side: Side?
  /// The surface that is broken up; `nil` for conduits.
  public var surface: Surface?
  /// The laying method.
  public var method: LayingMethod
  /// The reasons why cheaper methods are excluded, one sentence for each; empty if none is
  /// excluded.
  public var excludedMethods: String
  /// The address of a drop, or the conduit that is used.
  public var reference: Reference?
  /// The district that contains the segment.
  public var district: String?
  /// The length in metres, rounded to millimetres.
  public var length: Double
  /// The price in euro cents.
  public var costInCents: Int64
  /// The geometry in the project's CRS, rounded to millimetres.
  public var line: LineString

  // Reason: one parameter for each stored property.
  /// Creates a segment.
  public init(
    id: SegmentID, kind: Kind, fromNode: NetworkNodeID, toNode: NetworkNodeID, street: String?,
    side: Side?, surface: Surface?, method: LayingMethod, excludedMethods: String = "",
    reference: Reference? = nil, district: String? = nil, length: Double, costInCents: Int64,
    line: LineString
  ) {
    self.id = id
    self.kind = kind
    self.fromNode = fromNode
    self.toNode = toNode
    self.street = street
    self.side = side
    self.surface = surface
    self.method = method
    self.excludedMethods = excludedMethods
    self.reference = reference
    self.district = district
    self.length = length
    self.costInCents = costInCents
    self.line = line
  }
}

/// The connection of one served address: a row of the layer `drop`.
public struct Drop: Hashable, Sendable {
  /// The served address.
  public var addressID: AddressID
  /// The trench node where the drop leaves the common trench.
  public var atNode: NetworkNodeID
  /// The length in metres, rounded to millimetres.
  public var length: Double
  /// The price in euro cents, equal to that of its `trench` segment.
  public var costInCents: Int64
  /// Whether the building is connected already and remains unchanged.
  public var isExisting: Bool
  /// The geometry in the project's CRS.
  public var line: LineString

  /// Creates a drop.
  public init(
    addressID: AddressID, atNode: NetworkNodeID, length: Double, costInCents: Int64,
    isExisting: Bool = false, line: LineString
  ) {
    self.addressID = addressID
    self.atNode = atNode
    self.length = length
    self.costInCents = costInCents
    self.isExisting = isExisting
    self.line = line
  }
}

/// A point where segments meet or the network starts: a row of the layer `node`.
public struct NetworkNode: Hashable, Sendable, Identifiable {
  /// The closed list of node kinds.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    case pop, cabinet, closure, shaft, junction
  }

  /// Stable id, derived from the position.
  public var id: NetworkNodeID
  /// The kind.
  public var kind: Kind
  /// The number of dwellings that the node can serve; `nil` if it is unlimited.
  public var capacity: Int?
  /// The number of dwellings that the plan connects through the node.
  public var used: Int?
  /// The id of the site at the node.
  public var siteID: SiteID?
  /// The position in the project's CRS, rounded to millimetres.
  public var location: Coordinate

  /// Creates a node.
  public init(
    id: NetworkNodeID, kind: Kind, capacity: Int? = nil, used: Int? = nil, siteID: SiteID? = nil,
    location: Coordinate
  ) {
    self.id = id
    self.kind = kind
    self.capacity = capacity
    self.used = used
    self.siteID = siteID
    self.location = location
  }
}

/// An address that the plan does not serve: a row of the layer `exception`.
public struct PlanException: Hashable, Sendable {
  /// The closed list of reasons.
  public enum Reason: String, Hashable, Sendable, CaseIterable, Codable {
    /// No street, path or conduit is within the distance that the rules allow.
    case noStreetInReach = "no_street_in_reach"
    /// Every line to a street passes through another building.
    case enclosedByBuildings = "enclosed_by_buildings"
    /// Every line to a street crosses a railway, water or a motorway.
    case behindObstacle = "behind_obstacle"
    /// The nearest street is not connected to any street with a PoP.
    case island
    /// The conduits to the address have no free capacity and no trench is possible.
    case noCapacity = "no_capacity"
    /// Connecting the address costs more than its revenue.
    case notProfitable = "not_profitable"
    /// The budget is spent on other addresses.
    case beyondBudget = "beyond_budget"
    /// The quota is reached without the address.
    case beyondQuota = "beyond_quota"
  }

  /// The address.
  public var addressID: AddressID
  /// The reason.
  public var reason: Reason
  /// The cheapest way to connect the address.
  public var remedy: Remedy
  /// The cost of connecting the address that way, in euro cents.
  public var fixCostInCents: Int64
  /// The position of the address.
  public var location: Coordinate

  /// Creates an exception.
  public init(
    addressID: AddressID, reason: Reason, remedy: Remedy, fixCostInCents: Int64,
    location: Coordinate
  ) {
    self.addressID = addressID
    self.reason = reason
    self.remedy = remedy
    self.fixCostInCents = fixCostInCents
    self.location = location
  }
}
