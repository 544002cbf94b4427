public import ProjectStore

/// Revokes a token.
public struct RevokeToken: Sendable {
  /// The path of the project.
  public var project: String
  /// The name of the token.
  public var name: String
  /// How long to wait while another process writes.
  public var wait: LockWait

  /// Describes the token.
  public init(project: String, name: String, wait: LockWait = 5) {
    self.project = project
    self.name = name
    self.wait = wait
  }

  /// Revokes the token.
  ///
  /// - Throws: `ProjectStoreError` where there is no such token, or it was revoked before.
  public func run() throws {
    try Project(path: project, readOnly: false, wait: wait).revokeAccessToken(name: name)
  }
}
