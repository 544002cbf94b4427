extension Connection {
  /// The version of the standard that new files state: 1.4 (OGC 12-128r19).
  static let geoPackageVersion: Int64 = 10400

  /// Makes the tables that every GeoPackage has, and adds some CRSs.
  public func createGeoPackage(_ systems: [SpatialReference]) throws(DatabaseError) {
    try execute("PRAGMA application_id = 0x47504B47")
    try execute("PRAGMA user_version = 10400")
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
    for system in undefined + systems { try add(system) }
  }

  /// Adds a CRS to those the file defines.
  public func add(_ system: SpatialReference) throws(DatabaseError) {
    try run(
      """
      INSERT OR IGNORE INTO gpkg_spatial_ref_sys
        (srs_name, srs_id, organization, organization_coordsys_id, definition)
      VALUES (\(system.name), \(Int64(system.id)), \(system.organization), \(Int64(system.id)),
        \(system.definition))
      """)
  }

  /// Makes a table in a file that is not a GeoPackage.
  public func createPlain(_ table: TableSchema) throws(DatabaseError) {
    try run(table.creation)
    for addition in table.additions { try run(addition) }
  }

  /// Makes a table with its index and its entries in the GeoPackage's own tables.
  public func create(_ table: TableSchema, srid: Int32) throws(DatabaseError) {
    try createPlain(table)
    let reference: SQLValue = table.geometry == nil ? .null : .integer(Int64(srid))
    try run(
      """
      INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)
      VALUES (\(table.name.text), \(table.geometry == nil ? "attributes" : "features"),
        \(table.exportedName), \(table.summary), \(reference))
      """)
    guard let geometry = table.geometry else { return }
    let column = TableSchema.geometryColumn.text
    try run(
      """
      INSERT INTO gpkg_geometry_columns
        (table_name, column_name, geometry_type_name, srs_id, z, m)
      VALUES (\(table.name.text), \(column), \(geometry.rawValue), \(Int64(srid)), 0, 0)
      """)
    try run(
      """
      INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope)
      VALUES (\(table.name.text), \(column), 'gpkg_rtree_index',
        'http://www.geopackage.org/spec140/#extension_rtree', 'write-only')
      """)
    try run(
      "CREATE VIRTUAL TABLE \(table.spatialIndex) USING rtree(id, minx, maxx, miny, maxy)")
    try createIndexTriggers(of: table)
  }
}

/// A CRS as a GeoPackage defines it.
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
