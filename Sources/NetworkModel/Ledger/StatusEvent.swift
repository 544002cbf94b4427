/// One entry of the ledger: a row of the table `status_event`, never changed.
public struct StatusEvent: Hashable, Sendable {
  /// Its place in the ledger: 1, 2, 3 … without holes.
  public let sequence: Int64
  /// When it happened.
  public let time: Timestamp
  /// When it was entered.
  public let recorded: Timestamp
  /// Who reported it.
  public let actor: String
  /// What it happened to.
  public let subject: StatusSubject
  /// What happened.
  public let kind: EventKind
  /// The event that a correction takes back.
  public let corrects: Int64?
  /// What shows that it happened, or the reason of a correction; empty where there is nothing.
  public let proof: String

  /// Creates an event as it is on file.
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

/// An event that somebody wants entered.
public struct StatusEventDraft: Hashable, Sendable {
  /// What it happened to.
  public var subject: StatusSubject
  /// What happened.
  public var kind: EventKind
  /// When it happened.
  public var time: Timestamp
  /// Who reports it.
  public var actor: String
  /// What shows that it happened; for a correction the reason.
  public var proof: String
  /// The event that a correction takes back.
  public var corrects: Int64?

  /// Drafts an event.
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
