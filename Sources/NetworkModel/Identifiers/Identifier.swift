/// The identifier of a value of one type, so that the id of an address cannot be used as that of a
/// conduit.
///
/// It is the text that is stored and exported, without a form of its own: text becomes an
/// identifier where it is read, and an identifier becomes text where it is written. Identifiers are
/// ordered as their texts.
public struct Identifier<Subject>: RawRepresentable, Hashable, Sendable {
  /// The text.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Creates an identifier from its text.
  public init(_ text: some StringProtocol) { rawValue = String(text) }

  /// Creates the identifier of a value that represents another one, such as the conduit of a
  /// surveyed trench.
  public init<Other>(sameAs other: Identifier<Other>) { rawValue = other.rawValue }

  /// Whether the text is empty.
  public var isEmpty: Bool { rawValue.isEmpty }
}

extension Identifier: Comparable {
  /// Whether the first text is ordered before the second.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Identifier: ExpressibleByStringLiteral {
  /// Creates an identifier from a literal of the source code.
  public init(stringLiteral text: String) { rawValue = text }
}

extension Identifier: CustomStringConvertible {
  /// The text.
  public var description: String { rawValue }
}

extension Identifier: Codable {
  /// Reads the text.
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// The identifier of an address.
public typealias AddressID = Identifier<Address>
/// The identifier of a section of a street.
public typealias StreetID = Identifier<Street>
/// The identifier of a building.
public typealias BuildingID = Identifier<Building>
/// The identifier of an obstacle.
public typealias ObstacleID = Identifier<Obstacle>
/// The identifier of a parcel.
public typealias ParcelID = Identifier<Parcel>
/// The identifier of an area.
public typealias AreaID = Identifier<Area>
/// The identifier of a conduit.
public typealias ConduitID = Identifier<Conduit>
/// The identifier of a site.
public typealias SiteID = Identifier<Site>
/// The identifier of a surveyed work.
public typealias WorkID = Identifier<BuiltWork>
/// The identifier of a segment of a plan.
public typealias SegmentID = Identifier<TrenchSegment>
/// The identifier of a node of a plan.
public typealias NetworkNodeID = Identifier<NetworkNode>
