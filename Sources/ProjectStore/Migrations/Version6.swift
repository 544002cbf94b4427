extension Migration {
  /// Tables that programs with SQLite before 3.37 can read, defaults for rows that other programs
  /// add, the triggers of GeoPackage 1.4, and secrets and personal data in a file of their own.
  static let version6 = Migration(
    version: 6, name: "tables for other programs, and a file of private data",
    statements: [
      version6PrivateData, version6Tables, version6Rows, version6Triggers, version6Contents,
    ])
}
