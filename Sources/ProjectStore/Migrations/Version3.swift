extension Migration {
  /// Surveyed works, reservations, and coverage that follows from the ledger.
  static let version3 = Migration(
    version: 3, name: "surveys, reservations, and coverage from the ledger",
    statements: [
      """
      CREATE TABLE "survey" (number INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "file" TEXT NOT
        NULL, "built_on" TEXT NOT NULL, "proof" TEXT NOT NULL CHECK (proof <> ''), "recorded" TEXT
        NOT NULL, "scenario" TEXT, "planned_m" REAL NOT NULL, "built_m" REAL NOT NULL,
        "off_plan_m" REAL NOT NULL, "planned_cents" INTEGER NOT NULL, "built_cents" INTEGER NOT
        NULL) STRICT;
      CREATE TABLE "built" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geometry GEOMETRY,
        "id" TEXT NOT NULL, "kind" TEXT NOT NULL CHECK (kind IN ('trench', 'conduit', 'drop',
        'cabinet', 'shaft', 'house_entry')), "built_on" TEXT NOT NULL, "proof" TEXT NOT NULL,
        "survey" INTEGER NOT NULL REFERENCES survey (number), "address_id" TEXT, "capacity"
        INTEGER CHECK (capacity >= 0), "used" INTEGER CHECK (used >= 0), "cost_cents" INTEGER
        CHECK (cost_cents >= 0), "segment_id" TEXT, "length_m" REAL NOT NULL, "off_plan_m" REAL
        NOT NULL, "feature" TEXT NOT NULL, UNIQUE ("id"));
      CREATE TABLE "reservation" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "batch" INTEGER
        NOT NULL, "address_id" TEXT NOT NULL, "made" TEXT NOT NULL, "expires" TEXT, "cost_cents"
        INTEGER NOT NULL, UNIQUE ("batch", "address_id")) STRICT;
      CREATE TABLE "reserved_room" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "batch"
        INTEGER NOT NULL, "conduit_id" TEXT NOT NULL, "slots" INTEGER NOT NULL CHECK (slots > 0),
        UNIQUE ("batch", "conduit_id")) STRICT;
      CREATE VIRTUAL TABLE "rtree_built_geometry" USING rtree(id, minx, maxx, miny, maxy);
      CREATE TRIGGER "rtree_built_geometry_insert" AFTER INSERT ON "built" WHEN (NEW.geometry
        NOTNULL AND NOT ST_IsEmpty(NEW.geometry)) BEGIN INSERT OR REPLACE INTO
        "rtree_built_geometry" VALUES (NEW.fid, ST_MinX(NEW.geometry), ST_MaxX(NEW.geometry),
        ST_MinY(NEW.geometry), ST_MaxY(NEW.geometry)); END;
      CREATE TRIGGER "rtree_built_geometry_update1" AFTER UPDATE OF geometry ON "built" WHEN
        OLD.fid = NEW.fid AND (NEW.geometry NOTNULL AND NOT ST_IsEmpty(NEW.geometry)) BEGIN INSERT
        OR REPLACE INTO "rtree_built_geometry" VALUES (NEW.fid, ST_MinX(NEW.geometry),
        ST_MaxX(NEW.geometry), ST_MinY(NEW.geometry), ST_MaxY(NEW.geometry)); END;
      CREATE TRIGGER "rtree_built_geometry_update2" AFTER UPDATE OF geometry ON "built" WHEN
        OLD.fid = NEW.fid AND (NEW.geometry ISNULL OR ST_IsEmpty(NEW.geometry)) BEGIN DELETE FROM
        "rtree_built_geometry" WHERE id = OLD.fid; END;
      CREATE TRIGGER "rtree_built_geometry_update3" AFTER UPDATE ON "built" WHEN OLD.fid !=
        NEW.fid AND (NEW.geometry NOTNULL AND NOT ST_IsEmpty(NEW.geometry)) BEGIN DELETE FROM
        "rtree_built_geometry" WHERE id = OLD.fid; INSERT OR REPLACE INTO "rtree_built_geometry"
        VALUES (NEW.fid, ST_MinX(NEW.geometry), ST_MaxX(NEW.geometry), ST_MinY(NEW.geometry),
        ST_MaxY(NEW.geometry)); END;
      CREATE TRIGGER "rtree_built_geometry_update4" AFTER UPDATE ON "built" WHEN OLD.fid !=
        NEW.fid AND (NEW.geometry ISNULL OR ST_IsEmpty(NEW.geometry)) BEGIN DELETE FROM
        "rtree_built_geometry" WHERE id IN (OLD.fid, NEW.fid); END;
      CREATE TRIGGER "rtree_built_geometry_delete" AFTER DELETE ON "built" WHEN old.geometry NOT
        NULL BEGIN DELETE FROM "rtree_built_geometry" WHERE id = OLD.fid; END;
      CREATE TRIGGER survey_locked_update BEFORE UPDATE ON survey BEGIN SELECT RAISE(ABORT,
        'what was surveyed is locked'); END;
      CREATE TRIGGER survey_locked_delete BEFORE DELETE ON survey BEGIN SELECT RAISE(ABORT,
        'what was surveyed is locked'); END;
      CREATE TRIGGER built_locked_update BEFORE UPDATE ON built BEGIN SELECT RAISE(ABORT,
        'what was surveyed is locked'); END;
      CREATE TRIGGER built_locked_delete BEFORE DELETE ON built BEGIN SELECT RAISE(ABORT,
        'what was surveyed is locked'); END;
      INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) SELECT
        'survey', 'attributes', 'survey',
        'Each delivery of surveyed works and its drift from the plan; locked', NULL FROM
        trasse_project;
      INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) SELECT
        'built', 'features', 'built', 'What was built and surveyed; locked', srs_id FROM
        trasse_project;
      INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) SELECT
        'reservation', 'attributes', 'reservation', 'Orders that room is held for', NULL FROM
        trasse_project;
      INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) SELECT
        'reserved_room', 'attributes', 'reserved_room',
        'Room in conduits that is held for orders', NULL FROM trasse_project;
      INSERT INTO gpkg_geometry_columns SELECT 'built', 'geometry', 'GEOMETRY', srs_id, 0, 0 FROM
        trasse_project;
      INSERT INTO gpkg_extensions VALUES ('built', 'geometry', 'gpkg_rtree_index',
        'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
      ALTER TABLE "drop" ADD COLUMN existing BOOLEAN NOT NULL DEFAULT 0;
      ALTER TABLE coverage ADD COLUMN addresses_passed_plus INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE coverage ADD COLUMN addresses_connected INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE coverage ADD COLUMN addresses_activated INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE coverage ADD COLUMN dwellings_passed_plus INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE coverage ADD COLUMN dwellings_connected INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE coverage ADD COLUMN dwellings_activated INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE coverage ADD COLUMN as_of TEXT;
      """
    ])
}
