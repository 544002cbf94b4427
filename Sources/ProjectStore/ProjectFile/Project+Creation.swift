import FoundationEssentials
import GeoPackage
public import Geospatial
import TextFormats

extension Project {
  /// Makes an empty project, which appears under its name when it is complete.
  ///
  /// An empty file of that name is replaced.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - crs: the CRS; that of the first import where `nil`.
  ///   - wait: how long to wait while another process writes the new project already.
  /// - Returns: the project, open for writing.
  /// - Throws: ``ProjectStoreError`` where the file exists already, also where another process has
  ///   made it in the meantime, where it cannot be made, or the CRS is not metric.
  public static func create(
    at path: String, crs: CoordinateReferenceSystem?, wait: LockWait = 5
  ) throws -> Project {
    let destination = OutputDestination(path)
    guard destination.isFree else {
      throw ProjectStoreError(.file(.exists), path)
    }
    let privateFile = PrivateFile(beside: path).path
    if FileManager.default.fileExists(atPath: privateFile) {
      throw ProjectStoreError(.privateFile(.ofEarlierProject), privateFile)
    }
    do {
      let output = try OutputFile(destination, as: .database)
      if let temporary = output.temporary {
        try makeTables(in: temporary, of: path, crs: crs)
      }
      try output.finish(.keptUnlessEmpty)
    } catch let failure as FileSink.Failure {
      throw ProjectStoreError(.file(fault(of: failure)), path)
    } catch {
      throw explain(error, path)
    }
    return try Project(path: path, readOnly: false, wait: wait)
  }

  /// Makes the tables of an empty project in a file that has not its name yet.
  private static func makeTables(
    in file: String, of path: String, crs: CoordinateReferenceSystem?
  ) throws {
    let connection = try Connection(path: file, mode: .create)
    let project = Project(path: path, connection: connection)
    try connection.writing {
      try connection.createGeoPackage([try SpatialReference.of(code: 4326)])
      if let crs { try project.establish(crs) }
    }
  }

  private static func fault(of failure: FileSink.Failure) -> ProjectStoreError.FileFault {
    switch failure {
    case .exists, .isFolder, .inUse: .exists
    case .cannotCreate: .cannotOpen
    case .cannotWrite, .readerEnded: .inputOutput
    }
  }
}
