import FoundationEssentials
import GeoPackage
public import Geospatial
import NetworkModel
import TextFormats

/// The project file: a GeoPackage with everything known and planned of one town.
///
/// The tables are made with the project's CRS, which is given when the file is made or taken from
/// the first import. Each operation works in one transaction (``writing(_:)``) or on one snapshot
/// (``reading(_:)``).
public final class Project {
  /// The file's path.
  public let path: String
  let connection: Connection
  /// The project's CRS; `nil` before the first import where none was given.
  public internal(set) var crs: CoordinateReferenceSystem?
  /// Secrets and personal data beside the project file.
  var privateFile: PrivateFile

  /// Describes a project that is opened already.
  init(path: String, connection: Connection) {
    self.path = path
    self.connection = connection
    privateFile = PrivateFile(beside: path)
  }

  /// Opens a project.
  ///
  /// A file that is opened for reading is not written to, with one exception: where a process was
  /// killed within a transaction, what it had begun is taken back first.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - readOnly: whether nothing will be written.
  ///   - wait: how long to wait while another process writes.
  /// - Throws: ``ProjectStoreError`` where there is no such file, it is not a project, is damaged,
  ///   or has another version of the tables than this program.
  public convenience init(path: String, readOnly: Bool, wait: LockWait = 5) throws {
    try self.init(opening: path, readOnly: readOnly, wait: wait)
    try readDescription()
  }

  /// Reads the CRS of a project of this program's version.
  ///
  /// - Throws: ``ProjectStoreError`` for a file of another version or another program.
  func readDescription() throws {
    do {
      try connection.reading {
        guard let version = try version() else { return }
        guard version == Schema.version else {
          throw ProjectStoreError.otherVersion(version, of: path)
        }
        if let code = try connection.integer("SELECT srs_id FROM trasse_project") {
          guard let code = Int32(exactly: code) else {
            throw ProjectStoreError(
              .content(
                .unreadableRow(layer: ProjectRow.table.schema.exportedName, reason: "srs_id")), path
            )
          }
          crs = try CoordinateReferenceSystem(code: code)
        }
      }
    } catch {
      throw Self.explain(error, path)
    }
  }

  /// Opens a project of any version, or another file with its tables.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - readOnly: whether nothing will be written.
  ///   - wait: how long to wait while another process writes.
  ///   - applicationID: what the header of the file names its kind.
  /// - Throws: ``ProjectStoreError`` where there is no such file, or it is of another kind.
  init(
    opening path: String, readOnly: Bool, wait: LockWait, applicationID: Int64 = 0x4750_4B47
  ) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw ProjectStoreError(.file(.missing), path)
    }
    self.path = path
    privateFile = PrivateFile(beside: path)
    do {
      if readOnly && FileManager.default.fileExists(atPath: path + "-journal") {
        // A process was killed within a transaction: only a writing connection can take it back.
        _ = try? Connection(path: path, mode: .readWrite)
      }
      connection = try wait.connection(to: path, mode: readOnly ? .readOnly : .readWrite)
      try connection.reading {
        guard try connection.integer("PRAGMA application_id") == applicationID,
          try connection.integer(
            "SELECT count(*) FROM sqlite_schema WHERE name = 'gpkg_contents'") == 1
        else {
          let isEmpty = OutputDestination(path).isFree
          throw ProjectStoreError(.file(isEmpty ? .emptyFile : .notGeoPackage), path)
        }
      }
    } catch {
      throw Self.explain(error, path)
    }
  }

  /// The version of the file's tables; `nil` before the project has a CRS.
  ///
  /// - Throws: ``ProjectStoreError`` for a GeoPackage of another program.
  func version() throws -> Int64? {
    guard
      try connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'trasse_project'")
        == 1
    else {
      if try connection.integer("SELECT count(*) FROM gpkg_contents") == 0 { return nil }
      throw ProjectStoreError(.file(.notProject), path)
    }
    guard let version = try connection.integer("SELECT schema_version FROM trasse_project") else {
      throw ProjectStoreError(.content(.missingDescription), path)
    }
    return version
  }

  /// Sets the project's CRS and makes its tables; call within ``writing(_:)``.
  ///
  /// - Parameters:
  ///   - system: the CRS.
  ///   - projectID: the id of the project; a random one where `nil`.
  /// - Throws: ``ProjectStoreError`` for a CRS whose lengths are not metres.
  package func establish(_ system: CoordinateReferenceSystem, as projectID: String? = nil) throws {
    guard crs == nil else { return }
    if let fault = try system.lengthFault() { throw unsuitable(system, fault) }
    try connection.add(try SpatialReference.of(code: system.code))
    for table in Schema.tables { try connection.create(table, srid: system.code) }
    try connection.insert([LedgerHead()], into: LedgerHead.table, srid: system.code)
    try connection.insert(
      [
        ProjectRow(
          srid: Int64(system.code), version: Schema.version,
          projectID: projectID ?? Self.randomHex(bits: 128), publicationKeyID: nil)
      ], into: ProjectRow.table, srid: system.code)
    crs = system
  }

  /// The error for a CRS whose lengths are not metres.
  func unsuitable(_ system: CoordinateReferenceSystem, _ fault: LengthFault) -> ProjectStoreError {
    ProjectStoreError(
      .content(.unsuitableCRS(identifier: system.identifier, name: system.name, fault)), path)
  }

  /// The random id of the project; `nil` before it has a CRS.
  func projectID() throws -> String? {
    guard crs != nil else { return nil }
    return try connection.text("SELECT project_id FROM trasse_project")
  }

  /// The fault of an operation that needs data.
  func isEmpty() -> ProjectStoreError {
    ProjectStoreError(.content(.empty), path)
  }
}

extension SpatialReference {
  /// A CRS of the registry as a GeoPackage defines it.
  static func of(code: Int32) throws -> SpatialReference {
    let system = try CoordinateReferenceSystem(code: code)
    return SpatialReference(
      id: code, name: system.name, organization: code >= 100_000 ? "ESRI" : "EPSG",
      definition: system.wellKnownText)
  }
}
