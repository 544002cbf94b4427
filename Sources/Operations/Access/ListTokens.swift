public import NetworkModel
import ProjectStore

/// Lists the tokens of a project, without their secrets.
public struct ListTokens: Sendable {
  /// The path of the project.
  public var project: String

  /// Describes the list.
  public init(project: String) { self.project = project }

  /// Reads the tokens.
  ///
  /// - Throws: `ProjectStoreError`.
  public func run() throws -> [AccessToken] {
    try Project(path: project, readOnly: true).accessTokens()
  }
}
