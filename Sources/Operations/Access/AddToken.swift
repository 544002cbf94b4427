public import NetworkModel
public import ProjectStore

/// Creates a token for access to a project over the network.
public struct AddToken: Sendable {
  /// The path of the project.
  public var project: String
  /// The name of its bearer, which is the actor of the events entered with it.
  public var name: String
  /// What it allows.
  public var scope: AccessToken.Scope
  /// When it ends.
  public var expires: Timestamp
  /// How long to wait while another process writes.
  public var wait: LockWait

  /// Describes the token.
  public init(
    project: String, name: String, scope: AccessToken.Scope, expires: Timestamp, wait: LockWait = 5
  ) {
    self.project = project
    self.name = name
    self.scope = scope
    self.expires = expires
    self.wait = wait
  }

  /// Creates the token, hands it over, and stores it where that has succeeded.
  ///
  /// - Parameter handOver: receives the token and its secret, which is not stored.
  /// - Returns: the token.
  /// - Throws: `ProjectStoreError` where the name or the end is not acceptable, and what `handOver`
  ///   throws.
  public func run(handOver: (AccessToken, _ secret: String) throws -> Void) throws -> AccessToken {
    let project = try Project(path: project, readOnly: false, wait: wait)
    return try project.writing {
      let (token, secret) = try project.addAccessToken(name: name, scope: scope, expires: expires)
      try handOver(token, secret)
      return token
    }
  }
}
