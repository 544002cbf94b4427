extension Migration {
  /// Copies the rows; row numbers are not given again.
  static let version6Rows: StaticString = """
    INSERT INTO "address" ("fid", "geometry", "id", "ags", "city", "postcode", "district",
      "street", "house_number", "suffix", "position_quality", "source", "merged_ids",
      "dwellings", "dwellings_estimated") SELECT "fid", "geometry", "id", "ags", "city",
      "postcode", "district", "street", "house_number", "suffix", "position_quality", "source",
      "merged_ids", "dwellings", "dwellings_estimated" FROM "old_address" ORDER BY fid;
    INSERT INTO "dwelling" ("fid", "address_id", "label", "state") SELECT "fid", "address_id",
      "label", "state" FROM "old_dwelling" ORDER BY fid;
    INSERT INTO "street" ("fid", "geometry", "id", "name", "class", "surface",
      "carriageway_width_m", "trench_sides", "bridge", "tunnel", "private", "level", "source")
      SELECT "fid", "geometry", "id", "name", "class", "surface", "carriageway_width_m",
      "trench_sides", "bridge", "tunnel", "private", "level", "source" FROM "old_street" ORDER
      BY fid;
    INSERT INTO "building" ("fid", "geometry", "id", "levels", "dwellings", "use", "source")
      SELECT "fid", "geometry", "id", "levels", "dwellings", "use", "source" FROM "old_building"
      ORDER BY fid;
    INSERT INTO "obstacle" ("fid", "geometry", "id", "kind", "name", "width_m", "level",
      "source") SELECT "fid", "geometry", "id", "kind", "name", "width_m", "level", "source"
      FROM "old_obstacle" ORDER BY fid;
    INSERT INTO "parcel" ("fid", "geometry", "id", "source") SELECT "fid", "geometry", "id",
      "source" FROM "old_parcel" ORDER BY fid;
    INSERT INTO "area" ("fid", "geometry", "id", "name", "kind", "source") SELECT "fid",
      "geometry", "id", "name", "kind", "source" FROM "old_area" ORDER BY fid;
    INSERT INTO "conduit" ("fid", "geometry", "id", "owner", "kind", "capacity", "used",
      "condition", "source") SELECT "fid", "geometry", "id", "owner", "kind", "capacity",
      "used", "condition", "source" FROM "old_conduit" ORDER BY fid;
    INSERT INTO "site" ("fid", "geometry", "id", "kind", "name", "existing", "capacity",
      "source") SELECT "fid", "geometry", "id", "kind", "name", "existing", "capacity", "source"
      FROM "old_site" ORDER BY fid;
    INSERT INTO "import_source" ("fid", "name", "sha256", "crs", "features_read",
      "features_rejected") SELECT "fid", "name", "sha256", "crs", "features_read",
      "features_rejected" FROM "old_import_source" ORDER BY fid;
    INSERT INTO "scenario" ("fid", "name", "program", "objective", "within", "rules",
      "rules_digest", "input_digests", "cost_cents", "lower_bound_cents", "gap", "optimal")
      SELECT "fid", "name", "program", "objective", "within", "rules", "rules_digest",
      "input_digests", "cost_cents", "lower_bound_cents", "gap", "optimal" FROM "old_scenario"
      ORDER BY fid;
    INSERT INTO "trench" ("fid", "geometry", "scenario", "id", "kind", "from_node", "to_node",
      "street", "side", "surface", "method", "excluded_methods", "reference", "district",
      "length_m", "cost_cents") SELECT "fid", "geometry", "scenario", "id", "kind", "from_node",
      "to_node", "street", "side", "surface", "method", "excluded_methods", "reference",
      "district", "length_m", "cost_cents" FROM "old_trench" ORDER BY fid;
    INSERT INTO "plan_drop" ("fid", "geometry", "scenario", "address_id", "at_node", "length_m",
      "cost_cents", "existing") SELECT "fid", "geometry", "scenario", "address_id", "at_node",
      "length_m", "cost_cents", "existing" FROM "old_plan_drop" ORDER BY fid;
    INSERT INTO "node" ("fid", "geometry", "scenario", "id", "kind", "capacity", "used",
      "site_id") SELECT "fid", "geometry", "scenario", "id", "kind", "capacity", "used",
      "site_id" FROM "old_node" ORDER BY fid;
    INSERT INTO "exception" ("fid", "geometry", "scenario", "address_id", "reason",
      "cheapest_fix", "fix_cost_cents") SELECT "fid", "geometry", "scenario", "address_id",
      "reason", "cheapest_fix", "fix_cost_cents" FROM "old_exception" ORDER BY fid;
    INSERT INTO "coverage" ("fid", "geometry", "rule", "district", "addresses",
      "addresses_passed", "dwellings", "dwellings_passed", "addresses_passed_plus",
      "addresses_connected", "addresses_activated", "dwellings_passed_plus",
      "dwellings_connected", "dwellings_activated", "as_of") SELECT "fid", "geometry", "rule",
      "district", "addresses", "addresses_passed", "dwellings", "dwellings_passed",
      "addresses_passed_plus", "addresses_connected", "addresses_activated",
      "dwellings_passed_plus", "dwellings_connected", "dwellings_activated", "as_of" FROM
      "old_coverage" ORDER BY fid;
    INSERT INTO "status_event" ("sequence", "time", "recorded", "actor", "subject", "event",
      "corrects", "proof", "previous_hash", "hash") SELECT "sequence", "time", "recorded",
      "actor", "subject", "event", "corrects", "proof", "previous_hash", "hash" FROM
      "old_status_event" ORDER BY sequence;
    INSERT INTO "status_subject" ("fid", "subject", "address_id", "dwelling", "state",
      "agreement", "works", "since", "last_time", "last_event", "events", "report") SELECT
      "fid", "subject", "address_id", "dwelling", "state", "agreement", "works", "since",
      "last_time", "last_event", "events", "report" FROM "old_status_subject" ORDER BY fid;
    INSERT INTO "survey" ("number", "file", "built_on", "proof", "recorded", "scenario",
      "planned_m", "built_m", "off_plan_m", "planned_cents", "built_cents") SELECT "number",
      "file", "built_on", "proof", "recorded", "scenario", "planned_m", "built_m", "off_plan_m",
      "planned_cents", "built_cents" FROM "old_survey" ORDER BY number;
    INSERT INTO "built" ("fid", "geometry", "id", "kind", "built_on", "proof", "survey",
      "address_id", "capacity", "used", "cost_cents", "segment_id", "length_m", "off_plan_m",
      "feature") SELECT "fid", "geometry", "id", "kind", "built_on", "proof", "survey",
      "address_id", "capacity", "used", "cost_cents", "segment_id", "length_m", "off_plan_m",
      "feature" FROM "old_built" ORDER BY fid;
    INSERT INTO "reservation" ("fid", "batch", "address_id", "made", "expires", "cost_cents")
      SELECT "fid", "batch", "address_id", "made", "expires", "cost_cents" FROM
      "old_reservation" ORDER BY fid;
    INSERT INTO "reserved_room" ("fid", "batch", "conduit_id", "slots") SELECT "fid", "batch",
      "conduit_id", "slots" FROM "old_reserved_room" ORDER BY fid;
    INSERT INTO "status_head" ("fid", "sequence", "hash") SELECT "fid", "sequence", "hash" FROM
      "old_status_head" ORDER BY fid;
    INSERT INTO "trasse_project" ("fid", "srs_id", "schema_version", "project_id",
      "publication_key_id") SELECT "fid", "srs_id", "schema_version", (SELECT project_id FROM
      private.owner), (SELECT id FROM private.publication_key) FROM "old_trasse_project" ORDER
      BY fid;

    DELETE FROM sqlite_sequence WHERE name NOT GLOB 'old_*';
    UPDATE sqlite_sequence SET name = substr(name, 5);

    DROP TABLE "old_trasse_project";
    DROP TABLE "old_status_head";
    DROP TABLE "old_reserved_room";
    DROP TABLE "old_reservation";
    DROP TABLE "old_built";
    DROP TABLE "old_survey";
    DROP TABLE "old_status_subject";
    DROP TABLE "old_status_event";
    DROP TABLE "old_coverage";
    DROP TABLE "old_exception";
    DROP TABLE "old_node";
    DROP TABLE "old_plan_drop";
    DROP TABLE "old_trench";
    DROP TABLE "old_scenario";
    DROP TABLE "old_import_source";
    DROP TABLE "old_site";
    DROP TABLE "old_conduit";
    DROP TABLE "old_area";
    DROP TABLE "old_parcel";
    DROP TABLE "old_obstacle";
    DROP TABLE "old_building";
    DROP TABLE "old_street";
    DROP TABLE "old_dwelling";
    DROP TABLE "old_address";

    ALTER TABLE "rtree_drop_geometry" RENAME TO "rtree_plan_drop_geometry";
    """
}
