public import Geospatial

/// A building's footprint.
public struct Building: Hashable, Sendable, Identifiable {
  /// Stable id, derived from the id in the source.
  public var id: BuildingID
  /// The number of storeys above ground; `nil` if the source does not specify it.
  public var levels: Int?
  /// The number of dwellings; `nil` if the source does not specify it.
  public var dwellings: Int?
  /// The use as the source describes it (`house`, `garage`, `31001_1000`).
  public var use: String?
  /// The file that it was imported from.
  public var source: String
  /// The footprint in the project's CRS.
  public var footprint: [Polygon]

  /// Creates a building.
  public init(
    id: BuildingID, levels: Int? = nil, dwellings: Int? = nil, use: String? = nil,
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

/// A feature that a trench can pass only by a bore with its own price, or not at all.
public struct Obstacle: Hashable, Sendable, Identifiable {
  /// The closed list of obstacle kinds.
  public enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    case rail, water, motorway
  }

  /// Stable id, derived from the id in the source.
  public var id: ObstacleID
  /// The kind.
  public var kind: Kind
  /// The name, if any.
  public var name: String?
  /// The width in metres of an obstacle that is given as a line; `nil` if the rules decide.
  public var width: Double?
  /// The vertical order of crossing features (OSM `layer`).
  ///
  /// Without that tag, a bridge has level 1 and a tunnel level −1.
  public var level: Int
  /// The file that it was imported from.
  public var source: String
  /// A line or a surface in the project's CRS.
  public var geometry: Geometry

  // Reason: one parameter for each stored property.
  /// Creates an obstacle.
  public init(
    id: ObstacleID, kind: Kind, name: String? = nil, width: Double? = nil, level: Int = 0,
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
  /// Stable id, derived from the id in the source.
  public var id: ParcelID
  /// The file that it was imported from.
  public var source: String
  /// The parcel in the project's CRS.
  public var surface: [Polygon]

  /// Creates a parcel.
  public init(id: ParcelID, source: String = "", surface: [Polygon]) {
    self.id = id
    self.source = source
    self.surface = surface
  }
}

/// A named area, for example a district, a construction phase or a postcode area.
public struct Area: Hashable, Sendable, Identifiable {
  /// Stable id, derived from the id in the source.
  public var id: AreaID
  /// The name that `--within` accepts.
  public var name: String
  /// The kind.
  public var kind: AreaKind
  /// The file that it was imported from.
  public var source: String
  /// The area in the project's CRS.
  public var surface: [Polygon]

  /// Creates an area.
  public init(id: AreaID, name: String, kind: AreaKind, source: String = "", surface: [Polygon]) {
    self.id = id
    self.name = name
    self.kind = kind
    self.source = source
    self.surface = surface
  }
}
