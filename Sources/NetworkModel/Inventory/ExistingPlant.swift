public import Geospatial

/// A conduit in the ground already: a duct or duct bundle that further cables can be pulled into.
public struct Conduit: Hashable, Sendable, Identifiable {
  /// Stable identity, derived from the source's own id.
  public var id: String
  /// Who owns it.
  public var owner: String?
  /// The source's own word for its kind (`12x7/4`, `DN100`).
  public var kind: String?
  /// How many cables or tubes it can take; `nil` where unknown.
  public var capacity: Int?
  /// How many it holds; `nil` where unknown.
  public var used: Int?
  /// Whether it can be pulled into at all.
  public var condition: Condition
  /// Whether it was laid and surveyed under this project: using it again costs what the rules say for
  /// works that are paid for.
  public var isSurveyed: Bool
  /// Which file it came from.
  public var source: String
  /// Its course in the project's CRS.
  public var line: LineString

  /// The closed list of conditions.
  public enum Condition: String, Hashable, Sendable, CaseIterable, Codable {
    case good, unknown, blocked
  }

  /// Creates a conduit.
  public init(
    id: String, owner: String? = nil, kind: String? = nil, capacity: Int? = nil,
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

/// A place where the network has, or could have, a node: a PoP (point of presence), a cabinet
/// (NVt, Netzverteiler), a shaft.
public struct Site: Hashable, Sendable, Identifiable {
  /// The closed list of sites.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    case pop, cabinet, shaft
  }

  /// Stable identity, derived from the source's own id.
  public var id: String
  /// What it is.
  public var kind: Kind
  /// The name, where it has one.
  public var name: String?
  /// Whether it stands already.
  public var isExisting: Bool
  /// How many dwellings it can serve; `nil` where nothing limits it.
  public var capacity: Int?
  /// Which file it came from.
  public var source: String
  /// The position in the project's CRS.
  public var location: Coordinate

  /// Creates a site.
  public init(
    id: String, kind: Kind, name: String? = nil, isExisting: Bool = true, capacity: Int? = nil,
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
