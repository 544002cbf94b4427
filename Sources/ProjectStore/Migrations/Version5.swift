extension Migration {
  /// Tokens for the engineers' view.
  static let version5 = Migration(
    version: 5, name: "access tokens",
    statements: [
      """
      CREATE TABLE "access_token" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "name" TEXT NOT
        NULL CHECK (name <> '' AND instr(name, char(10)) = 0), "digest" TEXT NOT NULL UNIQUE CHECK
        (length(digest) = 64), "scope" TEXT NOT NULL CHECK (scope IN ('read', 'status')),
        "created" TEXT NOT NULL CHECK (length(created) = 20), "expires" TEXT NOT NULL CHECK
        (length(expires) = 20), "revoked" TEXT CHECK (length(revoked) = 20), UNIQUE ("name"))
        STRICT;
      INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) SELECT
        'access_token', 'attributes', 'access_token',
        'Who may see the project over the net: never exported', NULL FROM trasse_project;
      """
    ])
}
