public import CommandLineKit
public import Exporting

extension ExportError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .unusableCRS(let error): error.failure
    }
  }
}
