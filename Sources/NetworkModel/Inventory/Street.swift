public import Geospatial

/// A piece of a street's centre line, as a source delivers it.
public struct Street: Hashable, Sendable, Identifiable {
  /// Stable identity, derived from the source's own id.
  public var id: String
  /// The street's name; `nil` for unnamed ways.
  public var name: String?
  /// What kind of way it is.
  public var streetClass: StreetClass
  /// What a trench along it breaks open; `nil` where the source does not say.
  public var surface: Surface?
  /// The width of the carriageway in metres; `nil` where the source does not say.
  public var carriagewayWidth: Double?
  /// Which sides a trench may take where the source says so; `nil` leaves it to the rules.
  public var trenchSides: TrenchSides?
  /// Whether the way runs over a bridge.
  public var isBridge: Bool
  /// Whether the way runs through a tunnel.
  public var isTunnel: Bool
  /// Whether the way lies on private ground.
  public var isPrivate: Bool
  /// The vertical order of crossing ways (OSM `layer`).
  public var level: Int
  /// Which file the way came from.
  public var source: String
  /// The centre line in the project's CRS.
  public var line: LineString

  /// Creates a street.
  public init(
    id: String, name: String? = nil, streetClass: StreetClass, surface: Surface? = nil,
    carriagewayWidth: Double? = nil, trenchSides: TrenchSides? = nil, isBridge: Bool = false,
    isTunnel: Bool = false, isPrivate: Bool = false, level: Int = 0, source: String = "",
    line: LineString
  ) {
    self.id = id
    self.name = name
    self.streetClass = streetClass
    self.surface = surface
    self.carriagewayWidth = carriagewayWidth
    self.trenchSides = trenchSides
    self.isBridge = isBridge
    self.isTunnel = isTunnel
    self.isPrivate = isPrivate
    self.level = level
    self.source = source
    self.line = line
  }
}

/// The kinds of ways, with the names of OSM's `highway` values.
public enum StreetClass: String, Hashable, Sendable, CaseIterable, Codable {
  case motorway, trunk, primary, secondary, tertiary, unclassified, residential
  case livingStreet = "living_street"
  case pedestrian, service, track, footway, cycleway, bridleway, path, steps
  /// A way under construction or only proposed: nothing can be laid along it yet.
  case construction
  /// A kind that the source names but this list does not know.
  case other
}

/// What a trench has to break open and restore.
public enum Surface: String, Hashable, Sendable, CaseIterable, Codable {
  /// Bituminous carriageway or pavement.
  case asphalt
  /// Cast concrete.
  case concrete
  /// Setts, paving stones or slabs.
  case paving
  /// Gravel and other bound-free road surfaces.
  case gravel
  /// Earth, grass, field.
  case unsealed
}

/// Which sides of a street are candidates for a trench.
public enum TrenchSides: String, Hashable, Sendable, CaseIterable, Codable {
  /// One trench along each side.
  case both
  /// Only along the left side, seen in the line's direction.
  case left
  /// Only along the right side.
  case right
  /// One trench along the middle.
  case centre
  /// No trench at all.
  case none
}
