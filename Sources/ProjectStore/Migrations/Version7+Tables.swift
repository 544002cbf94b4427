extension Migration {
  /// Makes the tables.
  static let version7Tables: StaticString = """
    ALTER TABLE "scenario" RENAME TO "old_scenario";
    ALTER TABLE "exception" RENAME TO "old_exception";
    ALTER TABLE "reserved_room" RENAME TO "reserved_capacity";

    CREATE TABLE "scenario" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "name" TEXT NOT NULL CHECK (typeof("name") = 'text'),
      "program" TEXT NOT NULL CHECK (typeof("program") = 'text'),
      "objective" TEXT NOT NULL CHECK (typeof("objective") = 'text') CHECK ("objective" = 'all' OR "objective" = 'profit' OR "objective" = 'budget' OR "objective" = 'quota'),
      "objective_cents" INTEGER CHECK ("objective_cents" IS NULL OR typeof("objective_cents") = 'integer') CHECK (objective_cents >= 0),
      "objective_homes" INTEGER CHECK ("objective_homes" IS NULL OR typeof("objective_homes") = 'integer') CHECK (objective_homes >= 0),
      "objective_bound_cents" INTEGER CHECK ("objective_bound_cents" IS NULL OR typeof("objective_bound_cents") = 'integer'),
      "objective_bound_homes" INTEGER CHECK ("objective_bound_homes" IS NULL OR typeof("objective_bound_homes") = 'integer'),
      "within" TEXT CHECK ("within" IS NULL OR typeof("within") = 'text'),
      "rules" TEXT NOT NULL CHECK (typeof("rules") = 'text'),
      "rules_digest" TEXT NOT NULL CHECK (typeof("rules_digest") = 'text'),
      "input_digests" TEXT NOT NULL CHECK (typeof("input_digests") = 'text'),
      "cost_cents" INTEGER NOT NULL CHECK (typeof("cost_cents") = 'integer'),
      "lower_bound_cents" INTEGER NOT NULL CHECK (typeof("lower_bound_cents") = 'integer') CHECK (lower_bound_cents <= cost_cents),
      "gap" REAL NOT NULL CHECK (typeof("gap") = 'real'),
      "optimal" INTEGER NOT NULL CHECK (typeof("optimal") = 'integer'),
      UNIQUE ("name"),
      CHECK ((objective = 'budget') = (objective_cents IS NOT NULL)),
      CHECK ((objective = 'quota') = (objective_homes IS NOT NULL)),
      CHECK (objective_bound_cents IS NULL OR objective_bound_homes IS NULL),
      CHECK (objective_bound_cents IS NULL OR objective = 'profit' OR objective = 'budget'),
      CHECK (objective_bound_homes IS NULL OR objective = 'budget'));
    CREATE TABLE "exception" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "geometry" POINT,
      "scenario" TEXT NOT NULL CHECK (typeof("scenario") = 'text'),
      "address_id" TEXT NOT NULL CHECK (typeof("address_id") = 'text'),
      "reason" TEXT NOT NULL CHECK (typeof("reason") = 'text') CHECK ("reason" = 'no_street_in_reach' OR "reason" = 'enclosed_by_buildings' OR "reason" = 'behind_obstacle' OR "reason" = 'island' OR "reason" = 'no_capacity' OR "reason" = 'not_profitable' OR "reason" = 'beyond_budget' OR "reason" = 'beyond_quota'),
      "remedy" TEXT NOT NULL CHECK (typeof("remedy") = 'text') CHECK ("remedy" = 'street_survey' OR "remedy" = 'private_trench' OR "remedy" = 'building_passage' OR "remedy" = 'bore' OR "remedy" = 'trench_to_network' OR "remedy" = 'network' OR "remedy" = 'pop' OR "remedy" = 'drop' OR "remedy" = 'trench_and_drop' OR "remedy" = 'other'),
      "remedy_m" INTEGER CHECK ("remedy_m" IS NULL OR typeof("remedy_m") = 'integer') CHECK (remedy_m >= 0),
      "remedy_drop_m" INTEGER CHECK ("remedy_drop_m" IS NULL OR typeof("remedy_drop_m") = 'integer') CHECK (remedy_drop_m >= 0),
      "remedy_words" TEXT CHECK ("remedy_words" IS NULL OR typeof("remedy_words") = 'text'),
      "fix_cost_cents" INTEGER NOT NULL CHECK (typeof("fix_cost_cents") = 'integer'),
      UNIQUE ("scenario", "address_id"),
      CHECK ((remedy_m IS NOT NULL) = (remedy = 'private_trench' OR remedy = 'building_passage'
      OR remedy = 'bore' OR remedy = 'trench_to_network' OR remedy = 'trench_and_drop')),
      CHECK ((remedy_drop_m IS NOT NULL) = (remedy = 'drop' OR remedy = 'trench_and_drop')),
      CHECK ((remedy_words IS NOT NULL) = (remedy = 'other')));
    CREATE TABLE "merged_address" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "address_id" TEXT NOT NULL CHECK (typeof("address_id") = 'text'),
      "merged_id" TEXT NOT NULL CHECK (typeof("merged_id") = 'text'),
      UNIQUE ("address_id", "merged_id"));
    CREATE INDEX merged_address_merged_id ON merged_address (merged_id);

    UPDATE gpkg_contents SET table_name = 'reserved_capacity', identifier = 'reserved_capacity',
      description = 'Capacity of conduits that is reserved for orders' WHERE table_name = 'reserved_room';
    INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (
      'merged_address', 'attributes', 'merged_address',
      'Source objects that imports have merged into addresses', NULL);
    """
}
