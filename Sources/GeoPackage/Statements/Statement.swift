import CSQLite
public import Geospatial

/// One compiled statement: values are bound by position from 1, columns are read from 0.
///
/// It keeps its connection alive and is finalised when it goes out of scope.
@safe public struct Statement: ~Copyable {
  private let connection: Connection
  private let handle: OpaquePointer
  private let sql: String
  /// A parameter whose text contains NUL, which SQL functions would take for its end.
  private var isCut = false

  init(_ connection: Connection, _ sql: String) throws(DatabaseError) {
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(connection.handle, sql, -1, &prepared, nil)
    guard code == SQLITE_OK, let handle = unsafe prepared else {
      throw connection.error(code, sql: sql)
    }
    self.connection = connection
    unsafe self.handle = handle
    self.sql = sql
  }

  deinit {
    _ = unsafe sqlite3_finalize(handle)
  }

  /// Moves to the next row.
  ///
  /// - Returns: whether there is one.
  public mutating func step() throws(DatabaseError) -> Bool {
    if isCut {
      isCut = false
      throw DatabaseError.nulCharacter(sql: sql)
    }
    let code = unsafe sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw connection.error(code, sql: sql)
    }
  }

  /// Runs a statement that returns no row, and makes it ready for the next values.
  public mutating func run() throws(DatabaseError) {
    defer { reset() }
    _ = try step()
  }

  /// Makes the statement ready to be run again.
  public mutating func reset() {
    _ = unsafe sqlite3_reset(handle)
  }

  // MARK: Values

  /// Binds NULL.
  public mutating func bindNull(at position: Int32) {
    _ = unsafe sqlite3_bind_null(handle, position)
  }

  /// Binds a number, or NULL.
  public mutating func bind(_ value: Int64?, at position: Int32) {
    if let value {
      _ = unsafe sqlite3_bind_int64(handle, position, value)
    } else {
      _ = unsafe sqlite3_bind_null(handle, position)
    }
  }

  /// Binds a number, or NULL.
  public mutating func bind(_ value: Int?, at position: Int32) {
    bind(value.map(Int64.init), at: position)
  }

  /// Binds a truth value as 0 or 1.
  public mutating func bind(_ value: Bool, at position: Int32) {
    bind(Int64(value ? 1 : 0), at: position)
  }

  /// Binds a floating-point number, or NULL.
  public mutating func bind(_ value: Double?, at position: Int32) {
    if let value {
      _ = unsafe sqlite3_bind_double(handle, position, value)
    } else {
      _ = unsafe sqlite3_bind_null(handle, position)
    }
  }

  /// Binds a text, or NULL.
  ///
  /// A text that contains the character NUL makes the next step fail.
  public mutating func bind(_ value: String?, at position: Int32) {
    guard var value else {
      _ = unsafe sqlite3_bind_null(handle, position)
      return
    }
    value.withUTF8 { bytes in
      let count = Int32(bytes.count)
      if unsafe bytes.contains(0) { isCut = true }
      guard let base = bytes.baseAddress else {
        _ = unsafe sqlite3_bind_text(handle, position, "", 0, trasse_sqlite_transient())
        return
      }
      unsafe base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { text in
        _ = unsafe sqlite3_bind_text(handle, position, text, count, trasse_sqlite_transient())
      }
    }
  }

  /// Binds bytes, or NULL.
  public mutating func bind(_ value: [UInt8]?, at position: Int32) {
    guard let value else {
      _ = unsafe sqlite3_bind_null(handle, position)
      return
    }
    unsafe value.withUnsafeBytes { bytes in
      _ = unsafe sqlite3_bind_blob(
        handle, position, bytes.baseAddress, Int32(bytes.count), trasse_sqlite_transient())
    }
  }

  // MARK: Columns

  /// Whether a column is NULL.
  public func isNull(_ column: Int32) -> Bool {
    unsafe sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  /// A column as a number.
  public func integer(_ column: Int32) -> Int64 {
    unsafe sqlite3_column_int64(handle, column)
  }

  /// A column as a number, or `nil`.
  public func optionalInteger(_ column: Int32) -> Int64? {
    isNull(column) ? nil : integer(column)
  }

  /// A column as a floating-point number.
  public func double(_ column: Int32) -> Double {
    unsafe sqlite3_column_double(handle, column)
  }

  /// A column as a floating-point number, or `nil`.
  public func optionalDouble(_ column: Int32) -> Double? {
    isNull(column) ? nil : double(column)
  }

  /// A column as text; empty for NULL.
  public func text(_ column: Int32) -> String {
    optionalText(column) ?? ""
  }

  /// A column as text, or `nil`.
  public func optionalText(_ column: Int32) -> String? {
    guard let start = unsafe sqlite3_column_text(handle, column) else { return nil }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    return unsafe String(
      decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// Hands the bytes of a column to a body, without a copy; empty for NULL.
  public func withBytes<Result, Failure: Error>(
    _ column: Int32, _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    let start = unsafe sqlite3_column_blob(handle, column)
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    return try body(unsafe bytes.bytes)
  }

  /// A column's bytes; empty for NULL.
  public func bytes(_ column: Int32) -> [UInt8] {
    withBytes(column) { span in
      unsafe span.withUnsafeBytes { unsafe Array($0) }
    }
  }

  /// How many columns a row has.
  public var columnCount: Int32 { unsafe sqlite3_column_count(handle) }

  /// A column as SQLite stores it.
  public func value(_ column: Int32) -> SQLValue {
    switch kind(column) {
    case .null: .null
    case .integer: .integer(integer(column))
    case .double: .real(double(column))
    case .text: .text(text(column))
    case .blob: .blob(bytes(column))
    }
  }

  /// A column as a geometry; `nil` for NULL and for an empty one.
  ///
  /// - Throws: ``ColumnFault`` for bytes that are not a GeoPackage geometry, and for a position out
  ///   of range.
  public func geometry(_ column: Int32) throws(ColumnFault) -> Geometry? {
    if isNull(column) { return nil }
    let geometry: Geometry?
    do throws(WellKnownBinary.DecodingError) {
      geometry = try withBytes(column) { bytes throws(WellKnownBinary.DecodingError) in
        try GeometryBlob.decode(bytes)
      }
    } catch {
      throw ColumnFault("\(error)")
    }
    if let geometry, !geometry.isInRange {
      throw ColumnFault("a position of the geometry is out of range")
    }
    return geometry
  }

  /// What kind of value a column holds in this row.
  public func kind(_ column: Int32) -> ColumnKind {
    switch unsafe sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .double
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }
}

/// The kinds of values SQLite stores.
public enum ColumnKind: Hashable, Sendable {
  case null, integer, double, text, blob
}
