extension Migration {
  /// Makes the tables, without `STRICT`.
  static let version6Tables: StaticString = """
    ALTER TABLE "address" RENAME TO "old_address";
    ALTER TABLE "dwelling" RENAME TO "old_dwelling";
    ALTER TABLE "street" RENAME TO "old_street";
    ALTER TABLE "building" RENAME TO "old_building";
    ALTER TABLE "obstacle" RENAME TO "old_obstacle";
    ALTER TABLE "parcel" RENAME TO "old_parcel";
    ALTER TABLE "area" RENAME TO "old_area";
    ALTER TABLE "conduit" RENAME TO "old_conduit";
    ALTER TABLE "site" RENAME TO "old_site";
    ALTER TABLE "import_source" RENAME TO "old_import_source";
    ALTER TABLE "scenario" RENAME TO "old_scenario";
    ALTER TABLE "trench" RENAME TO "old_trench";
    ALTER TABLE "drop" RENAME TO "old_plan_drop";
    ALTER TABLE "node" RENAME TO "old_node";
    ALTER TABLE "exception" RENAME TO "old_exception";
    ALTER TABLE "coverage" RENAME TO "old_coverage";
    ALTER TABLE "status_event" RENAME TO "old_status_event";
    ALTER TABLE "status_subject" RENAME TO "old_status_subject";
    ALTER TABLE "survey" RENAME TO "old_survey";
    ALTER TABLE "built" RENAME TO "old_built";
    ALTER TABLE "reservation" RENAME TO "old_reservation";
    ALTER TABLE "reserved_room" RENAME TO "old_reserved_room";
    ALTER TABLE "status_head" RENAME TO "old_status_head";
    ALTER TABLE "trasse_project" RENAME TO "old_trasse_project";

    CREATE TABLE "address" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" POINT,
      "id" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("id") = 'text') DEFAULT ('m' || lower(hex(randomblob(8)))),
      "ags" TEXT CHECK ("ags" IS NULL OR typeof("ags") = 'text'),
      "city" TEXT CHECK ("city" IS NULL OR typeof("city") = 'text'),
      "postcode" TEXT CHECK ("postcode" IS NULL OR typeof("postcode") = 'text'),
      "district" TEXT CHECK ("district" IS NULL OR typeof("district") = 'text'),
      "street" TEXT NOT NULL CHECK (typeof("street") = 'text'),
      "house_number" TEXT NOT NULL CHECK (typeof("house_number") = 'text'),
      "suffix" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("suffix") = 'text') DEFAULT '',
      "position_quality" TEXT CHECK ("position_quality" IS NULL OR typeof("position_quality") = 'text'),
      "source" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("source") = 'text') DEFAULT 'manual',
      "merged_ids" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("merged_ids") = 'text') DEFAULT '',
      "dwellings" INTEGER NOT NULL ON CONFLICT REPLACE CHECK (typeof("dwellings") = 'integer') CHECK (dwellings >= 0) DEFAULT 1,
      "dwellings_estimated" BOOLEAN NOT NULL ON CONFLICT REPLACE CHECK (typeof("dwellings_estimated") = 'integer') CHECK ("dwellings_estimated" = FALSE OR "dwellings_estimated" = TRUE) DEFAULT FALSE,
      UNIQUE ("id"));
    CREATE TABLE "dwelling" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "address_id" TEXT NOT NULL CHECK (typeof("address_id") = 'text'),
      "label" TEXT NOT NULL CHECK (typeof("label") = 'text'),
      "state" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("state") = 'text') DEFAULT 'unknown',
      UNIQUE ("address_id", "label"));
    CREATE TABLE "street" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" LINESTRING,
      "id" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("id") = 'text') DEFAULT ('m' || lower(hex(randomblob(8)))),
      "name" TEXT CHECK ("name" IS NULL OR typeof("name") = 'text'),
      "class" TEXT NOT NULL CHECK (typeof("class") = 'text') CHECK ("class" = 'motorway' OR "class" = 'trunk' OR "class" = 'primary' OR "class" = 'secondary' OR "class" = 'tertiary' OR "class" = 'unclassified' OR "class" = 'residential' OR "class" = 'living_street' OR "class" = 'pedestrian' OR "class" = 'service' OR "class" = 'track' OR "class" = 'footway' OR "class" = 'cycleway' OR "class" = 'bridleway' OR "class" = 'path' OR "class" = 'steps' OR "class" = 'construction' OR "class" = 'other'),
      "surface" TEXT CHECK ("surface" IS NULL OR typeof("surface") = 'text') CHECK ("surface" = 'asphalt' OR "surface" = 'concrete' OR "surface" = 'paving' OR "surface" = 'gravel' OR "surface" = 'unsealed'),
      "carriageway_width_m" REAL CHECK ("carriageway_width_m" IS NULL OR typeof("carriageway_width_m") = 'real') CHECK (carriageway_width_m > 0),
      "trench_sides" TEXT CHECK ("trench_sides" IS NULL OR typeof("trench_sides") = 'text') CHECK ("trench_sides" = 'both' OR "trench_sides" = 'left' OR "trench_sides" = 'right' OR "trench_sides" = 'centre' OR "trench_sides" = 'none'),
      "bridge" BOOLEAN NOT NULL ON CONFLICT REPLACE CHECK (typeof("bridge") = 'integer') CHECK ("bridge" = FALSE OR "bridge" = TRUE) DEFAULT FALSE,
      "tunnel" BOOLEAN NOT NULL ON CONFLICT REPLACE CHECK (typeof("tunnel") = 'integer') CHECK ("tunnel" = FALSE OR "tunnel" = TRUE) DEFAULT FALSE,
      "private" BOOLEAN NOT NULL ON CONFLICT REPLACE CHECK (typeof("private") = 'integer') CHECK ("private" = FALSE OR "private" = TRUE) DEFAULT FALSE,
      "level" INTEGER NOT NULL ON CONFLICT REPLACE CHECK (typeof("level") = 'integer') DEFAULT 0,
      "source" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("source") = 'text') DEFAULT 'manual',
      UNIQUE ("id"));
    CREATE TABLE "building" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" MULTIPOLYGON,
      "id" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("id") = 'text') DEFAULT ('m' || lower(hex(randomblob(8)))),
      "levels" INTEGER CHECK ("levels" IS NULL OR typeof("levels") = 'integer'),
      "dwellings" INTEGER CHECK ("dwellings" IS NULL OR typeof("dwellings") = 'integer'),
      "use" TEXT CHECK ("use" IS NULL OR typeof("use") = 'text'),
      "source" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("source") = 'text') DEFAULT 'manual',
      UNIQUE ("id"));
    CREATE TABLE "obstacle" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" GEOMETRY,
      "id" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("id") = 'text') DEFAULT ('m' || lower(hex(randomblob(8)))),
      "kind" TEXT NOT NULL CHECK (typeof("kind") = 'text') CHECK ("kind" = 'rail' OR "kind" = 'water' OR "kind" = 'motorway'),
      "name" TEXT CHECK ("name" IS NULL OR typeof("name") = 'text'),
      "width_m" REAL CHECK ("width_m" IS NULL OR typeof("width_m") = 'real'),
      "level" INTEGER NOT NULL ON CONFLICT REPLACE CHECK (typeof("level") = 'integer') DEFAULT 0,
      "source" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("source") = 'text') DEFAULT 'manual',
      UNIQUE ("id"));
    CREATE TABLE "parcel" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" MULTIPOLYGON,
      "id" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("id") = 'text') DEFAULT ('m' || lower(hex(randomblob(8)))),
      "source" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("source") = 'text') DEFAULT 'manual',
      UNIQUE ("id"));
    CREATE TABLE "area" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" MULTIPOLYGON,
      "id" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("id") = 'text') DEFAULT ('m' || lower(hex(randomblob(8)))),
      "name" TEXT NOT NULL CHECK (typeof("name") = 'text'),
      "kind" TEXT NOT NULL CHECK (typeof("kind") = 'text'),
      "source" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("source") = 'text') DEFAULT 'manual',
      UNIQUE ("id"));
    CREATE TABLE "conduit" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" LINESTRING,
      "id" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("id") = 'text') DEFAULT ('m' || lower(hex(randomblob(8)))),
      "owner" TEXT CHECK ("owner" IS NULL OR typeof("owner") = 'text'),
      "kind" TEXT CHECK ("kind" IS NULL OR typeof("kind") = 'text'),
      "capacity" INTEGER CHECK ("capacity" IS NULL OR typeof("capacity") = 'integer') CHECK (capacity >= 0),
      "used" INTEGER CHECK ("used" IS NULL OR typeof("used") = 'integer') CHECK (used >= 0),
      "condition" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("condition") = 'text') CHECK ("condition" = 'good' OR "condition" = 'unknown' OR "condition" = 'blocked') DEFAULT 'unknown',
      "source" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("source") = 'text') DEFAULT 'manual',
      UNIQUE ("id"));
    CREATE TABLE "site" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" POINT,
      "id" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("id") = 'text') DEFAULT ('m' || lower(hex(randomblob(8)))),
      "kind" TEXT NOT NULL CHECK (typeof("kind") = 'text') CHECK ("kind" = 'pop' OR "kind" = 'cabinet' OR "kind" = 'shaft'),
      "name" TEXT CHECK ("name" IS NULL OR typeof("name") = 'text'),
      "existing" BOOLEAN NOT NULL ON CONFLICT REPLACE CHECK (typeof("existing") = 'integer') CHECK ("existing" = FALSE OR "existing" = TRUE) DEFAULT TRUE,
      "capacity" INTEGER CHECK ("capacity" IS NULL OR typeof("capacity") = 'integer') CHECK (capacity >= 0),
      "source" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("source") = 'text') DEFAULT 'manual',
      UNIQUE ("id"));
    CREATE TABLE "import_source" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "name" TEXT NOT NULL CHECK (typeof("name") = 'text'),
      "sha256" TEXT NOT NULL CHECK (typeof("sha256") = 'text'),
      "crs" TEXT NOT NULL CHECK (typeof("crs") = 'text'),
      "features_read" INTEGER NOT NULL CHECK (typeof("features_read") = 'integer'),
      "features_rejected" INTEGER NOT NULL CHECK (typeof("features_rejected") = 'integer'),
      UNIQUE ("name"));
    CREATE TABLE "scenario" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "name" TEXT NOT NULL CHECK (typeof("name") = 'text'),
      "program" TEXT NOT NULL CHECK (typeof("program") = 'text'),
      "objective" TEXT NOT NULL CHECK (typeof("objective") = 'text'),
      "within" TEXT CHECK ("within" IS NULL OR typeof("within") = 'text'),
      "rules" TEXT NOT NULL CHECK (typeof("rules") = 'text'),
      "rules_digest" TEXT NOT NULL CHECK (typeof("rules_digest") = 'text'),
      "input_digests" TEXT NOT NULL CHECK (typeof("input_digests") = 'text'),
      "cost_cents" INTEGER NOT NULL CHECK (typeof("cost_cents") = 'integer'),
      "lower_bound_cents" INTEGER NOT NULL CHECK (typeof("lower_bound_cents") = 'integer') CHECK (lower_bound_cents <= cost_cents),
      "gap" REAL NOT NULL CHECK (typeof("gap") = 'real'),
      "optimal" INTEGER NOT NULL CHECK (typeof("optimal") = 'integer'),
      UNIQUE ("name"));
    CREATE TABLE "trench" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" LINESTRING,
      "scenario" TEXT NOT NULL CHECK (typeof("scenario") = 'text'),
      "id" TEXT NOT NULL CHECK (typeof("id") = 'text'),
      "kind" TEXT NOT NULL CHECK (typeof("kind") = 'text') CHECK ("kind" = 'street_side' OR "kind" = 'crossing' OR "kind" = 'junction' OR "kind" = 'drop' OR "kind" = 'conduit' OR "kind" = 'private'),
      "from_node" TEXT NOT NULL CHECK (typeof("from_node") = 'text'),
      "to_node" TEXT NOT NULL CHECK (typeof("to_node") = 'text'),
      "street" TEXT CHECK ("street" IS NULL OR typeof("street") = 'text'),
      "side" TEXT CHECK ("side" IS NULL OR typeof("side") = 'text') CHECK ("side" = 'left' OR "side" = 'right' OR "side" = 'centre'),
      "surface" TEXT CHECK ("surface" IS NULL OR typeof("surface") = 'text') CHECK ("surface" = 'asphalt' OR "surface" = 'concrete' OR "surface" = 'paving' OR "surface" = 'gravel' OR "surface" = 'unsealed'),
      "method" TEXT NOT NULL CHECK (typeof("method") = 'text'),
      "excluded_methods" TEXT NOT NULL ON CONFLICT REPLACE CHECK (typeof("excluded_methods") = 'text') DEFAULT '',
      "reference" TEXT CHECK ("reference" IS NULL OR typeof("reference") = 'text'),
      "district" TEXT CHECK ("district" IS NULL OR typeof("district") = 'text'),
      "length_m" REAL NOT NULL CHECK (typeof("length_m") = 'real') CHECK (length_m >= 0),
      "cost_cents" INTEGER NOT NULL CHECK (typeof("cost_cents") = 'integer') CHECK (cost_cents >= 0),
      UNIQUE ("scenario", "id"));
    CREATE TABLE "plan_drop" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" LINESTRING,
      "scenario" TEXT NOT NULL CHECK (typeof("scenario") = 'text'),
      "address_id" TEXT NOT NULL CHECK (typeof("address_id") = 'text'),
      "at_node" TEXT NOT NULL CHECK (typeof("at_node") = 'text'),
      "length_m" REAL NOT NULL CHECK (typeof("length_m") = 'real'),
      "cost_cents" INTEGER NOT NULL CHECK (typeof("cost_cents") = 'integer'),
      "existing" BOOLEAN NOT NULL ON CONFLICT REPLACE CHECK (typeof("existing") = 'integer') CHECK ("existing" = FALSE OR "existing" = TRUE) DEFAULT FALSE,
      UNIQUE ("scenario", "address_id"));
    CREATE TABLE "node" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" POINT,
      "scenario" TEXT NOT NULL CHECK (typeof("scenario") = 'text'),
      "id" TEXT NOT NULL CHECK (typeof("id") = 'text'),
      "kind" TEXT NOT NULL CHECK (typeof("kind") = 'text') CHECK ("kind" = 'pop' OR "kind" = 'cabinet' OR "kind" = 'closure' OR "kind" = 'shaft' OR "kind" = 'junction'),
      "capacity" INTEGER CHECK ("capacity" IS NULL OR typeof("capacity") = 'integer'),
      "used" INTEGER CHECK ("used" IS NULL OR typeof("used") = 'integer'),
      "site_id" TEXT CHECK ("site_id" IS NULL OR typeof("site_id") = 'text'),
      UNIQUE ("scenario", "id"));
    CREATE TABLE "exception" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" POINT,
      "scenario" TEXT NOT NULL CHECK (typeof("scenario") = 'text'),
      "address_id" TEXT NOT NULL CHECK (typeof("address_id") = 'text'),
      "reason" TEXT NOT NULL CHECK (typeof("reason") = 'text') CHECK ("reason" = 'no_street_in_reach' OR "reason" = 'enclosed_by_buildings' OR "reason" = 'behind_obstacle' OR "reason" = 'island' OR "reason" = 'no_capacity' OR "reason" = 'not_profitable' OR "reason" = 'beyond_budget' OR "reason" = 'beyond_quota'),
      "cheapest_fix" TEXT NOT NULL CHECK (typeof("cheapest_fix") = 'text'),
      "fix_cost_cents" INTEGER NOT NULL CHECK (typeof("fix_cost_cents") = 'integer'),
      UNIQUE ("scenario", "address_id"));
    CREATE TABLE "coverage" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" MULTIPOLYGON,
      "rule" TEXT NOT NULL CHECK (typeof("rule") = 'text'),
      "district" TEXT NOT NULL CHECK (typeof("district") = 'text'),
      "addresses" INTEGER NOT NULL CHECK (typeof("addresses") = 'integer'),
      "addresses_passed" INTEGER NOT NULL CHECK (typeof("addresses_passed") = 'integer'),
      "dwellings" INTEGER NOT NULL CHECK (typeof("dwellings") = 'integer'),
      "dwellings_passed" INTEGER NOT NULL CHECK (typeof("dwellings_passed") = 'integer'),
      "addresses_passed_plus" INTEGER NOT NULL ON CONFLICT REPLACE CHECK (typeof("addresses_passed_plus") = 'integer') DEFAULT 0,
      "addresses_connected" INTEGER NOT NULL ON CONFLICT REPLACE CHECK (typeof("addresses_connected") = 'integer') DEFAULT 0,
      "addresses_activated" INTEGER NOT NULL ON CONFLICT REPLACE CHECK (typeof("addresses_activated") = 'integer') DEFAULT 0,
      "dwellings_passed_plus" INTEGER NOT NULL ON CONFLICT REPLACE CHECK (typeof("dwellings_passed_plus") = 'integer') DEFAULT 0,
      "dwellings_connected" INTEGER NOT NULL ON CONFLICT REPLACE CHECK (typeof("dwellings_connected") = 'integer') DEFAULT 0,
      "dwellings_activated" INTEGER NOT NULL ON CONFLICT REPLACE CHECK (typeof("dwellings_activated") = 'integer') DEFAULT 0,
      "as_of" TEXT CHECK ("as_of" IS NULL OR typeof("as_of") = 'text'),
      UNIQUE ("rule", "district"));
    CREATE TABLE "status_event" (
      "sequence" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "time" TEXT NOT NULL CHECK (typeof("time") = 'text') CHECK ("time" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
      "recorded" TEXT NOT NULL CHECK (typeof("recorded") = 'text') CHECK ("recorded" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
      "actor" TEXT NOT NULL CHECK (typeof("actor") = 'text') CHECK (actor <> '' AND instr("actor", char(10)) = 0),
      "subject" TEXT NOT NULL CHECK (typeof("subject") = 'text') CHECK (("subject" GLOB 'building:?*' OR "subject" GLOB 'dwelling:?*#?*' OR "subject" GLOB 'report:*#?*') AND instr("subject", char(10)) = 0),
      "event" TEXT NOT NULL CHECK (typeof("event") = 'text') CHECK ("event" = 'consent_requested' OR "event" = 'consent_given' OR "event" = 'consent_refused' OR "event" = 'consent_withdrawn' OR "event" = 'surveyed' OR "event" = 'duct_at_parcel' OR "event" = 'duct_in_building' OR "event" = 'entry_point_set' OR "event" = 'cable_blown' OR "event" = 'spliced' OR "event" = 'measured' OR "event" = 'connected' OR "event" = 'interest' OR "event" = 'contract' OR "event" = 'in_house_line' OR "event" = 'outlet_set' OR "event" = 'activated' OR "event" = 'paused' OR "event" = 'ended' OR "event" = 'error_reported' OR "event" = 'report_closed' OR "event" = 'correction'),
      "corrects" INTEGER CHECK ("corrects" IS NULL OR typeof("corrects") = 'integer') CHECK ((corrects IS NULL) = (event <> 'correction')) REFERENCES status_event (sequence),
      "proof" TEXT NOT NULL CHECK (typeof("proof") = 'text') CHECK ((proof <> '' OR event <> 'correction') AND instr("proof", char(10)) = 0),
      "previous_hash" TEXT NOT NULL CHECK (typeof("previous_hash") = 'text') CHECK (length(previous_hash) = 64),
      "hash" TEXT NOT NULL CHECK (typeof("hash") = 'text') CHECK (length(hash) = 64));
    CREATE TABLE "status_subject" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "subject" TEXT NOT NULL CHECK (typeof("subject") = 'text'),
      "address_id" TEXT NOT NULL CHECK (typeof("address_id") = 'text'),
      "dwelling" TEXT CHECK ("dwelling" IS NULL OR typeof("dwelling") = 'text'),
      "state" TEXT NOT NULL CHECK (typeof("state") = 'text') CHECK ("state" = 'unknown' OR "state" = 'consent_requested' OR "state" = 'consent_given' OR "state" = 'consent_refused' OR "state" = 'consent_withdrawn' OR "state" = 'surveyed' OR "state" = 'duct_at_parcel' OR "state" = 'duct_in_building' OR "state" = 'entry_point_set' OR "state" = 'cable_blown' OR "state" = 'spliced' OR "state" = 'measured' OR "state" = 'connected' OR "state" = 'interest' OR "state" = 'contract' OR "state" = 'in_house_line' OR "state" = 'outlet_set' OR "state" = 'activated' OR "state" = 'paused' OR "state" = 'ended' OR "state" = 'error_reported' OR "state" = 'report_closed'),
      "agreement" TEXT NOT NULL CHECK (typeof("agreement") = 'text') CHECK ("agreement" = 'unknown' OR "agreement" = 'consent_requested' OR "agreement" = 'consent_given' OR "agreement" = 'consent_refused' OR "agreement" = 'consent_withdrawn' OR "agreement" = 'interest' OR "agreement" = 'contract' OR "agreement" = 'activated' OR "agreement" = 'paused' OR "agreement" = 'ended' OR "agreement" = 'error_reported' OR "agreement" = 'report_closed'),
      "works" TEXT NOT NULL CHECK (typeof("works") = 'text') CHECK ("works" = 'none' OR "works" = 'surveyed' OR "works" = 'duct_at_parcel' OR "works" = 'duct_in_building' OR "works" = 'entry_point_set' OR "works" = 'cable_blown' OR "works" = 'spliced' OR "works" = 'measured' OR "works" = 'connected' OR "works" = 'in_house_line' OR "works" = 'outlet_set'),
      "since" TEXT NOT NULL CHECK (typeof("since") = 'text') CHECK ("since" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
      "last_time" TEXT NOT NULL CHECK (typeof("last_time") = 'text') CHECK ("last_time" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
      "last_event" INTEGER NOT NULL CHECK (typeof("last_event") = 'integer') REFERENCES status_event (sequence),
      "events" INTEGER NOT NULL CHECK (typeof("events") = 'integer') CHECK (events > 0),
      "report" TEXT CHECK ("report" IS NULL OR typeof("report") = 'text'),
      UNIQUE ("subject"));
    CREATE TABLE "survey" (
      "number" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "file" TEXT NOT NULL CHECK (typeof("file") = 'text'),
      "built_on" TEXT NOT NULL CHECK (typeof("built_on") = 'text') CHECK ("built_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
      "proof" TEXT NOT NULL CHECK (typeof("proof") = 'text') CHECK (proof <> ''),
      "recorded" TEXT NOT NULL CHECK (typeof("recorded") = 'text') CHECK ("recorded" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
      "scenario" TEXT CHECK ("scenario" IS NULL OR typeof("scenario") = 'text'),
      "planned_m" REAL NOT NULL CHECK (typeof("planned_m") = 'real'),
      "built_m" REAL NOT NULL CHECK (typeof("built_m") = 'real'),
      "off_plan_m" REAL NOT NULL CHECK (typeof("off_plan_m") = 'real'),
      "planned_cents" INTEGER NOT NULL CHECK (typeof("planned_cents") = 'integer'),
      "built_cents" INTEGER NOT NULL CHECK (typeof("built_cents") = 'integer'));
    CREATE TABLE "built" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" GEOMETRY,
      "id" TEXT NOT NULL CHECK (typeof("id") = 'text'),
      "kind" TEXT NOT NULL CHECK (typeof("kind") = 'text') CHECK ("kind" = 'trench' OR "kind" = 'conduit' OR "kind" = 'drop' OR "kind" = 'cabinet' OR "kind" = 'shaft' OR "kind" = 'house_entry'),
      "built_on" TEXT NOT NULL CHECK (typeof("built_on") = 'text') CHECK ("built_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
      "proof" TEXT NOT NULL CHECK (typeof("proof") = 'text'),
      "survey" INTEGER NOT NULL CHECK (typeof("survey") = 'integer') REFERENCES survey (number),
      "address_id" TEXT CHECK ("address_id" IS NULL OR typeof("address_id") = 'text'),
      "capacity" INTEGER CHECK ("capacity" IS NULL OR typeof("capacity") = 'integer') CHECK (capacity >= 0),
      "used" INTEGER CHECK ("used" IS NULL OR typeof("used") = 'integer') CHECK (used >= 0),
      "cost_cents" INTEGER CHECK ("cost_cents" IS NULL OR typeof("cost_cents") = 'integer') CHECK (cost_cents >= 0),
      "segment_id" TEXT CHECK ("segment_id" IS NULL OR typeof("segment_id") = 'text'),
      "length_m" REAL NOT NULL CHECK (typeof("length_m") = 'real'),
      "off_plan_m" REAL NOT NULL CHECK (typeof("off_plan_m") = 'real'),
      "feature" TEXT NOT NULL CHECK (typeof("feature") = 'text'),
      UNIQUE ("id"));
    CREATE TABLE "reservation" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "batch" INTEGER NOT NULL CHECK (typeof("batch") = 'integer'),
      "address_id" TEXT NOT NULL CHECK (typeof("address_id") = 'text'),
      "made" TEXT NOT NULL CHECK (typeof("made") = 'text') CHECK ("made" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
      "expires" TEXT CHECK ("expires" IS NULL OR typeof("expires") = 'text') CHECK ("expires" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
      "cost_cents" INTEGER NOT NULL CHECK (typeof("cost_cents") = 'integer'),
      UNIQUE ("batch", "address_id"));
    CREATE TABLE "reserved_room" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "batch" INTEGER NOT NULL CHECK (typeof("batch") = 'integer'),
      "conduit_id" TEXT NOT NULL CHECK (typeof("conduit_id") = 'text'),
      "slots" INTEGER NOT NULL CHECK (typeof("slots") = 'integer') CHECK (slots > 0),
      UNIQUE ("batch", "conduit_id"));
    CREATE TABLE "status_head" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "sequence" INTEGER NOT NULL CHECK (typeof("sequence") = 'integer') CHECK (fid = 1),
      "hash" TEXT NOT NULL CHECK (typeof("hash") = 'text') CHECK (length(hash) = 64));
    CREATE TABLE "trasse_project" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "srs_id" INTEGER NOT NULL CHECK (typeof("srs_id") = 'integer'),
      "schema_version" INTEGER NOT NULL CHECK (typeof("schema_version") = 'integer'),
      "project_id" TEXT NOT NULL CHECK (typeof("project_id") = 'text'),
      "publication_key_id" TEXT CHECK ("publication_key_id" IS NULL OR typeof("publication_key_id") = 'text'));
    """
}
