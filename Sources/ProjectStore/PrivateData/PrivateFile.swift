import Foundation
import GeoPackage
import Geospatial
import NetworkModel
import TextFormats

/// The file of secrets and personal data beside a project file: `PATH.private`, mode 0600.
///
/// It is made when it is first needed, attached to the project's connection, and written in the
/// same transactions. Its rows and the project's belong to each other by a random project id.
struct PrivateFile {
  static let applicationID: Int64 = 0x5452_5350

  /// The file's path.
  let path: String
  /// What the attached file was when it was attached.
  private var attached: FileIdentity?
  private var isChecked = false

  init(beside project: String) { path = project + ".private" }

  private static let tables = [
    PrivateFileOwner.table.schema, PersonalRow.table.schema, AccessToken.table.schema,
    PublicationKey.table.schema,
  ]

  /// Attaches the file where it is present.
  ///
  /// - Parameters:
  ///   - connection: the project's connection.
  ///   - projectID: the project's id.
  ///   - isCreating: whether a file is made where none is present; within a transaction.
  /// - Returns: whether it is attached now.
  /// - Throws: ``ProjectStoreError`` for a file of another project, one that others may read, or
  ///   one that is not a regular file.
  mutating func attach(to connection: Connection, projectID: String, creating isCreating: Bool)
    throws
    -> Bool
  {
    var present = try identity()
    if let attached, present != attached {
      // Before a transaction it would have been let go of: an attached file that has lost its name must not
      // be written.
      guard isCreating else { return false }
      throw ProjectStoreError(.privateFile(.removed), path)
    }
    if attached == nil {
      if present == nil {
        guard isCreating else { return false }
        try makeEmptyFile()
        present = try identity()
      }
      for suffix in ["-journal", "-wal"] where FileKind(atPath: path + suffix) == .other {
        throw ProjectStoreError(.privateFile(.notPlain), path + suffix)
      }
      try recover(connection)
      try connection.run("ATTACH DATABASE \(path) AS private")
      attached = present
      try connection.execute("PRAGMA private.secure_delete = ON")
      isChecked = false
    }
    // A process that was killed while it made the file, or a transaction that was taken back, leaves an
    // empty one.
    if try hasNoTables(connection) {
      guard isCreating else { return false }
      try create(on: connection, projectID: projectID)
    } else if !isChecked {
      do { try check(connection, projectID) } catch {
        try? detach(from: connection)
        throw error
      }
    }
    isChecked = true
    return true
  }

  /// Attaches a file without tables for a migration, which makes them.
  ///
  /// - Throws: ``ProjectStoreError`` where there is a file with content.
  mutating func attachNew(to connection: Connection) throws {
    if try identity() == nil { try makeEmptyFile() }
    try connection.run("ATTACH DATABASE \(path) AS private")
    attached = try identity()
    try connection.execute("PRAGMA private.secure_delete = ON")
    guard try hasNoTables(connection) else {
      throw ProjectStoreError(.privateFile(.exists), path)
    }
  }

  /// Lets go of a file that was removed or replaced; not within a transaction.
  mutating func refresh(_ connection: Connection) throws {
    if let attached, try identity() != attached { try detach(from: connection) }
  }

  /// Lets go of the file; not within a transaction.
  mutating func detach(from connection: Connection) throws {
    guard attached != nil else { return }
    try connection.execute("DETACH DATABASE private")
    attached = nil
  }

  private func hasNoTables(_ connection: Connection) throws -> Bool {
    try connection.integer("SELECT count(*) FROM private.sqlite_schema") == 0
  }

  private func create(on connection: Connection, projectID: String) throws {
    try connection.execute("PRAGMA private.application_id = 0x54525350")
    for table in Self.tables { try connection.createPlain(table) }
    try connection.insert(
      [PrivateFileOwner(projectID: projectID)], into: PrivateFileOwner.table, srid: 0)
  }

  private func check(_ connection: Connection, _ projectID: String) throws {
    let application = try connection.integer("PRAGMA private.application_id")
    guard application == Self.applicationID,
      try connection.records(of: PrivateFileOwner.table).map(\.projectID) == [projectID]
    else {
      throw ProjectStoreError(.privateFile(.ofOtherProject), path)
    }
  }

  /// Makes the file so that nobody else can read it at any moment; a symbolic link is not followed.
  private func makeEmptyFile() throws {
    let file = unsafe open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      throw ProjectStoreError(.privateFile(.cannotCreate), path)
    }
    close(file)
  }

  /// Takes back what a killed process had begun, where only a writing connection can.
  private func recover(_ connection: Connection) throws {
    guard connection.mode == .readOnly, FileManager.default.fileExists(atPath: path + "-journal")
    else { return }
    _ = try? Connection(path: path, mode: .readWrite)
  }

  /// The file as it is now; `nil` where there is none.
  ///
  /// - Throws: ``ProjectStoreError`` for a link, a folder, and a file that others may read.
  private func identity() throws -> FileIdentity? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ProjectStoreError(.privateFile(.notPlain), path)
    }
    guard status.st_mode & 0o077 == 0 else {
      throw ProjectStoreError(.privateFile(.openToOthers), path)
    }
    return FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  private struct FileIdentity: Equatable {
    let device: UInt64
    let number: UInt64
  }
}

extension Project {
  /// Runs a body with the private file attached.
  ///
  /// - Returns: what the body returns; `nil` where there is no such file.
  /// - Throws: ``ProjectStoreError`` where the file cannot be used.
  func withPrivateFile<Result>(_ body: () throws -> Result) throws -> Result? {
    guard let projectID = try projectID() else { return nil }
    return try explaining {
      if !connection.isInTransaction { try privateFile.refresh(connection) }
      guard try privateFile.attach(to: connection, projectID: projectID, creating: false) else {
        return nil
      }
      return try body()
    }
  }

  /// Attaches the private file and makes it where there is none; call within ``writing(_:)``.
  func requirePrivateFile() throws {
    guard let projectID = try projectID() else { throw isEmpty() }
    try explaining {
      _ = try privateFile.attach(to: connection, projectID: projectID, creating: true)
    }
  }
}
