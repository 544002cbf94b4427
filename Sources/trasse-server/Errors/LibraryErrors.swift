public import CommandLineKit
public import HTTPServing
public import LookupServer
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

extension Configuration.Fault: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure { Failure(.badData, description.withoutFullStop) }
}

extension Listener.Failure: ExplainedError {
  /// The error in words for the user.
  public var failure: CommandLineKit.Failure {
    CommandLineKit.Failure(.unavailable, description.withoutFullStop)
  }
}

extension HTTPServer.StartFailure: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure { Failure(.unavailable, description.withoutFullStop) }
}

extension String {
  fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
