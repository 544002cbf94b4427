import Hashing
import NetworkModel
import FoundationEssentials
package import GeoPackage
public import Geospatial

/// The project file: a GeoPackage with everything known and planned of one town.
///
/// Layers come into being with the project's CRS, which is given when the file is made or taken from
/// the first import. Each command works in one transaction.
public final class Project {
  /// The file's path.
  public let path: String
  package let connection: Connection
  /// The project's CRS; `nil` before the first import where none was given.
  public private(set) var crs: CoordinateReferenceSystem?
  /// The version of the file's layers; 0 before it has any.
  private var version: Int64 = 0

  /// Whether the file has the ledger's tables: a file of schema 1 gets them when it is first written.
  var hasLedger: Bool { version >= 2 }
  /// Whether the file has tables for what is built.
  var hasAsBuilt: Bool { version >= 3 }

  private static let ownLayers: [Layer] = [
    Address.layer, Dwelling.layer, Street.layer, Building.layer, Obstacle.layer, Parcel.layer,
    Area.layer, Conduit.layer, Site.layer, ImportSource.layer, Scenario.layer,
    ScenarioRow<TrenchSegment>.layer, ScenarioRow<Drop>.layer, ScenarioRow<NetworkNode>.layer,
    ScenarioRow<PlanException>.layer, CoverageArea.layer,
  ]

  /// The layers that other programs are meant to see.
  static let layers = ownLayers + LedgerTables.layers + AsBuiltTables.layers

  /// The layers that plans are made from, whose content is fingerprinted.
  private static let inputLayers: [Layer] = [
    Address.layer, Street.layer, Building.layer, Obstacle.layer, Parcel.layer, Area.layer,
    Conduit.layer, Site.layer,
  ]

  private init(path: String, connection: Connection) {
    self.path = path
    self.connection = connection
  }

  /// Makes an empty project.
  ///
  /// - Throws: ``ProjectError`` where the file is there already, cannot be made, or the CRS is not
  ///   metric.
  public static func create(at path: String, crs: CoordinateReferenceSystem?) throws -> Project {
    if FileManager.default.fileExists(atPath: path) {
      throw ProjectError(
        category: .cannotCreate, file: path, what: "the file is there already",
        mend: "choose another name, or delete it first")
    }
    do {
      let connection = try Connection(path: path, mode: .create)
      let project = Project(path: path, connection: connection)
      try connection.transaction {
        try connection.createGeoPackage([try SpatialReference.of(code: 4326)])
        if let crs { try project.establish(crs) }
      }
      return project
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      try? FileManager.default.removeItem(atPath: path + "-journal")
      throw Self.explain(error, path)
    }
  }

  /// Opens a project.
  ///
  /// - Throws: ``ProjectError`` where there is no such file, it is not a project, is damaged or was
  ///   made by a newer program.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - readOnly: whether nothing will be written.
  ///   - wait: how many seconds to wait while another process writes.
  public init(path: String, readOnly: Bool, wait: Double = 5) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw ProjectError(
        category: .noInput, file: path, what: "there is no such project",
        mend: "make one with `trasse new \(path)`")
    }
    self.path = path
    do {
      if readOnly && FileManager.default.fileExists(atPath: path + "-journal") {
        // A command was interrupted: only a writing connection can take back what it had begun.
        _ = try? Connection(path: path, mode: .readWrite)
      }
      connection = try Connection(
        path: path, mode: readOnly ? .readOnly : .readWrite, wait: wait)
      guard try connection.integer("PRAGMA application_id") == 0x4750_4B47,
        try connection.integer(
          "SELECT count(*) FROM sqlite_schema WHERE name = 'gpkg_contents'") == 1
      else {
        throw ProjectError(
          category: .badData, file: path, what: "the file is a database but no GeoPackage",
          mend: "import it with `trasse import` into a project")
      }
      guard try Self.exists("trasse_project", connection) else {
        if try connection.integer("SELECT count(*) FROM gpkg_contents") == 0 { return }
        throw ProjectError(
          category: .badData, file: path, what: "the GeoPackage is no Trasse project",
          mend: "make a project with `trasse new` and import this file into it")
      }
      version = try connection.integer("SELECT schema_version FROM trasse_project") ?? 0
      guard version <= Migration.lastVersion else {
        throw ProjectError(
          category: .badData, file: path,
          what: "the project was made by a newer program (schema \(version))",
          mend: "use a newer trasse")
      }
      if let code = try connection.integer("SELECT srs_id FROM trasse_project") {
        crs = try CoordinateReferenceSystem(code: Int32(code))
        if version < Migration.lastVersion {
          if readOnly {
            // Layers of today have columns that this file lacks: only a writing connection adds them.
            version = try Project(path: path, readOnly: false, wait: wait).version
          } else {
            try connection.transaction { try migrate(srid: Int32(code)) }
          }
        }
      }
    } catch {
      throw Self.explain(error, path)
    }
  }

  /// Brings a file of an earlier schema to this one; call within a transaction.
  private func migrate(srid: Int32) throws {
    // Another process may have done it since the version was read.
    version = try connection.integer("SELECT schema_version FROM trasse_project") ?? 0
    for migration in Migration.all where migration.version > version {
      try migration.run(connection, srid)
      version = migration.version
    }
    try connection.execute("UPDATE trasse_project SET schema_version = \(version)")
  }

  private static func exists(_ table: String, _ connection: Connection) throws -> Bool {
    try connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = '\(table)'") == 1
  }

  /// Fixes the project's CRS and makes its layers; call within a transaction.
  ///
  /// - Throws: ``ProjectError`` for a CRS in degrees.
  package func establish(_ system: CoordinateReferenceSystem) throws {
    guard crs == nil else { return }
    guard !system.isGeographic else {
      throw ProjectError(
        category: .usage, file: path,
        what: "\(system.identifier) (\(system.name)) is in degrees, a project needs metres",
        mend: "choose a projected CRS such as EPSG:25832")
    }
    try connection.announce(try SpatialReference.of(code: system.code))
    for layer in Self.ownLayers { try connection.create(layer.table, srid: system.code) }
    try LedgerTables.create(on: connection, srid: system.code)
    try AsBuiltTables.create(on: connection, srid: system.code)
    try connection.create(AccessToken.layer.table, srid: system.code)
    try connection.create(
      FeatureTable(
        name: "trasse_project", summary: "The project's CRS and the version of its layers",
        geometry: nil, columns: ["srs_id INTEGER NOT NULL", "schema_version INTEGER NOT NULL"]),
      srid: system.code)
    try connection.execute(
      "INSERT INTO trasse_project VALUES (1, \(system.code), \(Migration.lastVersion))")
    crs = system
    version = Migration.lastVersion
  }

  /// Runs a body in one transaction and explains what SQLite refuses.
  package func transaction<Result>(_ body: () throws -> Result) throws -> Result {
    try explaining { try connection.transaction(body) }
  }

  /// Runs a body and explains what SQLite refuses.
  func explaining<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      throw Self.explain(error, path)
    }
  }

  // MARK: Rows

  /// All rows of a layer, ordered by key; none before the project has a CRS.
  package func rows<Record: LayerRecord>(_ type: Record.Type, where condition: String? = nil)
    throws -> [Record]
  {
    guard crs != nil else { return [] }
    do {
      var reader = RowReader(
        try connection.prepare(Record.layer.selection(where: condition)), layer: Record.layer.name)
      var rows: [Record] = []
      while try reader.next(hasGeometry: Record.layer.geometry != nil) {
        rows.append(try Record(from: &reader))
      }
      return rows
    } catch {
      throw Self.explain(error, path)
    }
  }

  /// Adds rows to a layer; call within a transaction.
  ///
  /// - Throws: `DatabaseError` where a row breaks the schema or the file cannot be written.
  package func append<Record: LayerRecord>(_ records: [Record]) throws {
    try replace(records, where: "FALSE")
  }

  /// Replaces the rows of a layer that a condition selects; call within a transaction.
  ///
  /// - Parameters:
  ///   - records: the new rows.
  ///   - condition: which rows go; all where `nil`.
  ///   - overwriting: whether a new row may take the place of one with its key that stays.
  /// - Throws: `DatabaseError` where a row breaks the schema or the file cannot be written.
  package func replace<Record: LayerRecord>(
    _ records: [Record], where condition: String? = nil, overwriting: Bool = false
  ) throws {
    guard let crs else { preconditionFailure("the project has no CRS yet") }
    let layer = Record.layer
    func write() throws {
      let filter = condition.map { " WHERE \($0)" } ?? ""
      try connection.execute("DELETE FROM \"\(layer.name)\"\(filter)")
      var writer = RowWriter(try connection.prepare(layer.insertion(overwriting: overwriting)))
      for record in records {
        if layer.geometry != nil {
          writer.add(record.layerGeometry.map { GeometryBlob.encode($0, srid: crs.code) })
        }
        record.write(to: &writer)
        try writer.run()
      }
    }
    if layer.geometry == nil {
      try write()
    } else {
      try connection.writeInBulk(layer.name, write)
    }
  }

  // MARK: Fingerprints

  /// SHA-256 of each input layer's content: every column of every row, ordered by id; of the ledger,
  /// where it has events, the hash of the last.
  ///
  /// - Complexity: O(size of the layers).
  public func inputDigests() throws -> [String: String] {
    guard crs != nil else { return [:] }
    var digests: [String: String] = [:]
    let head = try ledgerHead()
    if head.sequence > 0 { digests[LedgerTables.event.name] = head.hash }
    let works = try surveys().isEmpty ? [] : [BuiltRow.layer]
    for layer in Self.inputLayers + works {
      var statement = try connection.prepare(layer.selection())
      let columns = Int32(layer.columnNames.count)
      var digest = SHA256()
      while try statement.step() {
        for column in 0..<columns {
          statement.withBytes(column) { digest.add($0) }
          digest.add(statement.isNull(column) ? "\u{1}" : "\u{2}")
        }
      }
      digests[layer.name] = digest.hexadecimal()
    }
    return digests
  }

  // MARK: Faults

  /// A fault of the database in words for the person before it.
  package static func explain(_ error: any Error, _ path: String) -> any Error {
    guard let fault = error as? DatabaseError else { return error }
    let (category, what, mend): (ProjectError.Category, String, String) =
      switch fault.category {
      case .notADatabase:
        (.badData, "the file is not a GeoPackage", "name a file made by `trasse new`")
      case .corrupt:
        (.badData, "the file is damaged or cut short", "restore it from a copy")
      case .readOnly:
        (.cannotCreate, "the file or its folder cannot be written", "grant the right to write")
      case .full: (.cannotCreate, "the disk is full", "free some space; the project is as it was")
      case .busy:
        (
          .inputOutput, "another process is writing the project",
          "try again when it has ended, or let the command wait with --wait SECONDS"
        )
      case .cannotOpen:
        (.cannotCreate, "the file cannot be opened or made", "check the folder and its rights")
      case .inputOutput: (.inputOutput, "reading or writing failed", "check the disk")
      case .constraint, .interrupted, .other:
        (.inputOutput, fault.description, "report this as a fault of the program")
      }
    return ProjectError(category: category, file: path, what: what, mend: mend)
  }
}

extension SpatialReference {
  /// A CRS of the registry as a GeoPackage announces it.
  static func of(code: Int32) throws -> SpatialReference {
    let system = try CoordinateReferenceSystem(code: code)
    return SpatialReference(
      id: code, name: system.name, organization: code >= 100_000 ? "ESRI" : "EPSG",
      definition: system.wellKnownText)
  }
}
