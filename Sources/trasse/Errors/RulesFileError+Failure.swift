public import CommandLineKit
public import Operations
import Rules

extension RulesFileError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .unreadable(let path):
      Failure(.noInput, "\(path): there is no such file", fix: "check the name")
    case .invalid(let path, let error):
      Failure(.badData, "\(path): \(error.failure.message)", fix: error.failure.fix)
    }
  }
}
