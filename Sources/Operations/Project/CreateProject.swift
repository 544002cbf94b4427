public import Geospatial
import ProjectStore

/// Creates an empty project file.
public struct CreateProject: Sendable {
  /// The path of the new file.
  public var path: String
  /// The CRS, such as `EPSG:25832`; that of the first import where `nil`.
  public var crs: String?

  /// Describes the project.
  public init(path: String, crs: String? = nil) {
    self.path = path
    self.crs = crs
  }

  /// Creates the file.
  ///
  /// - Returns: the CRS, where one was given.
  /// - Throws: `TransformationError` where the CRS is unknown; `ProjectStoreError` where the file
  ///   cannot be created or the CRS is not metric.
  public func run() throws -> CoordinateReferenceSystem? {
    let system = try crs.map { try CoordinateReferenceSystem(identifier: $0) }
    _ = try Project.create(at: path, crs: system)
    return system
  }
}
