extension Migration {
  /// Corrects the GeoPackage's own tables.
  static let version6Contents: StaticString = """
    UPDATE gpkg_contents SET table_name = 'plan_drop' WHERE table_name = 'drop';
    UPDATE gpkg_geometry_columns SET table_name = 'plan_drop' WHERE table_name = 'drop';
    UPDATE gpkg_extensions SET table_name = 'plan_drop' WHERE table_name = 'drop';
    UPDATE gpkg_extensions SET definition = 'http://www.geopackage.org/spec140/#extension_rtree' WHERE extension_name = 'gpkg_rtree_index';
    UPDATE gpkg_contents SET identifier = 'coverage', description =
      'What the network in the ground passes, by rule and district' WHERE table_name =
      'coverage';
    UPDATE gpkg_contents SET identifier = 'status_subject', description =
      'The state of each building, dwelling and report, by the ledger' WHERE table_name =
      'status_subject';
    UPDATE gpkg_contents SET identifier = 'reservation', description =
      'Orders that capacity is held for' WHERE table_name = 'reservation';
    UPDATE gpkg_contents SET identifier = 'reserved_room', description =
      'Capacity of conduits that is held for orders' WHERE table_name = 'reserved_room';
    UPDATE gpkg_contents SET identifier = 'trasse_project', description =
      'The project''s CRS and the version of its tables' WHERE table_name = 'trasse_project';

    PRAGMA user_version = 10400;
    """
}
