public import CommandLineKit
import Importing
import NetworkModel
public import Operations
import ProjectStore

extension OperationError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .unstoredPlan(let error, let project, let file):
      Self.unstoredPlan(error.failure, project, file)
    case .noAddressInDistrict(let project):
      Failure(
        .badData, "\(project), layer area: no address is in a district",
        fix: "import areas of kind district, or plan without --by")
    case .unreadableFile(let path):
      Failure(
        .noInput, "\(path): there is no such file, or it cannot be read",
        fix: "check its name and permissions")
    case .badSurvey(let reject, let bad, let total):
      Failure(
        .badData,
        "\(reject.file), layer \(reject.layer), feature \(reject.feature): \(reject.fault.reason); in all "
          + "\(bad) of \(total) features cannot be accepted",
        fix: "\(reject.fault.fix); or enter the others with --keep-good")
    case .refusedEvent(let refusal, let subject, let project):
      Failure(
        .badData, "\(project), \(subject): \(refusal.failure.message)",
        fix: refusal.failure.fix)
    case .noSuchReport(let project, let name):
      Failure(
        .usage, "\(project): there is no report \(name)",
        fix: "list them with `trasse reports PROJECT list --all`")
    case .ambiguousReport(let project, let name, let count):
      Failure(
        .usage, "\(project): \(count) reports begin with \(name)",
        fix: "list them with `trasse reports PROJECT list --all`")
    case .reportIsOpen(let report):
      Failure(
        .usage, "report \(report): the report is open",
        fix: "list them with `trasse reports PROJECT list --all`")
    case .outputIsInput(let path, let input):
      Self.refusal(
        path, path == input ? "is an input" : "is, or belongs to, the input \(input)")
    case .outputIsProject(let path): Self.refusal(path, "is a project, or belongs to one")
    case .outputIsPublicFile(let path): Self.refusal(path, "is a public file")
    case .outputIsOtherDatabase(let path):
      Self.refusal(path, "is a database, but not a public file")
    }
  }

  /// Finished plans that could not be stored, with the status of that.
  private static func unstoredPlan(_ reason: Failure, _ project: String, _ file: String?) -> Failure
  {
    let status = Interruption.isRequested ? .interrupted : reason.status
    guard let file else {
      return Failure(
        status,
        "\(reason.message); the finished plan is lost, because neither the folder of the project nor "
          + "that for temporary files can be written", fix: reason.fix)
    }
    return Failure(
      status, "\(reason.message); the finished plan is in \(file)",
      fix: "when the project can be written again, store the plan with "
        + "`trasse plan \(project) --resume \(file)`")
  }

  /// An output that would replace a file that must stay.
  private static func refusal(_ path: String, _ reason: String) -> Failure {
    Failure(
      .cannotCreate, "\(path) \(reason), and an output does not replace it",
      fix: "choose another name for the output")
  }
}
