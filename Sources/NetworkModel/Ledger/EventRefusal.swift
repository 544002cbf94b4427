/// The reason why an event cannot be entered into the ledger.
public enum EventRefusal: Error, Hashable, Sendable {
  /// The event's time is in the future.
  case inFuture(Timestamp)
  /// The last entry of the ledger is clearly later than the clock: one of the two clocks was wrong.
  case clockBehind(Timestamp, lastEntry: Timestamp)
  /// The event's time is before the subject's last event.
  case beforeLast(Timestamp, last: Timestamp)
  /// The table of steps does not allow it.
  case forbidden(EventKind, from: String, allowed: [EventKind])
  /// The event concerns another kind of subject.
  case wrongSubject(EventKind)
  /// A correction specifies no event, or an event of another subject.
  case noSuchEvent(Int64?)
  /// The event has been corrected already, or is itself a correction.
  case notCorrectable(Int64)
  /// Later events would not be allowed without the event.
  case laterEventsRest(on: Int64)
  /// A correction has no reason.
  case noReason
  /// A text is missing, or contains a line break or another character that is not drawn.
  case unwritable(String)
}

extension EventRefusal: CustomStringConvertible {
  /// A short description of the fault.
  public var description: String {
    switch self {
    case .inFuture(let time): "\(time) is in the future"
    case .clockBehind(let clock, let last):
      "the clock is at \(clock), and the last entry of the ledger was made at \(last)"
    case .beforeLast(let time, let last): "\(time) is before the last event, at \(last)"
    case .forbidden(let event, let status, _): "\(event.rawValue) cannot follow \(status)"
    case .wrongSubject(let event):
      switch event.concerns {
      case .dwelling: "\(event.rawValue) concerns a dwelling, and no dwelling is specified"
      case .report: "\(event.rawValue) concerns the report of a citizen"
      case .building, nil: "\(event.rawValue) concerns the building, not a dwelling"
      }
    case .noSuchEvent(nil): "a correction must specify the event that it takes back"
    case .noSuchEvent(let sequence?): "the subject has no event \(sequence)"
    case .notCorrectable(let sequence):
      "event \(sequence) is a correction or has been taken back already"
    case .laterEventsRest(let sequence): "later events depend on event \(sequence)"
    case .noReason: "a correction needs a reason"
    case .unwritable(let field):
      "the \(field) is missing, or contains a line break or another control character"
    }
  }

  /// How to fix it.
  public var fix: String {
    switch self {
    case .inFuture: "enter the time of the event; a time without a zone is UTC"
    case .clockBehind:
      "set the clock if it is wrong; if the last entry was made under a wrong clock, see docs/ledger.md"
    case .beforeLast: "enter a later time, or take back the later events first"
    case .forbidden(_, _, let allowed):
      allowed.isEmpty
        ? "only a correction can follow"
        : "allowed next: \(allowed.map(\.rawValue).joined(separator: ", "))"
    case .wrongSubject(let event):
      switch event.concerns {
      case .dwelling: "specify the dwelling"
      case .report: "enter it for a report"
      case .building, nil: "specify no dwelling"
      }
    case .noSuchEvent: "the history of the address lists the numbers"
    case .notCorrectable: "enter the correct event as a new one"
    case .laterEventsRest: "take back the later events first, starting with the last"
    case .noReason: "state the reason as proof"
    case .unwritable: "write it on one line, in visible characters"
    }
  }
}
