import CSQLite
import Geospatial

/// The functions that the R-tree triggers of a GeoPackage call (OGC 12-128r17, F.3).
enum SpatialFunctions {
  static func register(on handle: OpaquePointer) {
    let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
    _ = unsafe sqlite3_create_function_v2(
      handle, "ST_IsEmpty", 1, flags, nil,
      { context, _, arguments in
        unsafe SpatialFunctions.answer(context, arguments) { $0 == nil ? 1 : 0 }
      }, nil, nil, nil)
    _ = unsafe sqlite3_create_function_v2(
      handle, "ST_MinX", 1, flags, nil,
      { context, _, arguments in
        unsafe SpatialFunctions.answer(context, arguments) { $0?.minimum.x }
      }, nil, nil, nil)
    _ = unsafe sqlite3_create_function_v2(
      handle, "ST_MaxX", 1, flags, nil,
      { context, _, arguments in
        unsafe SpatialFunctions.answer(context, arguments) { $0?.maximum.x }
      }, nil, nil, nil)
    _ = unsafe sqlite3_create_function_v2(
      handle, "ST_MinY", 1, flags, nil,
      { context, _, arguments in
        unsafe SpatialFunctions.answer(context, arguments) { $0?.minimum.y }
      }, nil, nil, nil)
    _ = unsafe sqlite3_create_function_v2(
      handle, "ST_MaxY", 1, flags, nil,
      { context, _, arguments in
        unsafe SpatialFunctions.answer(context, arguments) { $0?.maximum.y }
      }, nil, nil, nil)
  }

  private static func answer(
    _ context: OpaquePointer?, _ arguments: UnsafeMutablePointer<OpaquePointer?>?,
    _ value: (Envelope?) -> Double?
  ) {
    guard let argument = unsafe arguments?[0],
      unsafe sqlite3_value_type(argument) == SQLITE_BLOB
    else {
      unsafe sqlite3_result_null(context)
      return
    }
    let count = Int(unsafe sqlite3_value_bytes(argument))
    let bytes = unsafe UnsafeRawBufferPointer(start: sqlite3_value_blob(argument), count: count)
    let geometry = try? GeometryBlob.decode(unsafe bytes.bytes)
    if let number = value(geometry?.envelope) {
      unsafe sqlite3_result_double(context, number)
    } else {
      unsafe sqlite3_result_null(context)
    }
  }
}
