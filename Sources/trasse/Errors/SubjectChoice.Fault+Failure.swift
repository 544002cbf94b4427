public import CommandLineKit
public import NetworkModel

extension SubjectChoice.Fault: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .needsDwelling(let event, let known):
      Failure(
        .usage, "\(event.rawValue) concerns a dwelling, and no dwelling is specified",
        fix: known.isEmpty
          ? "specify it with --dwelling and --new-dwellings"
          : "specify one of \(SubjectChoice.list(known)) with --dwelling")
    case .unknownDwelling(let label, let known):
      Failure(
        .usage, "there is no dwelling \(label)",
        fix: known.isEmpty
          ? "add it with --new-dwellings"
          : "choose from \(SubjectChoice.list(known)), or add it with --new-dwellings")
    }
  }
}
