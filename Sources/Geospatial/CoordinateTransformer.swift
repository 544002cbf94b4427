import CPROJ

/// Transforms coordinates between two systems, always in the order easting and northing, or
/// longitude and latitude.
///
/// Between the former German datum (DHDN, Gauß-Krüger) and ETRS89, only the official grid BETA2007
/// is used. A seven-parameter transformation would be wrong by metres, so a missing grid is an
/// error. Creating a transformer takes milliseconds and transforming a position less than a
/// microsecond, so each thread should keep its own.
public struct CoordinateTransformer: ~Copyable {
  private let operation: ProjObject?
  /// The system of the input.
  public let source: CoordinateReferenceSystem
  /// The system of the output.
  public let target: CoordinateReferenceSystem

  /// Looks up the best operation between two systems.
  ///
  /// - Throws: ``TransformationError`` if there is no operation, or its grid is not installed.
  public init(from source: CoordinateReferenceSystem, to target: CoordinateReferenceSystem)
    throws(TransformationError)
  {
    self.source = source
    self.target = target
    operation =
      source.code == target.code ? nil : try Self.bestOperation(from: source, to: target)
  }

  /// Whether the transformation leaves coordinates unchanged.
  public var isIdentity: Bool { operation == nil }

  /// Transforms positions in place.
  ///
  /// A position that cannot be transformed becomes infinite.
  ///
  /// - Complexity: O(n).
  public func transform(_ coordinates: inout [Coordinate]) {
    guard let operation else { return }
    let stride = MemoryLayout<Coordinate>.stride
    unsafe coordinates.withUnsafeMutableBytes { bytes in
      guard let x = unsafe bytes.baseAddress?.assumingMemoryBound(to: Double.self) else { return }
      let count = bytes.count / stride
      _ = unsafe proj_trans_generic(
        operation.handle, PJ_FWD, x, stride, count, x + 1, stride, count, nil, 0, 0, nil, 0, 0)
    }
  }

  /// Transforms a position; `nil` if it cannot be transformed.
  public func transform(_ coordinate: Coordinate) -> Coordinate? {
    var one = [coordinate]
    transform(&one)
    return one[0].isFinite ? one[0] : nil
  }

  private static func bestOperation(
    from source: CoordinateReferenceSystem, to target: CoordinateReferenceSystem
  ) throws(TransformationError) -> ProjObject {
    let context = ProjContext()
    let from = try ProjObject(context, definition: source.identifier)
    let to = try ProjObject(context, definition: target.identifier)
    guard let factory = unsafe proj_create_operation_factory_context(context.handle, nil) else {
      throw .noOperation(from: source.identifier, to: target.identifier)
    }
    defer { unsafe proj_operation_factory_context_destroy(factory) }
    unsafe proj_operation_factory_context_set_spatial_criterion(
      context.handle, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION)
    unsafe proj_operation_factory_context_set_grid_availability_use(
      context.handle, factory, PROJ_GRID_AVAILABILITY_IGNORED)
    let list = unsafe proj_create_operations(context.handle, from.handle, to.handle, factory)
    defer { unsafe proj_list_destroy(list) }
    var chosen: ProjObject?
    for index in 0..<(unsafe list == nil ? 0 : proj_list_get_count(list)) {
      guard let pointer = unsafe proj_list_get(context.handle, list, index) else { continue }
      let candidate = unsafe ProjObject(context, owning: pointer)
      if chosen == nil { chosen = candidate }
      if candidate.grids.contains(where: { $0.contains("BETA2007") }) {
        chosen = candidate
        break
      }
    }
    guard let chosen else {
      throw .noOperation(from: source.identifier, to: target.identifier)
    }
    if unsafe proj_coordoperation_is_instantiable(context.handle, chosen.handle) == 0 {
      throw .missingGrid(chosen.grids.first ?? "of \(chosen.name)")
    }
    guard
      let normalised = unsafe proj_normalize_for_visualization(context.handle, chosen.handle)
    else { throw .noOperation(from: source.identifier, to: target.identifier) }
    return unsafe ProjObject(context, owning: normalised)
  }
}

extension ProjObject {
  /// The names of the grids that an operation uses.
  fileprivate var grids: [String] {
    (0..<(unsafe proj_coordoperation_get_grid_used_count(context.handle, handle))).compactMap {
      index in
      var name: UnsafePointer<CChar>?
      _ = unsafe proj_coordoperation_get_grid_used(
        context.handle, handle, index, &name, nil, nil, nil, nil, nil, nil)
      return unsafe name.map { unsafe String(cString: $0) }
    }
  }
}
