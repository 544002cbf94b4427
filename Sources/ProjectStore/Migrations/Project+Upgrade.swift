import GeoPackage
import NetworkModel

extension Project {
  /// Brings a project file of an earlier version to the version of this program, in one
  /// transaction.
  ///
  /// Version 6 moves secrets and personal data into the private file and overwrites their bytes in
  /// the project file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - wait: how long to wait while another process writes.
  /// - Returns: the version that the file had and the one it has now; `nil` for a project without
  ///   tables.
  /// - Throws: ``ProjectStoreError`` where the file is not a project, was made by a newer program,
  ///   or cannot be written.
  public static func upgrade(path: String, wait: LockWait = 5) throws -> (
    from: Int64, to: Int64
  )? {
    let project = try Project(opening: path, readOnly: false, wait: wait)
    do {
      // Tables are made again under their names, and their references must stay as they are written.
      try project.connection.execute("PRAGMA foreign_keys = OFF")
      try project.connection.execute("PRAGMA legacy_alter_table = ON")
      try project.connection.execute("PRAGMA secure_delete = ON")
      var from: Int64?
      try project.connection.writing { from = try project.migrate() }
      guard let from else { return nil }
      if from < Schema.version {
        // Pages that the old tables had are given back, and with them bytes that no table has any more.
        try project.connection.execute("VACUUM")
      }
      try project.emptyLog(of: "main", at: path)
      return (from, Schema.version)
    } catch {
      throw explain(error, path)
    }
  }

  /// Runs the steps that the file lacks; call within a transaction.
  ///
  /// - Returns: the version that the file had.
  private func migrate() throws -> Int64? {
    guard let version = try version() else { return nil }
    guard version <= Schema.version else { throw ProjectStoreError.otherVersion(version, of: path) }
    for migration in Migration.all where migration.version > version {
      if migration.version == Migration.version6.version { try prepareForVersion6() }
      for part in migration.statements { try connection.execute(part) }
      try connection.run("UPDATE trasse_project SET schema_version = \(migration.version)")
    }
    var broken = try connection.prepare("PRAGMA foreign_key_check")
    guard try !broken.step() else {
      throw ProjectStoreError(.content(.danglingReference(layer: broken.text(0))), path)
    }
    return version
  }

  /// Attaches the private file where the file has anything for it, and otherwise an empty file in
  /// memory, so that the step finds the same tables either way.
  private func prepareForVersion6() throws {
    try connection.execute(
      """
      CREATE TABLE IF NOT EXISTS publication_key (
        fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, key TEXT NOT NULL)
      """)
    let count = try connection.integer(
      """
      SELECT (SELECT count(*) FROM publication_key) + (SELECT count(*) FROM access_token)
        + (SELECT count(*) FROM status_person)
      """)
    if count == 0 {
      try connection.execute("ATTACH DATABASE ':memory:' AS private")
    } else {
      try privateFile.attachNew(to: connection)
    }
  }
}
