extension Migration {
  /// Reads objectives and remedies from the texts that contained them.
  ///
  /// A remedy in other words than those of the program is kept as it is.
  static let version7Rows: StaticString = """
    INSERT INTO "scenario" ("fid", "name", "program", "objective", "objective_cents",
      "objective_homes", "objective_bound_cents", "objective_bound_homes", "within", "rules",
      "rules_digest", "input_digests", "cost_cents", "lower_bound_cents", "gap", "optimal")
      SELECT "fid", "name", "program", kind,
        CASE WHEN kind = 'budget' THEN max(0, CASE WHEN number GLOB '*.[0-9][0-9]'
          THEN CAST(replace(number, '.', '') AS INTEGER)
          ELSE CAST(round(CAST(number AS REAL) * 100) AS INTEGER) END) END,
        CASE WHEN kind = 'quota' THEN max(0, CAST(number AS INTEGER)) END,
        CASE WHEN kind = 'profit' OR kind = 'budget' AND is_revenue THEN bound END,
        CASE WHEN kind = 'budget' AND NOT is_revenue THEN bound END,
        "within", "rules", "rules_digest", "input_digests", "cost_cents", "lower_bound_cents",
        "gap", "optimal"
      FROM (SELECT *,
          CASE WHEN objective GLOB 'budget=*' THEN 'budget' WHEN objective GLOB 'quota=*' THEN 'quota'
            WHEN objective = 'profit' OR objective GLOB 'profit *' THEN 'profit' ELSE 'all' END AS kind,
          substr(objective, instr(objective, '=') + 1,
            instr(objective || ' ', ' ') - instr(objective, '=') - 1) AS number,
          CASE WHEN objective GLOB '* bound=*'
            THEN CAST(substr(objective, instr(objective, ' bound=') + 7) AS INTEGER) END AS bound,
          CASE WHEN json_valid(rules)
            THEN coalesce(json_extract(rules, '$.objective.budget_seeks') = 'revenue', FALSE)
            ELSE FALSE END AS is_revenue
        FROM "old_scenario")
      ORDER BY fid;

    INSERT INTO "exception" ("fid", "geometry", "scenario", "address_id", "reason", "remedy",
      "remedy_m", "remedy_drop_m", "remedy_words", "fix_cost_cents")
      SELECT "fid", "geometry", "scenario", "address_id", "reason", kind,
        CASE WHEN kind IN ('private_trench', 'building_passage', 'bore', 'trench_to_network',
          'trench_and_drop') THEN metres END,
        CASE kind WHEN 'drop' THEN metres WHEN 'trench_and_drop' THEN drop_metres END,
        CASE WHEN kind = 'other' THEN cheapest_fix END, "fix_cost_cents"
      FROM (SELECT *, CASE cheapest_fix
          WHEN 'survey a street: there is none in the project' THEN 'street_survey'
          WHEN 'a network to join: nothing else is reached' THEN 'network'
          WHEN 'say where the network begins: a PoP' THEN 'pop'
          WHEN 'a private trench of ' || metres || ' m to the nearest street' THEN 'private_trench'
          WHEN 'a way of ' || metres || ' m to the street through the building in between'
            THEN 'building_passage'
          WHEN 'a bore of ' || metres || ' m to the street' THEN 'bore'
          WHEN 'a trench of ' || metres || ' m to the nearest street with a network'
            THEN 'trench_to_network'
          WHEN 'a drop of ' || metres || ' m' THEN 'drop'
          WHEN 'a trench of ' || metres || ' m and a drop of ' || drop_metres || ' m'
            THEN 'trench_and_drop'
          ELSE 'other' END AS kind
        FROM (SELECT *,
            abs(CAST(substr(cheapest_fix, instr(cheapest_fix, ' of ') + 4) AS INTEGER)) AS metres,
            abs(CAST(substr(cheapest_fix, instr(cheapest_fix, ' and a drop of ') + 15) AS INTEGER))
              AS drop_metres
          FROM "old_exception"))
      ORDER BY fid;

    DELETE FROM sqlite_sequence WHERE name IN ('scenario', 'exception');
    UPDATE sqlite_sequence SET name = substr(name, 5) WHERE name IN ('old_scenario', 'old_exception');
    DROP TABLE "old_scenario";
    DROP TABLE "old_exception";
    """

  /// Makes the triggers of the spatial index, and those that lock surveyed works.
  static let version7Triggers: StaticString = """
    CREATE TRIGGER "rtree_exception_geometry_insert" AFTER INSERT ON "exception" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_exception_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_exception_geometry_update2" AFTER UPDATE OF "geometry" ON "exception" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_exception_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_exception_geometry_update4" AFTER UPDATE ON "exception" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_exception_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_exception_geometry_update5" AFTER UPDATE ON "exception" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_exception_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_exception_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_exception_geometry_update6" AFTER UPDATE OF "geometry" ON "exception" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_exception_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_exception_geometry_update7" AFTER UPDATE OF "geometry" ON "exception" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_exception_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_exception_geometry_delete" AFTER DELETE ON "exception" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_exception_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "survey_locked_insert" BEFORE INSERT ON "survey"
    WHEN EXISTS (SELECT 1 FROM "survey" WHERE "number" = NEW."number")
    BEGIN SELECT RAISE(ABORT, 'what was surveyed is locked'); END;
    CREATE TRIGGER "built_locked_insert" BEFORE INSERT ON "built"
    WHEN EXISTS (SELECT 1 FROM "built" WHERE "fid" = NEW."fid" OR "id" = NEW."id")
    BEGIN SELECT RAISE(ABORT, 'what was surveyed is locked'); END;
    """
}
