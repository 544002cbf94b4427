public import CommandLineKit
public import NetworkModel

extension EventRefusal: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .noSuchEvent:
      Failure(
        .badData, description,
        fix: "list the numbers with `trasse status PROJECT history ADDRESS`")
    default: Failure(.badData, description, fix: fix)
    }
  }
}
