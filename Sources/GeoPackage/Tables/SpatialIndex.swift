extension Connection {
  /// Deletes and inserts many rows at once: the index is brought up to date in one sweep afterwards
  /// instead of row by row, and keeps its entries for the rows that stay.
  ///
  /// Call it within a transaction. No row may be changed in place.
  public func writeInBulk(_ table: TableSchema, _ body: () throws -> Void) throws {
    let (index, fid, geometry) = (
      table.spatialIndex, table.featureNumber, TableSchema.geometryColumn
    )
    for trigger in Self.triggers(of: table) { try run("DROP TRIGGER \(trigger.name)") }
    // Row numbers are never used twice: new rows have greater ones.
    let last = try integer("SELECT max(\(fid)) FROM \(table.name)") ?? 0
    try body()
    try run(
      "DELETE FROM \(index) WHERE id <= \(last) AND id NOT IN (SELECT \(fid) FROM \(table.name))")
    try run(
      """
      INSERT INTO \(index)
      SELECT \(fid), ST_MinX(\(geometry)), ST_MaxX(\(geometry)), ST_MinY(\(geometry)),
        ST_MaxY(\(geometry))
      FROM \(table.name)
      WHERE \(fid) > \(last) AND \(geometry) NOT NULL AND NOT ST_IsEmpty(\(geometry))
      """)
    try createIndexTriggers(of: table)
    try run(
      """
      UPDATE gpkg_contents SET
        last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now'),
        min_x = (SELECT min(minx) FROM \(index)), min_y = (SELECT min(miny) FROM \(index)),
        max_x = (SELECT max(maxx) FROM \(index)), max_y = (SELECT max(maxy) FROM \(index))
      WHERE table_name = \(table.name.text)
      """)
  }

  func createIndexTriggers(of table: TableSchema) throws(DatabaseError) {
    for trigger in Self.triggers(of: table) {
      try run("CREATE TRIGGER \(trigger.name) \(trigger.body)")
    }
  }

  private static func triggers(of table: TableSchema) -> [(name: SQLName, body: SQL)] {
    let triggers = SpatialIndexTriggers(table)
    return triggers.ofInsertion + triggers.ofUpdate + triggers.ofDeletion
  }
}

/// The triggers that keep the index up to date (OGC 12-128r19, annex F.3).
///
/// Before version 1.4 one trigger, `update1`, did the work of `update6` and `update7`, and one,
/// `update3`, that of `update5`: they fail where a program writes `INSERT … ON CONFLICT DO UPDATE`,
/// since SQLite then ignores the `OR REPLACE` within a trigger.
private struct SpatialIndexTriggers {
  private let layer: SQLName
  private let index: SQLName
  private let i: SQLName
  private let c: SQLName
  private let bounds: SQL
  private let newIsFilled: SQL
  private let newIsEmpty: SQL

  init(_ table: TableSchema) {
    (layer, index, i, c) = (
      table.name, table.spatialIndex, table.featureNumber, TableSchema.geometryColumn
    )
    bounds = "ST_MinX(NEW.\(c)), ST_MaxX(NEW.\(c)), ST_MinY(NEW.\(c)), ST_MaxY(NEW.\(c))"
    newIsFilled = "(NEW.\(c) NOTNULL AND NOT ST_IsEmpty(NEW.\(c)))"
    newIsEmpty = "(NEW.\(c) ISNULL OR ST_IsEmpty(NEW.\(c)))"
  }

  /// A row is added.
  var ofInsertion: [(name: SQLName, body: SQL)] {
    [
      (
        index.between("", "_insert"),
        """
        AFTER INSERT ON \(layer) WHEN \(newIsFilled)
        BEGIN INSERT OR REPLACE INTO \(index) VALUES (NEW.\(i), \(bounds)); END
        """
      )
    ]
  }

  /// A row gets another geometry, or another number.
  var ofUpdate: [(name: SQLName, body: SQL)] {
    let oldIsFilled: SQL = "(OLD.\(c) NOTNULL AND NOT ST_IsEmpty(OLD.\(c)))"
    let oldIsEmpty: SQL = "(OLD.\(c) ISNULL OR ST_IsEmpty(OLD.\(c)))"
    let same: SQL = "OLD.\(i) = NEW.\(i)"
    let other: SQL = "OLD.\(i) != NEW.\(i)"
    return [
      (
        index.between("", "_update2"),
        """
        AFTER UPDATE OF \(c) ON \(layer) WHEN \(same) AND \(newIsEmpty)
        BEGIN DELETE FROM \(index) WHERE id = OLD.\(i); END
        """
      ),
      (
        index.between("", "_update4"),
        """
        AFTER UPDATE ON \(layer) WHEN \(other) AND \(newIsEmpty)
        BEGIN DELETE FROM \(index) WHERE id IN (OLD.\(i), NEW.\(i)); END
        """
      ),
      (
        index.between("", "_update5"),
        """
        AFTER UPDATE ON \(layer) WHEN \(other) AND \(newIsFilled)
        BEGIN
          DELETE FROM \(index) WHERE id = OLD.\(i);
          INSERT OR REPLACE INTO \(index) VALUES (NEW.\(i), \(bounds));
        END
        """
      ),
      (
        index.between("", "_update6"),
        """
        AFTER UPDATE OF \(c) ON \(layer) WHEN \(same) AND \(newIsFilled) AND \(oldIsFilled)
        BEGIN
          UPDATE \(index) SET minx = ST_MinX(NEW.\(c)), maxx = ST_MaxX(NEW.\(c)),
            miny = ST_MinY(NEW.\(c)), maxy = ST_MaxY(NEW.\(c)) WHERE id = NEW.\(i);
        END
        """
      ),
      (
        index.between("", "_update7"),
        """
        AFTER UPDATE OF \(c) ON \(layer) WHEN \(same) AND \(newIsFilled) AND \(oldIsEmpty)
        BEGIN INSERT INTO \(index) VALUES (NEW.\(i), \(bounds)); END
        """
      ),
    ]
  }

  /// A row is removed.
  var ofDeletion: [(name: SQLName, body: SQL)] {
    [
      (
        index.between("", "_delete"),
        """
        AFTER DELETE ON \(layer) WHEN OLD.\(c) NOT NULL
        BEGIN DELETE FROM \(index) WHERE id = OLD.\(i); END
        """
      )
    ]
  }
}
