import CSQLite

extension Connection {
  /// Which kind of transaction a connection has open.
  enum Scope {
    case none, reading, writing
  }

  /// Runs a body in one transaction: all of it is stored, or none.
  ///
  /// Within another call of this kind the body is a step of that transaction: where it throws, its
  /// own changes alone are taken back.
  ///
  /// - Precondition: not within ``reading(_:)``, since a snapshot that is already in use cannot be
  ///   written to.
  public func writing<Result>(_ body: () throws -> Result) throws -> Result {
    precondition(
      scope != .reading, "a transaction begins before the first read, not within reading")
    if scope == .writing { return try step(body) }
    try execute("BEGIN IMMEDIATE")
    scope = .writing
    defer { scope = .none }
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // After some failures SQLite has rolled back already.
      if isInTransaction { try? execute("ROLLBACK") }
      throw error
    }
  }

  /// Runs a body that only reads, over one state of the file however long it takes.
  ///
  /// Other connections cannot store a transaction in the meantime (in WAL mode they can), so a body
  /// reads and does not compute. Within another call, of this kind or of ``writing(_:)``, the body
  /// sees the state of that.
  public func reading<Result>(_ body: () throws -> Result) throws -> Result {
    guard scope == .none else { return try body() }
    try execute("BEGIN")
    scope = .reading
    defer {
      scope = .none
      if isInTransaction { try? execute("ROLLBACK") }
    }
    return try body()
  }

  /// Whether a transaction or a snapshot is open.
  public var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// Runs a body as a step of the open transaction.
  private func step<Result>(_ body: () throws -> Result) throws -> Result {
    try execute("SAVEPOINT step")
    do {
      let result = try body()
      try execute("RELEASE step")
      return result
    } catch {
      if isInTransaction {
        try? execute("ROLLBACK TO step")
        try? execute("RELEASE step")
      }
      throw error
    }
  }
}
