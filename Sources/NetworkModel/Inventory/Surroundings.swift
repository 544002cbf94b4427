public import Geospatial

/// A building's footprint.
public struct Building: Hashable, Sendable, Identifiable {
  /// Stable identity, derived from the source's own id.
  public var id: String
  /// Storeys above ground; `nil` where the source does not say.
  public var levels: Int?
  /// Dwellings; `nil` where the source does not say.
  public var dwellings: Int?
  /// The source's own word for its use (`house`, `garage`, `31001_1000`).
  public var use: String?
  /// Which file the footprint came from.
  public var source: String
  /// The footprint in the project's CRS.
  public var footprint: [Polygon]

  /// Creates a building.
  public init(
    id: String, levels: Int? = nil, dwellings: Int? = nil, use: String? = nil,
    source: String = "", footprint: [Polygon]
  ) {
    self.id = id
    self.levels = levels
    self.dwellings = dwellings
    self.use = use
    self.source = source
    self.footprint = footprint
  }
}

/// Something that a trench can pass only by a priced bore, or not at all.
public struct Obstacle: Hashable, Sendable, Identifiable {
  /// The closed list of obstacles.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    case rail, water, motorway
  }

  /// Stable identity, derived from the source's own id.
  public var id: String
  /// What it is.
  public var kind: Kind
  /// The name, where it has one.
  public var name: String?
  /// The width in metres where it is given as a line; `nil` leaves it to the rules.
  public var width: Double?
  /// The vertical order of what crosses (OSM `layer`; a bridge counts 1, a tunnel −1 without one).
  public var level: Int
  /// Which file it came from.
  public var source: String
  /// A line or a surface in the project's CRS.
  public var geometry: Geometry

  /// Creates an obstacle.
  public init(
    id: String, kind: Kind, name: String? = nil, width: Double? = nil, level: Int = 0,
    source: String = "", geometry: Geometry
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.width = width
    self.level = level
    self.source = source
    self.geometry = geometry
  }
}

/// A parcel of land (Flurstück).
public struct Parcel: Hashable, Sendable, Identifiable {
  /// Stable identity, derived from the source's own id.
  public var id: String
  /// Which file it came from.
  public var source: String
  /// The parcel in the project's CRS.
  public var surface: [Polygon]

  /// Creates a parcel.
  public init(id: String, source: String = "", surface: [Polygon]) {
    self.id = id
    self.source = source
    self.surface = surface
  }
}

/// A named area: a district, a phase of building, a postcode.
public struct Area: Hashable, Sendable, Identifiable {
  /// Stable identity, derived from the source's own id.
  public var id: String
  /// The name by which `--within` finds it.
  public var name: String
  /// `district`, `phase` or the source's own word.
  public var kind: String
  /// Which file it came from.
  public var source: String
  /// The area in the project's CRS.
  public var surface: [Polygon]

  /// Creates an area.
  public init(id: String, name: String, kind: String, source: String = "", surface: [Polygon]) {
    self.id = id
    self.name = name
    self.kind = kind
    self.source = source
    self.surface = surface
  }
}
