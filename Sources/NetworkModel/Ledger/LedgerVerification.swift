/// The result of verifying the whole ledger.
public struct LedgerVerification: Sendable {
  /// One fault.
  public struct Finding: Hashable, Sendable {
    /// The number of the faulty event; `nil` for a fault in a stored state or a dwelling.
    public let sequence: Int64?
    /// A description of the fault.
    public let what: String

    /// Creates a finding.
    package init(sequence: Int64?, what: String) {
      self.sequence = sequence
      self.what = what
    }
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
    result.findings = [
      Finding(sequence: nil, what: "the description of the project is missing (trasse_project)")
    ]
    return result
  }
}
