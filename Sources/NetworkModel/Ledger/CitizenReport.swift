/// A report from a citizen, and how it was closed.
public struct CitizenReport: Sendable {
  /// How a report was closed.
  public struct Closing: Hashable, Sendable {
    /// The number of the closing event.
    public let sequence: Int64
    /// The time of closing.
    public let time: Timestamp
    /// The person who closed the report.
    public let actor: String
    /// The result.
    public let result: String

    /// Creates a description of the closing.
    package init(sequence: Int64, time: Timestamp, actor: String, result: String) {
      self.sequence = sequence
      self.time = time
      self.actor = actor
      self.result = result
    }
  }

  /// The report's subject in the ledger.
  public let subject: StatusSubject
  /// The report's id.
  public let id: String
  /// The current id of the address; `nil` if no address was found.
  public let addressID: AddressID?
  /// The kind of error: a word from the public server's list.
  public let kind: String
  /// The time of receipt.
  public let received: Timestamp
  /// How it was closed; `nil` while it is open.
  public package(set) var closing: Closing?
  /// The message and the sender's contact data, unless erased.
  public package(set) var personal: [PersonalDatum: String] = [:]

  /// Creates an open report without personal data.
  package init(
    subject: StatusSubject, id: String, addressID: AddressID?, kind: String, received: Timestamp
  ) {
    self.subject = subject
    self.id = id
    self.addressID = addressID
    self.kind = kind
    self.received = received
  }
}
