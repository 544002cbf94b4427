public import CommandLineKit
public import PublicProjection

extension PublicDataError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    let status: ExitStatus =
      switch category {
      case .badData: .badData
      case .noInput: .noInput
      case .cannotCreate: .cannotCreate
      case .inputOutput: .inputOutput
      }
    return Failure(status, description.withoutFullStop)
  }
}
