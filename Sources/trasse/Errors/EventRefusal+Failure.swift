public import CommandLineKit
public import NetworkModel
import Wording

extension EventRefusal: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    let words = Explanation(self)
    return switch self {
    case .noSuchEvent:
      Failure(
        .badData, words.message,
        fix: "list the numbers with `trasse status PROJECT history ADDRESS`")
    default: Failure(.badData, words.message, fix: words.fix)
    }
  }
}
