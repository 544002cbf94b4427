public import ProjectStore

/// Derives all states again from the events.
public struct RebuildStandings: Sendable {
  /// The path of the project.
  public var project: String
  /// How long to wait while another process writes.
  public var wait: LockWait

  /// Describes the work.
  public init(project: String, wait: LockWait = 5) {
    self.project = project
    self.wait = wait
  }

  /// Derives the states in one transaction.
  ///
  /// - Returns: the number of buildings and dwellings that have events.
  /// - Throws: `ProjectStoreError`.
  public func run() throws -> Int {
    let project = try Project(path: project, readOnly: false, wait: wait)
    try project.rebuildStandings()
    return try project.standings().count
  }
}
