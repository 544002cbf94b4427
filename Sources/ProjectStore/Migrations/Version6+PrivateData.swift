extension Migration {
  /// Moves secrets and personal data to a file of their own.
  static let version6PrivateData: StaticString = """
    PRAGMA private.application_id = 0x54525350;
    CREATE TABLE "private"."owner" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "project_id" TEXT NOT NULL CHECK (typeof("project_id") = 'text'));
    CREATE TABLE "private"."person" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "subject" TEXT NOT NULL CHECK (typeof("subject") = 'text'),
      "kind" TEXT NOT NULL CHECK (typeof("kind") = 'text') CHECK ("kind" = 'name' OR "kind" = 'contact' OR "kind" = 'contract_number' OR "kind" = 'message' OR "kind" = 'address'),
      "value" TEXT NOT NULL CHECK (typeof("value") = 'text') CHECK (value <> ''),
      UNIQUE ("subject", "kind"));
    CREATE TABLE "private"."access_token" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "name" TEXT NOT NULL CHECK (typeof("name") = 'text') CHECK (name <> '' AND instr(name, char(10)) = 0),
      "digest" TEXT NOT NULL CHECK (typeof("digest") = 'text') CHECK (length(digest) = 64),
      "scope" TEXT NOT NULL CHECK (typeof("scope") = 'text') CHECK ("scope" = 'read' OR "scope" = 'status'),
      "created" TEXT NOT NULL CHECK (typeof("created") = 'text') CHECK ("created" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
      "expires" TEXT NOT NULL CHECK (typeof("expires") = 'text') CHECK ("expires" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
      "revoked" TEXT CHECK ("revoked" IS NULL OR typeof("revoked") = 'text') CHECK ("revoked" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z'),
      UNIQUE ("name"),
      UNIQUE (digest));
    CREATE TABLE "private"."publication_key" (
      "fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      "id" TEXT NOT NULL CHECK (typeof("id") = 'text'),
      "key" TEXT NOT NULL CHECK (typeof("key") = 'text') CHECK (length(key) = 64),
      UNIQUE ("id"));

    INSERT INTO private.owner (fid, project_id) VALUES (1, lower(hex(randomblob(16))));
    INSERT INTO private.person (subject, kind, value) SELECT subject, kind, value FROM status_person ORDER BY fid;
    INSERT INTO private.access_token (name, digest, scope, created, expires, revoked)
      SELECT name, digest, scope, created, expires, revoked FROM main.access_token ORDER BY fid;
    INSERT INTO private.publication_key (id, key) SELECT lower(hex(randomblob(16))), key FROM main.publication_key LIMIT 1;
    DROP TABLE status_person;
    DROP TABLE main.access_token;
    DROP TABLE main.publication_key;
    DELETE FROM gpkg_contents WHERE table_name IN ('status_person', 'access_token', 'publication_key');
    """
}
