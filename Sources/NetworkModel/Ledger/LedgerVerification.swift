/// The result of verifying the whole ledger.
public struct LedgerVerification: Sendable {
  /// One fault.
  public struct Finding: Hashable, Sendable {
    /// The number of the faulty event; `nil` for a fault in a stored state or a dwelling.
    public let sequence: Int64?
    /// The fault.
    public let fault: Fault

    /// Creates a finding.
    package init(sequence: Int64?, _ fault: Fault) {
      self.sequence = sequence
      self.fault = fault
    }
  }

  /// The kinds of faults.
  public enum Fault: Hashable, Sendable {
    // The chain of events.

    /// The event's number is below 1.
    case numberBelowOne
    /// There is no event of this number, although the ledger has later ones or did have.
    case missing
    /// The event does not contain the hash of the event before it.
    case otherPrevious
    /// The event's hash is not that of its content.
    case otherContent
    /// The row has a value that cannot be read, for the given reason.
    case unreadableRow(String)
    /// A field has none of its possible values.
    case invalidField
    /// The event was entered before it happened.
    case enteredBeforeItHappened
    /// The event was entered before the event before it.
    case enteredBeforePrevious
    /// The event is not allowed after the earlier ones.
    case forbidden(EventRefusal)
    /// The event was entered later than now, as were a number of further ones.
    case enteredInFuture(Timestamp, further: Int)

    // The head, and what somebody noted.

    /// The ledger has another number of heads than one.
    case heads(Int)
    /// The event is behind the head: another program has added it.
    case behindHead
    /// The event has another hash than the head.
    case otherThanHead
    /// No event has the hash that was noted earlier.
    case noWitness(String)
    /// The table that describes the project is missing.
    case noDescription

    // The stored states, which follow from the events.

    /// The text of a subject, and what is wrong with its stored state.
    case state(of: String, StateFault)
  }

  /// What is wrong with the stored state of a subject.
  public enum StateFault: Hashable, Sendable {
    /// The subject has two states.
    case twice
    /// These columns have other values than the events lead to.
    case otherValues(columns: [String])
    /// The state has the address of another subject.
    case otherAddress
    /// The subject has events and no state.
    case noState
    /// The subject has a state and no event.
    case noEvent
    /// The layer `dwelling` has another state.
    case otherDwellingState
    /// The subject has events and is not in the layer `dwelling`.
    case noDwelling
  }

  /// The number of valid events before the first faulty one.
  public package(set) var events: Int64 = 0
  /// The hash of the last valid event.
  public package(set) var head = EventHash.origin
  /// All faults.
  ///
  /// Of the hash chain only the first fault is listed, because every later event depends on it.
  public package(set) var findings: [Finding] = []

  /// The number of the first faulty event; `nil` if the hash chain is intact.
  public var firstBadEvent: Int64? { findings.first { $0.sequence != nil }?.sequence }

  /// Creates a result without findings.
  package init() {
  }

  /// The result for a file that no longer describes its project, and with it its ledger.
  package static var withoutDescription: LedgerVerification {
    var result = LedgerVerification()
    result.findings = [Finding(sequence: nil, .noDescription)]
    return result
  }
}
