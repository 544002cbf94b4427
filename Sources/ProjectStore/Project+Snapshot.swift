import GeoPackage
public import NetworkModel

extension Project {
  /// Runs a body that only reads, over one state of the file however long it takes.
  ///
  /// Other processes cannot store a transaction meanwhile, so a body should read and not compute.
  public func reading<Result>(_ body: () throws -> Result) throws -> Result {
    try explaining {
      try connection.execute("BEGIN")
      defer { try? connection.execute("ROLLBACK") }
      return try body()
    }
  }

  /// Stores several plans in place of earlier ones of the same names, in one transaction.
  public func store(_ plans: [Plan]) throws {
    try transaction { for plan in plans { try replace(plan) } }
  }
}
