public import Geospatial
import Hashing
import TextFormats

/// A surveyed piece of the built network: a row of the layer `built`.
///
/// A stored row never changes.
public struct BuiltWork: Hashable, Sendable, Identifiable {
  /// The closed list of works.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A trench with its contents.
    case trench
    /// A duct or duct bundle.
    case conduit
    /// The line from the common trench into a building.
    case drop
    /// A cabinet (NVt, Netzverteiler).
    case cabinet
    case shaft
    /// The point where a drop enters a building.
    case houseEntry = "house_entry"

    /// Whether works of this kind are surveyed as lines; otherwise they are points.
    public var isLine: Bool { self == .trench || self == .conduit || self == .drop }
  }

  /// Stable id, derived from kind and geometry.
  public package(set) var id: WorkID
  /// The kind.
  public package(set) var kind: Kind
  /// The line or point in the project's CRS, to the millimetre.
  public package(set) var geometry: Geometry
  /// The address of a drop or house entry.
  public var addressID: AddressID?
  /// The number of cables or tubes that it can hold; `nil` if the survey does not specify it.
  public var capacity: Int?
  /// The number of cables or tubes that it held at the time of the survey.
  public var used: Int?
  /// The cost according to the survey, in euro cents; `nil` if the survey does not specify it.
  public var costInCents: Int64?
  /// The planned segment for which it was built; `nil` if it does not follow the plan.
  public var segmentID: SegmentID?
  /// The length that deviates from the plan, in metres.
  public var offPlanMetres: Double
  /// The feature's number or id in the survey.
  public var feature: String

  // Reason: one parameter for each stored property.
  /// Creates a work.
  ///
  /// Its id is derived from kind and geometry.
  public init(
    kind: Kind, geometry: Geometry, addressID: AddressID? = nil, capacity: Int? = nil,
    used: Int? = nil, costInCents: Int64? = nil, segmentID: SegmentID? = nil,
    offPlanMetres: Double = 0, feature: String = ""
  ) {
    self.init(
      id: Self.identifier(of: kind, geometry), kind: kind, geometry: geometry,
      addressID: addressID, capacity: capacity, used: used, costInCents: costInCents,
      segmentID: segmentID, offPlanMetres: offPlanMetres, feature: feature)
  }

  // Reason: one parameter for each stored property.
  package init(
    id: WorkID, kind: Kind, geometry: Geometry, addressID: AddressID?, capacity: Int?, used: Int?,
    costInCents: Int64?, segmentID: SegmentID?, offPlanMetres: Double, feature: String
  ) {
    self.id = id
    self.kind = kind
    self.geometry = geometry
    self.addressID = addressID
    self.capacity = capacity
    self.used = used
    self.costInCents = costInCents
    self.segmentID = segmentID
    self.offPlanMetres = offPlanMetres
    self.feature = feature
  }

  /// The line; `nil` for a point.
  public var line: LineString? {
    if case .lineString(let line) = geometry { line } else { nil }
  }

  /// The position.
  ///
  /// For a line it is the end point, where a drop meets the building.
  public var place: Coordinate {
    switch geometry {
    case .point(let point): point
    case .lineString(let line): line.end
    default: geometry.envelope.centre
    }
  }

  /// The length in metres; zero for a point.
  public var length: Double { line?.length ?? 0 }

  /// The id of a line does not depend on the direction in which the line is drawn.
  private static func identifier(of kind: Kind, _ geometry: Geometry) -> WorkID {
    var points: [Coordinate] = []
    _ = geometry.mapCoordinates { point in
      points.append(point)
      return point
    }
    let keys = points.map { point in
      "\(Int64(saturating: point.x * 1000)) \(Int64(saturating: point.y * 1000))"
    }
    let reversed = Array(keys.reversed())
    let course = keys.lexicographicallyPrecedes(reversed) ? keys : reversed
    let digest = SHA256.hexadecimal(of: "\(kind.rawValue) \(course.joined(separator: ","))")
    return WorkID("b" + digest.prefix(16))
  }
}
