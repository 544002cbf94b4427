public import CommandLineKit
public import NetworkModel
import Wording

extension SubjectChoice.Fault: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure { Failure(.usage, Explanation(self).message, fix: fix) }

  private var fix: String {
    switch self {
    case .needsDwelling(_, let known):
      known.isEmpty
        ? "specify it with --dwelling and --new-dwellings"
        : "specify one of \(SubjectChoice.list(known)) with --dwelling"
    case .unknownDwelling(_, let known):
      known.isEmpty
        ? "add it with --new-dwellings"
        : "choose from \(SubjectChoice.list(known)), or add it with --new-dwellings"
    }
  }
}
