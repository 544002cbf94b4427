public import CommandLineKit
public import Importing
import NetworkModel
public import PublicProjection
public import Publication

extension EventRowError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .unknownEvent(let word):
      Failure(
        .badData, word.isEmpty ? "no event" : "there is no event \(word)",
        fix: "choose from \(EventKind.ofPremises.map(\.rawValue).joined(separator: ", "))")
    case .invalidTime(let text):
      Failure(
        .badData, text.isEmpty ? "no time" : "\(text) is not a time",
        fix: "write it as 2024-03-05T14:30 or 05.03.2024")
    case .invalidNumber(let text):
      Failure(.badData, "\(text) is not the number of an event", fix: "write the number")
    case .noAddress:
      Failure(.badData, "no address", fix: "write it as street and number, or an id")
    case .address(let error): error.failure
    case .dwelling(let fault):
      if case .needsDwelling(_, let known) = fault, !known.isEmpty {
        Failure(
          .badData, fault.failure.message,
          fix: "specify one of \(SubjectChoice.list(known)) in the column dwelling")
      } else {
        fault.failure
      }
    case .refused(let refusal): refusal.failure
    }
  }
}

extension ErrorReport.LineFault: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .notJSON:
      Failure(
        .badData, "the line is not a JSON object of texts",
        fix: "a server that was stopped can leave half a line; remove it, or fix it by hand")
    case .noID:
      Failure(
        .badData, "it has no id of letters and digits",
        fix: "use the file as trasse-server writes it, or give the line an id of its own")
    case .unknownKind(let kind):
      Failure(
        .badData, kind.map { "there is no kind \($0)" } ?? "it has no kind",
        fix: "choose from "
          + ErrorReport.Kind.allCases.map(\.rawValue).joined(separator: ", "))
    case .noAddress: Failure(.badData, "it has no address", fix: "give it an address_id or address")
    case .noTime:
      Failure(.badData, "it has no time of receipt", fix: "give it a time, received, in UTC")
    case .invalidTime(let text):
      Failure(.badData, "\(text) is not a time", fix: "write it as 2026-11-23T08:30:00Z")
    }
  }
}

extension ReportImport.LineError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .line(let fault): fault.failure
    case .refused(let refusal): refusal.failure
    }
  }
}
