/// One entry of the ledger: a row of the table `status_event`.
///
/// It never changes.
public struct StatusEvent: Hashable, Sendable {
  /// The number in the ledger: 1, 2, 3 … without gaps.
  public let sequence: Int64
  /// The time of the event.
  public let time: Timestamp
  /// The time of entry.
  public let recorded: Timestamp
  /// The person or program that reported the event.
  public let actor: String
  /// The subject of the event.
  public let subject: StatusSubject
  /// The kind of event.
  public let kind: EventKind
  /// The event that a correction revokes.
  public let corrects: Int64?
  /// The evidence for the event, or the reason of a correction; may be empty.
  public let proof: String

  // Reason: one parameter for each stored property.
  /// Creates an event as it is stored.
  package init(
    sequence: Int64, time: Timestamp, recorded: Timestamp, actor: String, subject: StatusSubject,
    kind: EventKind, corrects: Int64?, proof: String
  ) {
    self.sequence = sequence
    self.time = time
    self.recorded = recorded
    self.actor = actor
    self.subject = subject
    self.kind = kind
    self.corrects = corrects
    self.proof = proof
  }
}

/// An event to be entered.
public struct StatusEventDraft: Hashable, Sendable {
  /// The subject of the event.
  public var subject: StatusSubject
  /// The kind of event.
  public var kind: EventKind
  /// The time of the event.
  public var time: Timestamp
  /// The person or program that reports the event.
  public var actor: String
  /// The evidence for the event; for a correction, the reason.
  public var proof: String
  /// The event that a correction revokes.
  public var corrects: Int64?

  /// Creates a draft.
  public init(
    subject: StatusSubject, kind: EventKind, time: Timestamp, actor: String, proof: String = "",
    corrects: Int64? = nil
  ) {
    self.subject = subject
    self.kind = kind
    self.time = time
    self.actor = actor
    self.proof = proof
    self.corrects = corrects
  }
}
