import CGEOS

/// An operation that GEOS could not compute.
public struct TopologyError: Error, Hashable, CustomStringConvertible {
  /// The name of the operation.
  public let operation: String

  /// A description of the fault.
  public var description: String { "GEOS could not compute \(operation)" }
}

/// Predicates and operations on surfaces, computed by GEOS.
///
/// A value owns a GEOS context, so each thread should have its own. Input and output are values;
/// the objects of the library exist only during a call.
@safe public struct Topology: ~Copyable {
  private let context: GEOSContextHandle_t

  /// Creates a GEOS context.
  public init() {
    guard let context = unsafe GEOS_init_r() else { preconditionFailure("GEOS cannot start") }
    unsafe self.context = context
  }

  deinit {
    unsafe GEOS_finish_r(context)
  }

  /// Whether no ring intersects itself or another ring.
  ///
  /// - Complexity: O(n log n).
  public func isValid(_ polygons: [Polygon]) throws(TopologyError) -> Bool {
    let geometry = unsafe try Handle(context, .multiPolygon(polygons))
    return unsafe GEOSisValid_r(context, geometry.pointer) == 1
  }

  /// The valid surfaces bounded by a set of rings, after their intersections are resolved.
  public func repaired(_ polygons: [Polygon]) throws(TopologyError) -> [Polygon] {
    let geometry = unsafe try Handle(context, .multiPolygon(polygons))
    let valid = unsafe try Handle(
      context, unsafe GEOSMakeValid_r(context, geometry.pointer), "a valid surface")
    return try surfaces(of: valid)
  }

  /// The area within a distance of some lines, as surfaces that do not overlap.
  ///
  /// Each line is buffered separately, and the union is computed at the end. For the network of a
  /// town, this is many times faster than a single buffer around all lines.
  ///
  /// - Parameters:
  ///   - lines: the lines.
  ///   - distance: in the unit of the CRS.
  /// - Returns: the surfaces.
  /// - Complexity: O(n log n) in the vertices.
  /// - Throws: ``TopologyError`` where GEOS fails.
  public func buffer(_ lines: [LineString], by distance: Double) throws(TopologyError) -> [Polygon]
  {
    var bands: [Polygon] = []
    for line in lines {
      let geometry = unsafe try Handle(context, .lineString(line))
      let band = unsafe try Handle(
        context, unsafe GEOSBuffer_r(context, geometry.pointer, distance, 8), "a buffer")
      bands += try surfaces(of: band)
    }
    guard bands.count > 1 else { return bands }
    let all = unsafe try Handle(context, .multiPolygon(bands))
    let area = unsafe try Handle(
      context, unsafe GEOSUnaryUnion_r(context, all.pointer), "a union")
    return try surfaces(of: area)
  }

  /// The intersection of two sets of surfaces.
  public func intersection(_ a: [Polygon], _ b: [Polygon]) throws(TopologyError) -> [Polygon] {
    let first = unsafe try Handle(context, .multiPolygon(a))
    let second = unsafe try Handle(context, .multiPolygon(b))
    let shared = unsafe try Handle(
      context, unsafe GEOSIntersection_r(context, first.pointer, second.pointer),
      "an intersection")
    return try surfaces(of: shared)
  }

  private func surfaces(of handle: borrowing Handle) throws(TopologyError) -> [Polygon] {
    var result: [Polygon] = []
    for index in 0..<(unsafe GEOSGetNumGeometries_r(context, handle.pointer)) {
      guard let part = unsafe GEOSGetGeometryN_r(context, handle.pointer, index) else { continue }
      switch try unsafe Handle.geometry(of: part, context) {
      case .polygon(let polygon): result.append(polygon)
      case .multiPolygon(let polygons): result += polygons
      default: continue
      }
    }
    return result
  }

  /// Owns an object of the library.
  @safe private struct Handle: ~Copyable {
    let pointer: OpaquePointer
    private let context: GEOSContextHandle_t

    init(_ context: GEOSContextHandle_t, _ geometry: Geometry) throws(TopologyError) {
      var bytes: [UInt8] = []
      WellKnownBinary.encode(geometry, into: &bytes)
      let reader = unsafe GEOSWKBReader_create_r(context)
      defer { unsafe GEOSWKBReader_destroy_r(context, reader) }
      let pointer = unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe GEOSWKBReader_read_r(context, reader, buffer.baseAddress, buffer.count)
      }
      unsafe try self.init(context, pointer, "a geometry from well-known binary")
    }

    init(_ context: GEOSContextHandle_t, _ pointer: OpaquePointer?, _ operation: String)
      throws(TopologyError)
    {
      guard let pointer = unsafe pointer else { throw TopologyError(operation: operation) }
      unsafe self.pointer = pointer
      unsafe self.context = context
    }

    deinit {
      unsafe GEOSGeom_destroy_r(context, pointer)
    }

    /// Copies an object of the library to a value; `nil` if there is no such value.
    static func geometry(of pointer: OpaquePointer, _ context: GEOSContextHandle_t)
      throws(TopologyError) -> Geometry?
    {
      let writer = unsafe GEOSWKBWriter_create_r(context)
      defer { unsafe GEOSWKBWriter_destroy_r(context, writer) }
      var size = 0
      guard let bytes = unsafe GEOSWKBWriter_write_r(context, writer, pointer, &size) else {
        throw TopologyError(operation: "well-known binary")
      }
      defer { unsafe GEOSFree_r(context, bytes) }
      let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: size)
      return try? WellKnownBinary.decode(unsafe buffer.bytes)
    }
  }
}
