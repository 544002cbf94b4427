/// What a citizen has reported, and what became of it.
public struct CitizenReport: Sendable {
  /// How a report was closed.
  public struct Closing: Hashable, Sendable {
    /// The number of the event.
    public let sequence: Int64
    /// When.
    public let time: Timestamp
    /// By whom.
    public let actor: String
    /// With what result.
    public let result: String

    /// Describes how a report was closed.
    package init(sequence: Int64, time: Timestamp, actor: String, result: String) {
      self.sequence = sequence
      self.time = time
      self.actor = actor
      self.result = result
    }
  }

  /// The report's subject in the ledger.
  public let subject: StatusSubject
  /// The report's name.
  public let id: String
  /// The id of the address on file now; `nil` where none was found.
  public let addressID: String?
  /// What kind of error was reported: a word of the public server's list.
  public let kind: String
  /// When it came in.
  public let received: Timestamp
  /// How it was closed; `nil` while it is open.
  public package(set) var closing: Closing?
  /// What was written and how the sender can be reached, as far as it is not erased.
  public package(set) var personal: [PersonalDatum: String] = [:]

  /// Describes an open report without personal data.
  package init(
    subject: StatusSubject, id: String, addressID: String?, kind: String, received: Timestamp
  ) {
    self.subject = subject
    self.id = id
    self.addressID = addressID
    self.kind = kind
    self.received = received
  }
}
