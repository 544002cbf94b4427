public import Geospatial

/// A section of a street's centre line, as delivered by a source.
public struct Street: Hashable, Sendable, Identifiable {
  /// Stable id, derived from the id in the source.
  public var id: StreetID
  /// The street's name; `nil` if it has none.
  public var name: String?
  /// The class of the street.
  public var streetClass: StreetClass
  /// The surface that a trench along the street breaks up; `nil` if the source does not specify it.
  public var surface: Surface?
  /// The width of the carriageway in metres; `nil` if the source does not specify it.
  public var carriagewayWidth: Double?
  /// The sides on which a trench is allowed according to the source; `nil` if the rules decide.
  public var trenchSides: TrenchSides?
  /// Whether the street is on a bridge.
  public var isBridge: Bool
  /// Whether the street is in a tunnel.
  public var isTunnel: Bool
  /// Whether the street is on private ground.
  public var isPrivate: Bool
  /// The vertical order of crossing streets (OSM `layer`).
  public var level: Int
  /// The file that the street was imported from.
  public var source: String
  /// The centre line in the project's CRS.
  public var line: LineString

  // Reason: one parameter for each stored property.
  /// Creates a street.
  public init(
    id: StreetID, name: String? = nil, streetClass: StreetClass, surface: Surface? = nil,
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

/// The classes of streets and paths, with the names of OSM's `highway` values.
public enum StreetClass: String, Hashable, Sendable, CaseIterable, Codable {
  case motorway, trunk, primary, secondary, tertiary, unclassified, residential
  case livingStreet = "living_street"
  case pedestrian, service, track, footway, cycleway, bridleway, path, steps
  /// A street that is under construction or proposed. No trench is possible along it yet.
  case construction
  /// A class that is not in this list.
  case other
}

/// The surface that a trench breaks up and restores.
public enum Surface: String, Hashable, Sendable, CaseIterable, Codable {
  /// Asphalt carriageway or pavement.
  case asphalt
  /// Cast concrete.
  case concrete
  /// Setts, paving stones or slabs.
  case paving
  /// Gravel and other unbound road surfaces.
  case gravel
  /// Earth, grass, field.
  case unsealed
}

/// The sides of a street on which a trench may be planned.
public enum TrenchSides: String, Hashable, Sendable, CaseIterable, Codable {
  /// One trench along each side.
  case both
  /// Only along the left side, seen in the direction of the line.
  case left
  /// Only along the right side.
  case right
  /// One trench along the centre line.
  case centre
  /// No trench at all.
  case none
}
