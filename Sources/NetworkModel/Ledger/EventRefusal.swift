/// The reason why an event cannot be entered into the ledger.
public enum EventRefusal: Error, Hashable, Sendable {
  /// A text of an event.
  public enum Field: Hashable, Sendable {
    case actor, proof
    /// The id or the label that names the subject.
    case subject(StatusSubject.Kind)
  }

  /// The event's time is in the future.
  case inFuture(Timestamp)
  /// The last entry of the ledger is clearly later than the clock: one of the two clocks was wrong.
  case clockBehind(Timestamp, lastEntry: Timestamp)
  /// The event's time is before the subject's last event.
  case beforeLast(Timestamp, last: Timestamp)
  /// The steps that the ledger allows do not lead from the subject's status to the event.
  case forbidden(EventKind, from: ConnectionStatus)
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
  case unwritable(Field)
}
