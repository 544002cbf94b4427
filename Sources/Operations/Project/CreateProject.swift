public import Geospatial
public import ProjectStore
import TextFormats

/// Creates an empty project file.
public struct CreateProject: Sendable {
  /// What was created.
  public struct Output: Sendable {
    /// The CRS, where one was given.
    public let crs: CoordinateReferenceSystem?
    /// Whether an empty file of that name was replaced.
    public let replacesEmptyFile: Bool
  }

  /// The path of the new file.
  public var path: String
  /// The CRS, such as `EPSG:25832`; that of the first import where `nil`.
  public var crs: String?
  /// How long to wait while another process writes the new project already.
  public var wait: LockWait

  /// Describes the project.
  public init(path: String, crs: String? = nil, wait: LockWait = 5) {
    self.path = path
    self.crs = crs
    self.wait = wait
  }

  /// Creates the file.
  ///
  /// - Throws: `TransformationError` where the CRS is unknown; `ProjectStoreError` where the file
  ///   cannot be created or the CRS is not metric.
  public func run() throws -> Output {
    let system = try crs.map { try CoordinateReferenceSystem(identifier: $0) }
    let isOccupied = FileIdentity(path) != nil
    _ = try Project.create(at: path, crs: system, wait: wait)
    return Output(crs: system, replacesEmptyFile: isOccupied)
  }
}
