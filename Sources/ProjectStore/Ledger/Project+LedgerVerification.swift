public import NetworkModel
import GeoPackage

extension Project {
  /// Checks the chain, every step, the times, the head, and that the stored states say what the
  /// events say.
  ///
  /// - Parameters:
  ///   - witness: a hash that somebody noted earlier, in either case: it must still be in the
  ///     chain.
  ///   - now: the present: an entry that was made later was made under a wrong clock.
  /// - Returns: what was found.
  /// - Throws: ``ProjectStoreError`` where the file cannot be read.
  /// - Complexity: O(events).
  public func verifyLedger(witness: String? = nil, now: Timestamp = .now) throws
    -> LedgerVerification
  {
    var check = ChainCheck(witness: witness?.lowercased(), now: now)
    return try reading {
      guard crs != nil else {
        if try connection.integer(
          "SELECT count(*) FROM sqlite_schema WHERE name = 'status_event'") == 1
        {
          check.result = .withoutDescription
        }
        check.findWitness()
        return check.result
      }
      guard try check.read(connection) else { return check.result }
      try check.compareHead(connection)
      check.findWitness()
      check.result.findings += try checkStates(check.replay.standings)
      return check.result
    }
  }
}

/// A check of the events, one after the other.
private struct ChainCheck {
  var result = LedgerVerification()
  private(set) var replay = LedgerReplay()
  private let witness: String?
  private var isWitnessed: Bool
  private let latest: Timestamp

  init(witness: String?, now: Timestamp) {
    self.witness = witness
    // Every chain begins with the origin.
    isWitnessed = witness == nil || witness == EventHash.origin
    latest = Timestamp(seconds: now.seconds + LedgerWriter.clockTolerance)
  }

  mutating func find(_ sequence: Int64?, _ fault: LedgerVerification.Fault) {
    result.findings.append(.init(sequence: sequence, fault))
  }

  mutating func findWitness() {
    if !isWitnessed, let witness { find(nil, .noWitness(witness)) }
  }

  /// Reads the events up to the first one that breaks the chain.
  ///
  /// - Returns: whether the chain is intact.
  mutating func read(_ connection: Connection) throws -> Bool {
    var rows = try RecordReader(connection, LedgerRow.table)
    var hash = EventHash()
    var recorded = Timestamp(seconds: .min)
    var early: (first: StatusEvent, count: Int)?
    do {
      while let row = try rows.next() {
        if let (sequence, fault) = try fault(row, &hash, after: &recorded, &early) {
          find(sequence, fault)
          return false
        }
      }
    } catch let fault as RowFault {
      find(result.events + 1, .unreadableRow(fault.reason))
      return false
    }
    if let early {
      find(
        early.first.sequence,
        .enteredInFuture(early.first.recorded, further: early.count - 1))
    }
    return true
  }

  private mutating func fault(
    _ row: LedgerRow, _ hash: inout EventHash, after recorded: inout Timestamp,
    _ early: inout (first: StatusEvent, count: Int)?
  ) throws -> (sequence: Int64, fault: LedgerVerification.Fault)? {
    let fields = row.fields
    let expected = result.events + 1
    if fields.sequence < expected { return (fields.sequence, .numberBelowOne) }
    if fields.sequence > expected { return (expected, .missing) }
    if fields.previous != result.head { return (expected, .otherPrevious) }
    let own = row.hash
    if hash.of(fields) != own { return (expected, .otherContent) }
    guard let event = row.event else { return (expected, .invalidField) }
    if event.time > event.recorded { return (expected, .enteredBeforeItHappened) }
    if event.recorded < recorded { return (expected, .enteredBeforePrevious) }
    do {
      try replay.take(event.past, of: event.subject, text: fields.subject)
    } catch let refusal as EventRefusal {
      return (expected, .forbidden(refusal))
    }
    recorded = event.recorded
    if recorded > latest { early = (early?.first ?? event, (early?.count ?? 0) + 1) }
    result.events = expected
    result.head = own
    if own == witness { isWitnessed = true }
    return nil
  }

  /// Compares the last row with the stored head, to find rows that are missing or added at the end.
  mutating func compareHead(_ connection: Connection) throws {
    var statement = try connection.prepare("SELECT sequence, hash FROM status_head")
    var heads: [(sequence: Int64, hash: String)] = []
    while try statement.step() { heads.append((statement.integer(0), statement.text(1))) }
    guard heads.count == 1, let head = heads.first else {
      return find(nil, .heads(heads.count))
    }
    if head.sequence > result.events {
      find(result.events + 1, .missing)
    } else if head.sequence < result.events {
      find(max(head.sequence, 0) + 1, .behindHead)
    } else if head.hash != result.head {
      find(result.events, .otherThanHead)
    }
  }
}
