public import Geospatial

/// One stretch of the planned network with one price: a row of the layer `trench`.
///
/// Segments with the same node id share that end point to the millimetre; the length is that of the
/// geometry; the costs of all segments of a plan add up to the plan's cost.
public struct TrenchSegment: Hashable, Sendable, Identifiable {
  /// The closed list of segments.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    /// Along one side, or the middle, of a street.
    case streetSide = "street_side"
    /// Across a street between junctions.
    case crossing
    /// Across an arm of a junction.
    case junction
    /// From the trench to the building.
    case drop
    /// Through a conduit that lies in the ground already.
    case conduit
    /// Along a private way.
    case `private`
  }

  /// Which side of the street, seen in its line's direction.
  public enum Side: String, Hashable, Sendable, CaseIterable, Codable {
    case left, right, centre
  }

  /// Stable identity, derived from kind and geometry.
  public var id: String
  /// What it is.
  public var kind: Kind
  /// The node at the geometry's start.
  public var fromNode: String
  /// The node at the geometry's end.
  public var toNode: String
  /// The street's name.
  public var street: String?
  /// The side of the street.
  public var side: Side?
  /// What is broken open; `nil` for conduits.
  public var surface: Surface?
  /// How it is laid: a key of the catalogue's methods.
  public var method: String
  /// Why cheaper methods were excluded, one sentence each; empty where none was.
  public var excludedMethods: String
  /// The address a drop leads to, or the conduit that is used.
  public var reference: String?
  /// The district it lies in.
  public var district: String?
  /// The length in metres, rounded to millimetres.
  public var length: Double
  /// The price in euro cents.
  public var costInCents: Int64
  /// The course in the project's CRS, rounded to millimetres.
  public var line: LineString

  /// Creates a segment.
  public init(
    id: String, kind: Kind, fromNode: String, toNode: String, street: String?, side: Side?,
    surface: Surface?, method: String, excludedMethods: String = "", reference: String? = nil,
    district: String? = nil, length: Double, costInCents: Int64, line: LineString
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
  /// The address served.
  public var addressID: String
  /// The trench node where the drop leaves the common trench.
  public var atNode: String
  /// The length in metres, rounded to millimetres.
  public var length: Double
  /// The price in euro cents, equal to that of its `trench` segment.
  public var costInCents: Int64
  /// Whether the building is connected already and stays as it is.
  public var isExisting: Bool
  /// The course in the project's CRS.
  public var line: LineString

  /// Creates a drop.
  public init(
    addressID: String, atNode: String, length: Double, costInCents: Int64,
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

/// A point where segments meet or the network begins: a row of the layer `node`.
public struct NetworkNode: Hashable, Sendable, Identifiable {
  /// The closed list of nodes.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    case pop, cabinet, closure, shaft, junction
  }

  /// Stable identity, derived from the position.
  public var id: String
  /// What it is.
  public var kind: Kind
  /// How many dwellings it can serve; `nil` where nothing limits it.
  public var capacity: Int?
  /// How many dwellings hang on it.
  public var used: Int?
  /// The id of the site that stands there.
  public var siteID: String?
  /// The position in the project's CRS, rounded to millimetres.
  public var location: Coordinate

  /// Creates a node.
  public init(
    id: String, kind: Kind, capacity: Int? = nil, used: Int? = nil, siteID: String? = nil,
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

/// An address that the plan does not reach: a row of the layer `exception`.
public struct PlanException: Hashable, Sendable {
  /// The closed list of reasons.
  public enum Reason: String, Hashable, Sendable, CaseIterable, Codable {
    /// No street, path or conduit within the rules' reach.
    case noStreetInReach = "no_street_in_reach"
    /// Each way to a street leads through another building.
    case enclosedByBuildings = "enclosed_by_buildings"
    /// Each way to a street crosses rail, water or a motorway.
    case behindObstacle = "behind_obstacle"
    /// The street it lies at is not joined to any street with a PoP.
    case island
    /// The conduits that lead there have no room and no trench is possible.
    case noCapacity = "no_capacity"
    /// It costs more than it brings in.
    case notProfitable = "not_profitable"
    /// The sum to be spent reaches others.
    case beyondBudget = "beyond_budget"
    /// The quota is reached without it.
    case beyondQuota = "beyond_quota"
  }

  /// The address.
  public var addressID: String
  /// Why.
  public var reason: Reason
  /// What would connect it at least cost, in words.
  public var cheapestFix: String
  /// What that would cost, in euro cents.
  public var fixCostInCents: Int64
  /// Where the address lies.
  public var location: Coordinate

  /// Creates an exception.
  public init(
    addressID: String, reason: Reason, cheapestFix: String, fixCostInCents: Int64,
    location: Coordinate
  ) {
    self.addressID = addressID
    self.reason = reason
    self.cheapestFix = cheapestFix
    self.fixCostInCents = fixCostInCents
    self.location = location
  }
}
