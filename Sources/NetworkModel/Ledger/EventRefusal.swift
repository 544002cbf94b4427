/// Why an event cannot enter the ledger.
public enum EventRefusal: Error, Hashable, Sendable {
  /// It lies after the present.
  case inFuture(Timestamp)
  /// It lies before the subject's last event.
  case beforeLast(Timestamp, last: Timestamp)
  /// The table of steps does not allow it.
  case forbidden(EventKind, from: String, allowed: [EventKind])
  /// It happens to another kind of subject.
  case wrongSubject(EventKind)
  /// A correction that names no event, or one of another subject.
  case noSuchEvent(Int64?)
  /// The event was taken back before, or is itself a correction.
  case notCorrectable(Int64)
  /// Without the event, what came after it would not have been allowed.
  case laterEventsRest(on: Int64)
  /// A correction without its reason.
  case noReason
  /// A text that is missing, or that holds a line break or another control character.
  case unwritable(String)
}

extension EventRefusal: CustomStringConvertible {
  /// What is wrong, in a few words.
  public var description: String {
    switch self {
    case .inFuture(let time): "\(time) lies in the future"
    case .beforeLast(let time, let last): "\(time) lies before the last event there, of \(last)"
    case .forbidden(let event, let status, _): "\(event.rawValue) cannot follow \(status)"
    case .wrongSubject(let event):
      switch event.concerns {
      case .dwelling: "\(event.rawValue) happens to a dwelling, and none is named"
      case .report: "\(event.rawValue) happens to the report of a citizen"
      case .building, nil: "\(event.rawValue) happens to the building, not to a dwelling"
      }
    case .noSuchEvent(nil): "a correction must name the event it takes back"
    case .noSuchEvent(let sequence?): "there is no event \(sequence) there"
    case .notCorrectable(let sequence): "event \(sequence) is a correction or taken back already"
    case .laterEventsRest(let sequence): "later events rest on event \(sequence)"
    case .noReason: "a correction needs its reason"
    case .unwritable(let field): "the \(field) is missing or holds a line break"
    }
  }

  /// How to mend it.
  public var mend: String {
    switch self {
    case .inFuture: "give the time it happened; a time without a zone counts as UTC"
    case .beforeLast: "give a later time, or take the later events back first"
    case .forbidden(_, _, let allowed):
      allowed.isEmpty
        ? "nothing can follow it but a correction"
        : "allowed next: \(allowed.map(\.rawValue).joined(separator: ", "))"
    case .wrongSubject(let event):
      switch event.concerns {
      case .dwelling: "name the dwelling"
      case .report: "enter it with `trasse reports`"
      case .building, nil: "leave the dwelling out"
      }
    case .noSuchEvent: "see the numbers with `trasse status PROJECT history ADDRESS`"
    case .notCorrectable: "enter the right event anew"
    case .laterEventsRest: "take those back first, the last one first"
    case .noReason: "say why in the proof"
    case .unwritable: "write it on one line"
    }
  }
}
