public import Geospatial

/// An existing conduit: a duct or duct bundle into which further cables can be pulled.
public struct Conduit: Hashable, Sendable, Identifiable {
  /// Stable id, derived from the id in the source.
  public var id: ConduitID
  /// The owner.
  public var owner: String?
  /// The kind as the source describes it (`12x7/4`, `DN100`).
  public var kind: String?
  /// The number of cables or tubes that the conduit can hold; `nil` if unknown.
  public var capacity: Int?
  /// The number of cables or tubes that the conduit holds; `nil` if unknown.
  public var used: Int?
  /// Whether cables can be pulled into the conduit.
  public var condition: Condition
  /// Whether the conduit was built and surveyed under this project.
  ///
  /// The rules then set the cost of using it, because it is paid for.
  public var isSurveyed: Bool
  /// The file that it was imported from.
  public var source: String
  /// The line in the project's CRS.
  public var line: LineString

  /// The closed list of conditions.
  public enum Condition: String, Hashable, Sendable, CaseIterable, Codable {
    case good, unknown, blocked
  }

  // Reason: one parameter for each stored property.
  /// Creates a conduit.
  public init(
    id: ConduitID, owner: String? = nil, kind: String? = nil, capacity: Int? = nil,
    used: Int? = nil, condition: Condition = .unknown, isSurveyed: Bool = false,
    source: String = "", line: LineString
  ) {
    self.id = id
    self.owner = owner
    self.kind = kind
    self.capacity = capacity
    self.used = used
    self.condition = condition
    self.isSurveyed = isSurveyed
    self.source = source
    self.line = line
  }
}

/// A location where the network has, or could have, a node: a PoP (point of presence), a cabinet
/// (NVt, Netzverteiler) or a shaft.
public struct Site: Hashable, Sendable, Identifiable {
  /// The closed list of site kinds.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    case pop, cabinet, shaft
  }

  /// Stable id, derived from the id in the source.
  public var id: SiteID
  /// The kind.
  public var kind: Kind
  /// The name, if any.
  public var name: String?
  /// Whether the site exists already.
  public var isExisting: Bool
  /// The number of dwellings that the site can serve; `nil` if it is unlimited.
  public var capacity: Int?
  /// The file that it was imported from.
  public var source: String
  /// The position in the project's CRS.
  public var location: Coordinate

  // Reason: one parameter for each stored property.
  /// Creates a site.
  public init(
    id: SiteID, kind: Kind, name: String? = nil, isExisting: Bool = true, capacity: Int? = nil,
    source: String = "", location: Coordinate
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.isExisting = isExisting
    self.capacity = capacity
    self.source = source
    self.location = location
  }
}
