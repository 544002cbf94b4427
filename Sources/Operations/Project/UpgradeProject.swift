public import ProjectStore

/// Brings a project file of an earlier version to the version of this program.
public struct UpgradeProject: Sendable {
  /// The project file.
  public var path: String
  /// How long to wait while another process writes.
  public var wait: LockWait

  /// Describes the operation.
  public init(path: String, wait: LockWait = 5) {
    self.path = path
    self.wait = wait
  }

  /// Upgrades the file in one transaction.
  ///
  /// - Returns: the version that the file had and the one it has now; `nil` for a project without
  ///   tables.
  /// - Throws: `ProjectStoreError` where the file is not a project, was made by a newer program, or
  ///   cannot be written.
  public func run() throws -> (from: Int64, to: Int64)? {
    try Project.upgrade(path: path, wait: wait)
  }
}
