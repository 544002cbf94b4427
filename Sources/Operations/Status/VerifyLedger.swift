public import NetworkModel
import ProjectStore

/// Checks the chain of events, every step, and that the states follow from them.
public struct VerifyLedger: Sendable {
  /// The path of the project.
  public var project: String
  /// A hash noted earlier, which must still be in the chain.
  public var witness: String?

  /// Describes the check.
  public init(project: String, witness: String? = nil) {
    self.project = project
    self.witness = witness
  }

  /// Reads the ledger in one snapshot and checks it.
  ///
  /// - Throws: `ProjectStoreError` where the file cannot be read.
  public func run() throws -> LedgerVerification {
    let project: Project
    do { project = try Project(path: self.project, readOnly: true) } catch let error
      as ProjectStoreError
    {
      guard error.fault == .content(.missingDescription) else { throw error }
      return .withoutDescription
    }
    return try project.reading { try project.verifyLedger(witness: witness) }
  }
}
