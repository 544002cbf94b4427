import CSQLite
import TextFormats

/// One connection to a GeoPackage file; every call of SQLite on it goes through here.
///
/// A connection belongs to one thread at a time. It keeps a rollback journal with full
/// synchronisation: when a transaction has returned it survives a crash, and between commands
/// the project is one file that can be copied and opened by others.
@safe public final class Connection {
  /// How a file is opened.
  public enum Mode: Sendable {
    case readOnly, readWrite
    /// Makes the file where there is none.
    case create
  }

  /// The file's path.
  public let path: String
  /// How the file was opened.
  public let mode: Mode
  let handle: OpaquePointer
  private let patience: LockPatience?
  /// The transaction that is open.
  var scope = Scope.none

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - mode: how it is opened.
  ///   - wait: how many seconds to wait while another process writes.
  ///   - whileWaiting: receives the seconds waited so far before each further attempt, and returns
  ///     whether to wait longer.
  /// - Throws: ``DatabaseError`` where it cannot be opened or is not a database.
  public init(
    path: String, mode: Mode, wait: Double = 5, whileWaiting: ((Double) -> Bool)? = nil
  ) throws(DatabaseError) {
    // SQLite would wait for ever for the other end of a pipe.
    for file in [path, path + "-journal", path + "-wal"] where FileKind(atPath: file) == .other {
      throw DatabaseError.notRegularFile(file)
    }
    let flags =
      switch mode {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE
      case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let handle = unsafe opened else {
      let message =
        unsafe opened.map { unsafe String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      _ = unsafe sqlite3_close_v2(opened)
      throw DatabaseError(code: code, message: message)
    }
    unsafe self.handle = handle
    self.path = path
    self.mode = mode
    patience = whileWaiting.map { LockPatience(seconds: wait, whileWaiting: $0) }
    _ = unsafe sqlite3_extended_result_codes(handle, 1)
    _ = unsafe sqlite3_busy_timeout(handle, Int32(min(max(wait, 0), 2_000_000) * 1000))
    unsafe patience?.install(on: handle)
    _ = unsafe trasse_sqlite_set_limit_defensive(handle)
    _ = unsafe trasse_sqlite_refuse_double_quoted_text(handle)
    unsafe SpatialFunctions.register(on: handle)
    try execute("PRAGMA foreign_keys = ON")
    try execute("PRAGMA synchronous = FULL")
    // Where another program has put the file into WAL mode, as QGIS does, checkpoints are its own:
    // two connections that make them can lose data before SQLite 3.51.3.
    try execute("PRAGMA wal_autocheckpoint = 0")
    try execute("PRAGMA mmap_size = 0")
    try execute("PRAGMA cache_size = -65536")
    try execute("PRAGMA temp_store = MEMORY")
    // A large transaction stays in memory until it is stored: pages written early would lock out
    // every reader from then on.
    try execute("PRAGMA cache_spill = OFF")
    // The first read fails where the file is not a database. Within a transaction the lock that it takes
    // is kept while SQLite reads a changed schema again; without one, a process that writes in bulk all
    // the time can change the schema before each of SQLite's attempts.
    try execute("BEGIN; SELECT count(*) FROM sqlite_schema; COMMIT")
  }

  deinit {
    _ = unsafe sqlite3_close_v2(handle)
  }

  /// Runs statements of the source code that return nothing of interest.
  public func execute(_ statements: StaticString) throws(DatabaseError) {
    let text = "\(statements)"
    let code = unsafe sqlite3_exec(handle, text, nil, nil, nil)
    if code != SQLITE_OK { throw error(code, sql: text) }
  }

  /// Compiles one statement and binds the values of its text.
  public func prepare(_ sql: SQL) throws(DatabaseError) -> Statement {
    var statement = try Statement(self, sql.text)
    for (index, value) in sql.values.enumerated() {
      value.bind(to: &statement, at: Int32(index + 1))
    }
    return statement
  }

  /// Runs one statement that returns nothing of interest.
  ///
  /// - Returns: how many rows it changed.
  @discardableResult
  public func run(_ sql: SQL) throws(DatabaseError) -> Int {
    var statement = try prepare(sql)
    try statement.run()
    return changes
  }

  /// The first column of the first row as a number; `nil` without a row or with NULL.
  public func integer(_ sql: SQL) throws(DatabaseError) -> Int64? {
    var statement = try prepare(sql)
    guard try statement.step() else { return nil }
    return statement.optionalInteger(0)
  }

  /// The first column of the first row as text; `nil` without a row or with NULL.
  public func text(_ sql: SQL) throws(DatabaseError) -> String? {
    var statement = try prepare(sql)
    guard try statement.step() else { return nil }
    return statement.optionalText(0)
  }

  /// How many rows the last statement changed.
  public var changes: Int { Int(unsafe sqlite3_changes64(handle)) }

  /// Makes a running statement stop at the next chance; may be called from another thread.
  public func interrupt() {
    unsafe sqlite3_interrupt(handle)
  }

  func error(_ code: Int32, sql: String?) -> DatabaseError {
    DatabaseError(
      code: code, message: unsafe String(cString: sqlite3_errmsg(handle)), sql: sql)
  }
}
