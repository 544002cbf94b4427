import CPROJ
import TextFormats

/// A coordinate reference system from the EPSG registry, or from that of ESRI for codes of 100,000
/// and above.
public struct CoordinateReferenceSystem: Hashable, Sendable {
  /// The code in the registry.
  public let code: Int32
  /// The name in the registry.
  public let name: String
  /// Whether coordinates are in degrees.
  public let isGeographic: Bool
  /// Whether the first axis points north in the registry, as in files that follow the registry's
  /// axis order.
  public let isNorthingFirst: Bool
  /// The area of use in degrees: west, south, east and north.
  public let areaOfUse: Envelope
  /// Why lengths are not metres whatever the position: the kind of the system, or its unit.
  let definitionFault: LengthFault?
  /// The definition as well-known text (version 1), as stored in a GeoPackage.
  public let wellKnownText: String

  /// The code of WGS 84, used on the web and by RFC 7946.
  public static let wgs84Code: Int32 = 4326

  /// Looks up a coordinate reference system.
  ///
  /// - Throws: ``TransformationError`` if the registry does not contain the code.
  public init(code: Int32) throws(TransformationError) {
    let context = ProjContext()
    let system = try ProjObject(context, definition: Self.definition(code))
    self.code = code
    name = system.name
    let type = unsafe proj_get_type(system.handle)
    isGeographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS
    isNorthingFirst = system.firstAxisPointsNorth
    definitionFault =
      type != PJ_TYPE_PROJECTED_CRS ? .notProjected : system.unitOtherThanMetre.map { .unit($0) }
    areaOfUse = system.areaOfUse
    wellKnownText = system.wellKnownText
  }

  /// The registry and the code, such as `EPSG:25832`.
  public var identifier: String { Self.definition(code) }

  /// Looks up the system with an identifier such as `EPSG:25832` or `25832`.
  public init(identifier: String) throws(TransformationError) {
    let parts = identifier.split(separator: ":")
    guard let code = parts.last.flatMap({ Int32($0) }), code > 0, parts.count <= 2,
      parts.count == 1 || ["EPSG", "ESRI"].contains(parts[0].uppercased())
    else { throw .unknownSystem(identifier) }
    try self.init(code: code)
  }

  /// The ETRS89/UTM zone of a longitude in degrees, from EPSG:25828 to 25838.
  public static func utmZone(forLongitude longitude: Double) -> Int32 {
    let zone = Int32(saturating: (longitude + 180) / 6, .down)
    return 25801 + min(37, max(27, zone))
  }

  static func definition(_ code: Int32) -> String {
    code >= 100_000 ? "ESRI:\(code)" : "EPSG:\(code)"
  }
}

/// Why coordinates cannot be transformed.
public enum TransformationError: Error, Hashable, Sendable {
  /// The code is in no registry.
  case unknownSystem(String)
  /// The registry has no operation between the two systems.
  case noOperation(from: String, to: String)
  /// The operation requires a grid that is not installed.
  case missingGrid(String)
}

/// Owns a PROJ context.
@safe final class ProjContext {
  let handle: OpaquePointer?

  init() {
    unsafe handle = proj_context_create()
    // Errors are returned as values, so nothing is printed.
    unsafe proj_log_level(handle, PJ_LOG_NONE)
  }

  deinit {
    _ = unsafe proj_context_destroy(handle)
  }
}

/// Owns a PROJ object together with its context.
@safe final class ProjObject {
  let context: ProjContext
  let handle: OpaquePointer

  init(_ context: ProjContext, definition: String) throws(TransformationError) {
    guard let handle = unsafe proj_create(context.handle, definition) else {
      throw .unknownSystem(definition)
    }
    self.context = context
    unsafe self.handle = handle
  }

  init(_ context: ProjContext, owning handle: OpaquePointer) {
    self.context = context
    unsafe self.handle = handle
  }

  deinit {
    _ = unsafe proj_destroy(handle)
  }

  var name: String {
    guard let name = unsafe proj_get_name(handle) else { return "" }
    return unsafe String(cString: name)
  }

  var wellKnownText: String {
    guard let text = unsafe proj_as_wkt(context.handle, handle, PJ_WKT1_GDAL, nil) else {
      return "undefined"
    }
    return unsafe String(cString: text)
  }

  var areaOfUse: Envelope {
    var (west, south, east, north) = (0.0, 0.0, 0.0, 0.0)
    let known = unsafe proj_get_area_of_use(
      context.handle, handle, &west, &south, &east, &north, nil)
    guard known != 0, west <= east else {
      return Envelope(Coordinate(x: -180, y: -90), Coordinate(x: 180, y: 90))
    }
    return Envelope(Coordinate(x: west, y: south), Coordinate(x: east, y: north))
  }

  /// The name of the unit of an axis; `nil` if both axes are in metres.
  var unitOtherThanMetre: String? {
    guard let pointer = unsafe proj_crs_get_coordinate_system(context.handle, handle) else {
      return "unknown"
    }
    let axes = unsafe ProjObject(context, owning: pointer)
    for axis in 0..<Int32(2) {
      var factor = 0.0
      var name: UnsafePointer<CChar>?
      _ = unsafe proj_cs_get_axis_info(
        context.handle, axes.handle, axis, nil, nil, nil, &factor, &name, nil, nil)
      if factor != 1 { return unsafe name.map { unsafe String(cString: $0) } ?? "unknown" }
    }
    return nil
  }

  var firstAxisPointsNorth: Bool {
    guard let pointer = unsafe proj_crs_get_coordinate_system(context.handle, handle) else {
      return false
    }
    let axes = unsafe ProjObject(context, owning: pointer)
    var direction: UnsafePointer<CChar>?
    _ = unsafe proj_cs_get_axis_info(
      context.handle, axes.handle, 0, nil, nil, &direction, nil, nil, nil, nil)
    guard let word = unsafe direction else { return false }
    return unsafe String(cString: word) == "north"
  }
}
