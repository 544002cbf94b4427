public import Geospatial
import Hashing

/// Something that was built and surveyed: a row of the layer `built`, never changed once it is in.
public struct BuiltWork: Hashable, Sendable, Identifiable {
  /// The closed list of works.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A trench with whatever lies in it.
    case trench
    /// A duct or duct bundle.
    case conduit
    /// The way from the common trench into a building.
    case drop
    /// A cabinet (NVt, Netzverteiler).
    case cabinet
    case shaft
    /// Where a drop enters a building.
    case houseEntry = "house_entry"

    /// Whether it is surveyed as a line; otherwise as a point.
    public var isLine: Bool { self == .trench || self == .conduit || self == .drop }
  }

  /// Stable identity, derived from kind and course.
  public let id: String
  /// What it is.
  public let kind: Kind
  /// The course or position in the project's CRS, to the millimetre.
  public let geometry: Geometry
  /// The address that a drop or house entry belongs to.
  public var addressID: String?
  /// How many cables or tubes it can take; `nil` where the survey does not say.
  public var capacity: Int?
  /// How many it held when it was surveyed.
  public var used: Int?
  /// What it cost by the survey, in euro cents; `nil` where the survey does not say.
  public var costInCents: Int64?
  /// The planned segment it was built for; `nil` where it follows none.
  public var segmentID: String?
  /// How much of it lies off the plan, in metres.
  public var offPlanMetres: Double
  /// The feature's number or id in the survey.
  public var feature: String

  /// Describes a work; its id follows from kind and geometry.
  public init(
    kind: Kind, geometry: Geometry, addressID: String? = nil, capacity: Int? = nil,
    used: Int? = nil, costInCents: Int64? = nil, segmentID: String? = nil,
    offPlanMetres: Double = 0, feature: String = ""
  ) {
    self.init(
      id: Self.identifier(of: kind, geometry), kind: kind, geometry: geometry,
      addressID: addressID, capacity: capacity, used: used, costInCents: costInCents,
      segmentID: segmentID, offPlanMetres: offPlanMetres, feature: feature)
  }

  package init(
    id: String, kind: Kind, geometry: Geometry, addressID: String?, capacity: Int?, used: Int?,
    costInCents: Int64?, segmentID: String?, offPlanMetres: Double, feature: String
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

  /// The course; `nil` for a point.
  public var line: LineString? {
    if case .lineString(let line) = geometry { line } else { nil }
  }

  /// The position; for a line its end, which is where a drop meets the building.
  public var place: Coordinate {
    switch geometry {
    case .point(let point): point
    case .lineString(let line): line.end
    default: geometry.envelope.centre
    }
  }

  /// The length in metres; zero for a point.
  public var length: Double { line?.length ?? 0 }

  /// The same course has the same id, whichever end it is drawn from.
  private static func identifier(of kind: Kind, _ geometry: Geometry) -> String {
    var points: [Coordinate] = []
    _ = geometry.mapCoordinates { point in
      points.append(point)
      return point
    }
    let keys = points.map { point in
      "\(Int64((point.x * 1000).rounded())) \(Int64((point.y * 1000).rounded()))"
    }
    let reversed = Array(keys.reversed())
    let course = keys.lexicographicallyPrecedes(reversed) ? keys : reversed
    return "b"
      + SHA256.hexadecimal(of: "\(kind.rawValue) \(course.joined(separator: ","))").prefix(16)
  }
}
