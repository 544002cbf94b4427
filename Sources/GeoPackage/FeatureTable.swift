/// One layer of a GeoPackage: its columns, its geometry and how it is announced to other programs.
public struct FeatureTable: Sendable {
  /// The geometry types a layer may be declared with (OGC 12-128r17, annex G).
  public enum GeometryType: String, Sendable {
    case point = "POINT"
    case lineString = "LINESTRING"
    case polygon = "POLYGON"
    case multiPolygon = "MULTIPOLYGON"
    case geometry = "GEOMETRY"
  }

  /// The table's name.
  public let name: String
  /// What the layer holds, in one sentence.
  public let summary: String
  /// The type of its geometry; `nil` for a table without one.
  public let geometry: GeometryType?
  /// The column that numbers the rows.
  public let rowNumber: String
  /// The column definitions as SQL, without the row number and the geometry.
  public let columns: [String]
  /// Conditions on whole rows, as SQL.
  public let constraints: [String]

  /// Describes a layer.
  public init(
    name: String, summary: String, geometry: GeometryType?, rowNumber: String = "fid",
    columns: [String], constraints: [String] = []
  ) {
    self.name = name
    self.summary = summary
    self.geometry = geometry
    self.rowNumber = rowNumber
    self.columns = columns
    self.constraints = constraints
  }

  /// The name of the geometry column.
  public static let geometryColumn = "geometry"
}

extension Connection {
  /// Makes the tables that every GeoPackage has, and announces the project's CRS.
  public func createGeoPackage(_ systems: [SpatialReference]) throws(DatabaseError) {
    try execute("PRAGMA application_id = 0x47504B47")
    try execute("PRAGMA user_version = 10300")
    try execute(
      """
      CREATE TABLE gpkg_spatial_ref_sys (
        srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
      CREATE TABLE gpkg_contents (
        table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
        description TEXT DEFAULT '',
        last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
        min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
        CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
      CREATE TABLE gpkg_geometry_columns (
        table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
        srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
        CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
        CONSTRAINT uk_gc_table_name UNIQUE (table_name),
        CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
        CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
      CREATE TABLE gpkg_extensions (
        table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
        scope TEXT NOT NULL,
        CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
      """)
    let undefined = [
      SpatialReference(
        id: -1, name: "Undefined cartesian SRS", organization: "NONE", definition: "undefined"),
      SpatialReference(
        id: 0, name: "Undefined geographic SRS", organization: "NONE", definition: "undefined"),
    ]
    for system in undefined + systems { try announce(system) }
  }

  /// Adds a CRS to those the file knows.
  public func announce(_ system: SpatialReference) throws(DatabaseError) {
    var statement = try prepare(
      "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)")
    statement.bind(system.name, at: 1)
    statement.bind(Int64(system.id), at: 2)
    statement.bind(system.organization, at: 3)
    statement.bind(Int64(system.id), at: 4)
    statement.bind(system.definition, at: 5)
    try statement.run()
  }

  /// Makes a layer with its index and its entries in the GeoPackage's tables.
  ///
  /// A table with a geometry cannot be `STRICT`: the standard asks for a column type that SQLite
  /// does not know. Tables without one are.
  public func create(_ table: FeatureTable, srid: Int32) throws(DatabaseError) {
    var parts = ["\(table.rowNumber) INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    if let geometry = table.geometry {
      parts.append("\(FeatureTable.geometryColumn) \(geometry.rawValue)")
    }
    parts += table.columns + table.constraints
    let strict = table.geometry == nil ? " STRICT" : ""
    try execute("CREATE TABLE \"\(table.name)\" (\(parts.joined(separator: ", ")))\(strict)")
    var contents = try prepare(
      """
      INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
      VALUES (?, ?, ?, ?, ?)
      """)
    contents.bind(table.name, at: 1)
    contents.bind(table.geometry == nil ? "attributes" : "features", at: 2)
    contents.bind(table.name, at: 3)
    contents.bind(table.summary, at: 4)
    contents.bind(table.geometry == nil ? nil : Int64(srid), at: 5)
    try contents.run()
    guard let geometry = table.geometry else { return }
    var columns = try prepare("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)")
    columns.bind(table.name, at: 1)
    columns.bind(FeatureTable.geometryColumn, at: 2)
    columns.bind(geometry.rawValue, at: 3)
    columns.bind(Int64(srid), at: 4)
    try columns.run()
    var extensions = try prepare("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, 'write-only')")
    extensions.bind(table.name, at: 1)
    extensions.bind(FeatureTable.geometryColumn, at: 2)
    extensions.bind("gpkg_rtree_index", at: 3)
    extensions.bind("http://www.geopackage.org/spec120/#extension_rtree", at: 4)
    try extensions.run()
    try execute(
      """
      CREATE VIRTUAL TABLE "rtree_\(table.name)_geometry" \
      USING rtree(id, minx, maxx, miny, maxy)
      """)
    try createIndexTriggers(table.name)
  }

  /// Deletes and inserts many rows at once: the index follows in one sweep afterwards instead of row by
  /// row, and of the rows that stay it keeps what it has.
  ///
  /// Call it within a transaction. No row may be changed in place.
  public func writeInBulk(_ table: String, _ body: () throws -> Void) throws {
    for trigger in Self.triggers(table) { try execute("DROP TRIGGER \"\(trigger.name)\"") }
    // Numbers are never given twice: what comes in now has greater ones.
    let last = try integer("SELECT max(fid) FROM \"\(table)\"") ?? 0
    try body()
    try execute(
      """
      DELETE FROM "rtree_\(table)_geometry"
      WHERE id <= \(last) AND id NOT IN (SELECT fid FROM "\(table)")
      """)
    try execute(
      """
      INSERT INTO "rtree_\(table)_geometry"
      SELECT fid, ST_MinX(geometry), ST_MaxX(geometry), ST_MinY(geometry), ST_MaxY(geometry)
      FROM "\(table)" WHERE fid > \(last) AND geometry NOT NULL AND NOT ST_IsEmpty(geometry)
      """)
    try createIndexTriggers(table)
    try execute(
      """
      UPDATE gpkg_contents SET
        last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now'),
        min_x = (SELECT min(minx) FROM "rtree_\(table)_geometry"),
        min_y = (SELECT min(miny) FROM "rtree_\(table)_geometry"),
        max_x = (SELECT max(maxx) FROM "rtree_\(table)_geometry"),
        max_y = (SELECT max(maxy) FROM "rtree_\(table)_geometry")
      WHERE table_name = '\(table)'
      """)
  }

  private func createIndexTriggers(_ table: String) throws(DatabaseError) {
    for trigger in Self.triggers(table) {
      try execute("CREATE TRIGGER \"\(trigger.name)\" \(trigger.body)")
    }
  }

  /// The triggers that keep the index in step (OGC 12-128r17, F.3, in the form of version 1.3).
  private static func triggers(_ table: String) -> [(name: String, body: String)] {
    let index = "\"rtree_\(table)_geometry\""
    let bounds =
      "ST_MinX(NEW.geometry), ST_MaxX(NEW.geometry), ST_MinY(NEW.geometry), ST_MaxY(NEW.geometry)"
    let filled = "(NEW.geometry NOTNULL AND NOT ST_IsEmpty(NEW.geometry))"
    let empty = "(NEW.geometry ISNULL OR ST_IsEmpty(NEW.geometry))"
    let replace = "INSERT OR REPLACE INTO \(index) VALUES (NEW.fid, \(bounds));"
    return [
      ("insert", "AFTER INSERT ON \"\(table)\" WHEN \(filled) BEGIN \(replace) END"),
      (
        "update1",
        "AFTER UPDATE OF geometry ON \"\(table)\" WHEN OLD.fid = NEW.fid AND \(filled) "
          + "BEGIN \(replace) END"
      ),
      (
        "update2",
        "AFTER UPDATE OF geometry ON \"\(table)\" WHEN OLD.fid = NEW.fid AND \(empty) "
          + "BEGIN DELETE FROM \(index) WHERE id = OLD.fid; END"
      ),
      (
        "update3",
        "AFTER UPDATE ON \"\(table)\" WHEN OLD.fid != NEW.fid AND \(filled) "
          + "BEGIN DELETE FROM \(index) WHERE id = OLD.fid; \(replace) END"
      ),
      (
        "update4",
        "AFTER UPDATE ON \"\(table)\" WHEN OLD.fid != NEW.fid AND \(empty) "
          + "BEGIN DELETE FROM \(index) WHERE id IN (OLD.fid, NEW.fid); END"
      ),
      (
        "delete",
        "AFTER DELETE ON \"\(table)\" WHEN old.geometry NOT NULL "
          + "BEGIN DELETE FROM \(index) WHERE id = OLD.fid; END"
      ),
    ].map { ("rtree_\(table)_geometry_\($0.0)", $0.1) }
  }
}

/// A CRS as a GeoPackage announces it.
public struct SpatialReference: Hashable, Sendable {
  /// The number that layers refer to it by: the EPSG code.
  public let id: Int32
  /// Its name.
  public let name: String
  /// Who defined it.
  public let organization: String
  /// Its definition as well-known text.
  public let definition: String

  /// Describes a CRS.
  public init(id: Int32, name: String, organization: String, definition: String) {
    self.id = id
    self.name = name
    self.organization = organization
    self.definition = definition
  }
}
