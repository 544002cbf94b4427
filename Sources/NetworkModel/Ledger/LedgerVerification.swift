/// What a check of the whole ledger found.
public struct LedgerVerification: Sendable {
  /// One thing that is wrong.
  public struct Finding: Hashable, Sendable {
    /// The event it was found at; `nil` for a standing or a dwelling.
    public let sequence: Int64?
    /// What is wrong.
    public let what: String

    /// Describes a finding.
    package init(sequence: Int64?, what: String) {
      self.sequence = sequence
      self.what = what
    }
  }

  /// How many events are sound, from the first on.
  public package(set) var events: Int64 = 0
  /// The hash of the last sound event.
  public package(set) var head = EventHash.origin
  /// What is wrong; of the chain only the first place, since all after it is in doubt.
  public package(set) var findings: [Finding] = []

  /// The number of the first bad event; `nil` where the chain is intact.
  public var firstBadEvent: Int64? { findings.first { $0.sequence != nil }?.sequence }

  /// A check that has found nothing yet.
  package init() {
  }
}
