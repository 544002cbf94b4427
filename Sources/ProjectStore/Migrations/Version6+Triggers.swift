extension Migration {
  /// Makes indices and triggers: those of the spatial index are the triggers of GeoPackage 1.4.
  static let version6Triggers: StaticString = """
    CREATE TRIGGER "rtree_address_geometry_insert" AFTER INSERT ON "address" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_address_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_address_geometry_update2" AFTER UPDATE OF "geometry" ON "address" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_address_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_address_geometry_update4" AFTER UPDATE ON "address" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_address_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_address_geometry_update5" AFTER UPDATE ON "address" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_address_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_address_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_address_geometry_update6" AFTER UPDATE OF "geometry" ON "address" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_address_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_address_geometry_update7" AFTER UPDATE OF "geometry" ON "address" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_address_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_address_geometry_delete" AFTER DELETE ON "address" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_address_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_street_geometry_insert" AFTER INSERT ON "street" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_street_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_street_geometry_update2" AFTER UPDATE OF "geometry" ON "street" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_street_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_street_geometry_update4" AFTER UPDATE ON "street" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_street_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_street_geometry_update5" AFTER UPDATE ON "street" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_street_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_street_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_street_geometry_update6" AFTER UPDATE OF "geometry" ON "street" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_street_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_street_geometry_update7" AFTER UPDATE OF "geometry" ON "street" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_street_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_street_geometry_delete" AFTER DELETE ON "street" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_street_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_building_geometry_insert" AFTER INSERT ON "building" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_building_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_building_geometry_update2" AFTER UPDATE OF "geometry" ON "building" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_building_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_building_geometry_update4" AFTER UPDATE ON "building" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_building_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_building_geometry_update5" AFTER UPDATE ON "building" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_building_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_building_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_building_geometry_update6" AFTER UPDATE OF "geometry" ON "building" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_building_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_building_geometry_update7" AFTER UPDATE OF "geometry" ON "building" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_building_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_building_geometry_delete" AFTER DELETE ON "building" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_building_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_obstacle_geometry_insert" AFTER INSERT ON "obstacle" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_obstacle_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_obstacle_geometry_update2" AFTER UPDATE OF "geometry" ON "obstacle" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_obstacle_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_obstacle_geometry_update4" AFTER UPDATE ON "obstacle" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_obstacle_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_obstacle_geometry_update5" AFTER UPDATE ON "obstacle" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_obstacle_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_obstacle_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_obstacle_geometry_update6" AFTER UPDATE OF "geometry" ON "obstacle" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_obstacle_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_obstacle_geometry_update7" AFTER UPDATE OF "geometry" ON "obstacle" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_obstacle_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_obstacle_geometry_delete" AFTER DELETE ON "obstacle" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_obstacle_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_parcel_geometry_insert" AFTER INSERT ON "parcel" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_parcel_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_parcel_geometry_update2" AFTER UPDATE OF "geometry" ON "parcel" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_parcel_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_parcel_geometry_update4" AFTER UPDATE ON "parcel" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_parcel_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_parcel_geometry_update5" AFTER UPDATE ON "parcel" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_parcel_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_parcel_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_parcel_geometry_update6" AFTER UPDATE OF "geometry" ON "parcel" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_parcel_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_parcel_geometry_update7" AFTER UPDATE OF "geometry" ON "parcel" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_parcel_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_parcel_geometry_delete" AFTER DELETE ON "parcel" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_parcel_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_area_geometry_insert" AFTER INSERT ON "area" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_area_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_area_geometry_update2" AFTER UPDATE OF "geometry" ON "area" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_area_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_area_geometry_update4" AFTER UPDATE ON "area" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_area_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_area_geometry_update5" AFTER UPDATE ON "area" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_area_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_area_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_area_geometry_update6" AFTER UPDATE OF "geometry" ON "area" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_area_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_area_geometry_update7" AFTER UPDATE OF "geometry" ON "area" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_area_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_area_geometry_delete" AFTER DELETE ON "area" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_area_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_conduit_geometry_insert" AFTER INSERT ON "conduit" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_conduit_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_conduit_geometry_update2" AFTER UPDATE OF "geometry" ON "conduit" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_conduit_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_conduit_geometry_update4" AFTER UPDATE ON "conduit" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_conduit_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_conduit_geometry_update5" AFTER UPDATE ON "conduit" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_conduit_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_conduit_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_conduit_geometry_update6" AFTER UPDATE OF "geometry" ON "conduit" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_conduit_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_conduit_geometry_update7" AFTER UPDATE OF "geometry" ON "conduit" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_conduit_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_conduit_geometry_delete" AFTER DELETE ON "conduit" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_conduit_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_site_geometry_insert" AFTER INSERT ON "site" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_site_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_site_geometry_update2" AFTER UPDATE OF "geometry" ON "site" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_site_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_site_geometry_update4" AFTER UPDATE ON "site" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_site_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_site_geometry_update5" AFTER UPDATE ON "site" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_site_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_site_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_site_geometry_update6" AFTER UPDATE OF "geometry" ON "site" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_site_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_site_geometry_update7" AFTER UPDATE OF "geometry" ON "site" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_site_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_site_geometry_delete" AFTER DELETE ON "site" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_site_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_trench_geometry_insert" AFTER INSERT ON "trench" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_trench_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_trench_geometry_update2" AFTER UPDATE OF "geometry" ON "trench" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_trench_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_trench_geometry_update4" AFTER UPDATE ON "trench" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_trench_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_trench_geometry_update5" AFTER UPDATE ON "trench" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_trench_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_trench_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_trench_geometry_update6" AFTER UPDATE OF "geometry" ON "trench" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_trench_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_trench_geometry_update7" AFTER UPDATE OF "geometry" ON "trench" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_trench_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_trench_geometry_delete" AFTER DELETE ON "trench" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_trench_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_plan_drop_geometry_insert" AFTER INSERT ON "plan_drop" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_plan_drop_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_plan_drop_geometry_update2" AFTER UPDATE OF "geometry" ON "plan_drop" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_plan_drop_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_plan_drop_geometry_update4" AFTER UPDATE ON "plan_drop" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_plan_drop_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_plan_drop_geometry_update5" AFTER UPDATE ON "plan_drop" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_plan_drop_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_plan_drop_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_plan_drop_geometry_update6" AFTER UPDATE OF "geometry" ON "plan_drop" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_plan_drop_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_plan_drop_geometry_update7" AFTER UPDATE OF "geometry" ON "plan_drop" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_plan_drop_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_plan_drop_geometry_delete" AFTER DELETE ON "plan_drop" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_plan_drop_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_node_geometry_insert" AFTER INSERT ON "node" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_node_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_node_geometry_update2" AFTER UPDATE OF "geometry" ON "node" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_node_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_node_geometry_update4" AFTER UPDATE ON "node" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_node_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_node_geometry_update5" AFTER UPDATE ON "node" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_node_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_node_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_node_geometry_update6" AFTER UPDATE OF "geometry" ON "node" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_node_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_node_geometry_update7" AFTER UPDATE OF "geometry" ON "node" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_node_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_node_geometry_delete" AFTER DELETE ON "node" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_node_geometry" WHERE id = OLD."fid"; END;
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
    CREATE TRIGGER "rtree_coverage_geometry_insert" AFTER INSERT ON "coverage" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_coverage_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_coverage_geometry_update2" AFTER UPDATE OF "geometry" ON "coverage" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_coverage_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_coverage_geometry_update4" AFTER UPDATE ON "coverage" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_coverage_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_coverage_geometry_update5" AFTER UPDATE ON "coverage" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_coverage_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_coverage_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_coverage_geometry_update6" AFTER UPDATE OF "geometry" ON "coverage" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_coverage_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_coverage_geometry_update7" AFTER UPDATE OF "geometry" ON "coverage" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_coverage_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_coverage_geometry_delete" AFTER DELETE ON "coverage" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_coverage_geometry" WHERE id = OLD."fid"; END;
    CREATE INDEX status_event_subject ON status_event (subject, time);
    CREATE UNIQUE INDEX status_event_corrects ON status_event (corrects)
    WHERE corrects IS NOT NULL;
    CREATE INDEX status_subject_address ON status_subject (address_id, dwelling);
    CREATE UNIQUE INDEX status_subject_report ON status_subject (report)
    WHERE report IS NOT NULL;
    CREATE TRIGGER "survey_locked_update" BEFORE UPDATE ON "survey"
    BEGIN SELECT RAISE(ABORT, 'what was surveyed is locked'); END;
    CREATE TRIGGER "survey_locked_delete" BEFORE DELETE ON "survey"
    BEGIN SELECT RAISE(ABORT, 'what was surveyed is locked'); END;
    CREATE TRIGGER "built_locked_update" BEFORE UPDATE ON "built"
    BEGIN SELECT RAISE(ABORT, 'what was surveyed is locked'); END;
    CREATE TRIGGER "built_locked_delete" BEFORE DELETE ON "built"
    BEGIN SELECT RAISE(ABORT, 'what was surveyed is locked'); END;
    CREATE TRIGGER "rtree_built_geometry_insert" AFTER INSERT ON "built" WHEN (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN INSERT OR REPLACE INTO "rtree_built_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_built_geometry_update2" AFTER UPDATE OF "geometry" ON "built" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_built_geometry" WHERE id = OLD."fid"; END;
    CREATE TRIGGER "rtree_built_geometry_update4" AFTER UPDATE ON "built" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" ISNULL OR ST_IsEmpty(NEW."geometry"))
    BEGIN DELETE FROM "rtree_built_geometry" WHERE id IN (OLD."fid", NEW."fid"); END;
    CREATE TRIGGER "rtree_built_geometry_update5" AFTER UPDATE ON "built" WHEN OLD."fid" != NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry"))
    BEGIN
      DELETE FROM "rtree_built_geometry" WHERE id = OLD."fid";
      INSERT OR REPLACE INTO "rtree_built_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry"));
    END;
    CREATE TRIGGER "rtree_built_geometry_update6" AFTER UPDATE OF "geometry" ON "built" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" NOTNULL AND NOT ST_IsEmpty(OLD."geometry"))
    BEGIN
      UPDATE "rtree_built_geometry" SET minx = ST_MinX(NEW."geometry"), maxx = ST_MaxX(NEW."geometry"),
        miny = ST_MinY(NEW."geometry"), maxy = ST_MaxY(NEW."geometry") WHERE id = NEW."fid";
    END;
    CREATE TRIGGER "rtree_built_geometry_update7" AFTER UPDATE OF "geometry" ON "built" WHEN OLD."fid" = NEW."fid" AND (NEW."geometry" NOTNULL AND NOT ST_IsEmpty(NEW."geometry")) AND (OLD."geometry" ISNULL OR ST_IsEmpty(OLD."geometry"))
    BEGIN INSERT INTO "rtree_built_geometry" VALUES (NEW."fid", ST_MinX(NEW."geometry"), ST_MaxX(NEW."geometry"), ST_MinY(NEW."geometry"), ST_MaxY(NEW."geometry")); END;
    CREATE TRIGGER "rtree_built_geometry_delete" AFTER DELETE ON "built" WHEN OLD."geometry" NOT NULL
    BEGIN DELETE FROM "rtree_built_geometry" WHERE id = OLD."fid"; END;
    """
}
