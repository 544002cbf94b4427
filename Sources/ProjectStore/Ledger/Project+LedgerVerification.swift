public import NetworkModel
import GeoPackage

extension Project {
  /// Checks the chain, every step, and that standings and dwellings say what the ledger says.
  ///
  /// - Parameter witness: a hash that somebody noted earlier: it must still be in the chain.
  /// - Returns: what was found.
  /// - Throws: ``ProjectStoreError`` where the file cannot be read.
  /// - Complexity: O(events).
  public func verifyLedger(witness: String? = nil) throws -> LedgerVerification {
    var result = LedgerVerification()
    guard crs != nil else { return result }
    return try reading {
      var replay = LedgerReplay()
      var isWitnessed = witness == nil
      if let bad = try checkChain(&replay, &result, witness, &isWitnessed) {
        result.findings.append(bad)
        return result
      }
      if let bad = try checkHead(result) { result.findings.append(bad) }
      if !isWitnessed, let witness {
        result.findings.append(.init(sequence: nil, what: "no event has the hash \(witness)"))
      }
      result.findings += try checkStandings(replay.standings)
      return result
    }
  }

  private func checkChain(
    _ replay: inout LedgerReplay, _ result: inout LedgerVerification, _ witness: String?,
    _ isWitnessed: inout Bool
  ) throws -> LedgerVerification.Finding? {
    var rows = try RecordReader(connection, LedgerRow.table)
    var hash = EventHash()
    var recorded = Timestamp(seconds: .min)
    while let row = try rows.next() {
      let fields = row.fields
      let expected = result.events + 1
      func bad(_ what: String, at sequence: Int64 = fields.sequence) -> LedgerVerification.Finding {
        .init(sequence: sequence, what: what)
      }
      if fields.sequence < expected { return bad("its number is below 1") }
      if fields.sequence > expected { return bad("is missing", at: expected) }
      if fields.previous != result.head { return bad("does not follow the hash of the one before") }
      let own = row.hash
      if hash.of(fields) != own { return bad("its hash does not fit its content") }
      guard let event = StatusEvent(fields) else { return bad("a field is not what it must be") }
      if event.time > event.recorded { return bad("it was entered before it happened") }
      if event.recorded < recorded { return bad("it was entered before the one before") }
      do {
        try replay.take(event.past, of: event.subject, text: fields.subject)
      } catch let refusal as EventRefusal {
        return bad("a forbidden step: \(refusal)")
      }
      recorded = event.recorded
      result.events = expected
      result.head = own
      if own == witness { isWitnessed = true }
    }
    return nil
  }

  /// Compares the last row with the stored head, to find rows that are missing or added at the end.
  private func checkHead(_ result: LedgerVerification) throws -> LedgerVerification.Finding? {
    let head = try ledgerHead()
    if head.sequence > result.events {
      return .init(sequence: result.events + 1, what: "is missing")
    }
    if head.sequence < result.events {
      return .init(sequence: head.sequence + 1, what: "was not entered by this program")
    }
    return head.hash == result.head
      ? nil : .init(sequence: result.events, what: "is not the event that was entered")
  }

  private func checkStandings(_ replayed: [Standing]) throws -> [LedgerVerification.Finding] {
    var findings: [LedgerVerification.Finding] = []
    func find(_ subject: StatusSubject, _ what: String) {
      if findings.count < 100 {
        findings.append(.init(sequence: nil, what: "\(subject.text) \(what)"))
      }
    }
    var stored = Dictionary(
      uniqueKeysWithValues: try everyStanding().map { ($0.subject, $0) })
    var words: [StatusSubject: (event: Int64, word: String)] = [:]
    for var standing in replayed {
      let own = stored.removeValue(forKey: standing.subject)
      standing.addressID = own?.addressID ?? standing.addressID
      if own != standing { find(standing.subject, "does not stand where the ledger puts it") }
      let place = StatusSubject(
        addressID: standing.addressID, dwelling: standing.subject.dwelling)
      if standing.lastEvent > words[place]?.event ?? 0 {
        words[place] = (standing.lastEvent, standing.status.word)
      }
    }
    for subject in stored.keys.sorted(by: { $0.text < $1.text }) {
      find(subject, "stands somewhere without an event")
    }
    var statement = try connection.prepare(
      "SELECT address_id, label, state FROM dwelling ORDER BY address_id, label")
    while try statement.step() {
      let subject = StatusSubject(
        addressID: AddressID(statement.text(0)), dwelling: statement.text(1))
      if statement.text(2) != words[subject]?.word ?? DwellingStatus().word {
        find(subject, "has another state in the layer dwelling")
      }
    }
    return findings
  }
}
