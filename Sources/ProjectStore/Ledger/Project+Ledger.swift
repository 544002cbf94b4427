public import NetworkModel
import GeoPackage

/// Ends a transaction without storing it.
private struct Discarded: Error {}

extension Project {
  /// The number and the hash of the last event; 0 and zeros before the first.
  public func ledgerHead() throws -> (sequence: Int64, hash: String) {
    let head = try rows(LedgerHead.self).first ?? LedgerHead()
    return (head.sequence, head.hash)
  }

  /// Runs a body that enters events, in one transaction: all of it is stored, or none.
  ///
  /// - Parameters:
  ///   - now: the moment of entry.
  ///   - isKept: asked at the end whether to keep what was entered.
  ///   - body: enters the events.
  /// - Returns: what the body returns.
  /// - Throws: what the body throws, and ``ProjectStoreError`` where the file cannot be written.
  package func enterEvents<Result>(
    now: Timestamp = .now, keeping isKept: (Result) -> Bool = { _ in true },
    _ body: (inout LedgerWriter) throws -> Result
  ) throws -> Result {
    guard crs != nil else { throw isEmpty() }
    var discarded: Result?
    do {
      return try writing {
        var writer = try LedgerWriter(connection, now: now)
        let result = try body(&writer)
        guard isKept(result) else {
          discarded = result
          throw Discarded()
        }
        try writer.finish()
        return result
      }
    } catch is Discarded {
      guard let discarded else { preconditionFailure("it was set when this was thrown") }
      return discarded
    }
  }

  /// The present standing of every building and dwelling that has events, ordered by subject.
  public func standings() throws -> [Standing] {
    try standings(where: "report IS NULL")
  }

  /// Every subject that has events, reports included, now or at a past moment, ordered by subject.
  func everyStanding(at moment: LedgerMoment? = nil) throws -> [Standing] {
    try moment.map(replayed) ?? standings(where: "TRUE")
  }

  /// The building of an address and its dwellings, as far as they have events.
  public func standings(ofAddress id: AddressID) throws -> [Standing] {
    try standings(where: "address_id = \(id) AND report IS NULL")
  }

  /// Every event about the building of an address, its dwellings and reports about it, in the order
  /// of the ledger.
  public func history(ofAddress id: AddressID) throws -> [StatusEvent] {
    try rows(LedgerRow.self, where: Self.isOf(address: id)).map { row in
      guard let event = row.event else { throw unreadable(row.fields.sequence) }
      return event
    }
  }

  /// Where every building and dwelling stood at a past moment: the ledger played up to it.
  ///
  /// - Complexity: O(events).
  public func standings(at moment: LedgerMoment) throws -> [Standing] {
    try replayed(to: moment).filter { $0.subject.kind != .report }
  }

  private func replayed(to moment: LedgerMoment) throws -> [Standing] {
    guard crs != nil else { return [] }
    return try reading {
      let last: SQL = moment.lastEvent.map { " AND sequence <= \($0)" } ?? ""
      var standings = try replay(where: "time <= \(moment.time)\(last)").standings
      let addresses = Dictionary(
        uniqueKeysWithValues: try everyStanding().map { ($0.subject, $0.addressID) })
      for index in standings.indices {
        standings[index].addressID =
          addresses[standings[index].subject] ?? standings[index].addressID
      }
      return standings.sorted { $0.subject.text < $1.subject.text }
    }
  }

  /// Rebuilds the table of standings from the ledger.
  ///
  /// - Complexity: O(events).
  public func rebuildStandings() throws {
    guard crs != nil else { return }
    try writing {
      try replace(try replay(where: "TRUE").standings)
      try settleStandings()
    }
  }

  /// Ties every subject to its address on file, and gives each dwelling the state that the ledger
  /// knows; call within ``writing(_:)``.
  ///
  /// Where an import has merged a subject's address into another, the subject goes with it. A
  /// dwelling with events stays on file as long as its address does.
  func settleStandings() throws {
    guard crs != nil else { return }
    try connection.execute(
      """
      UPDATE status_subject SET address_id = coalesce(
        (SELECT merged_address.address_id FROM merged_address
          WHERE merged_id = own_id AND NOT EXISTS (SELECT 1 FROM address WHERE id = own_id)
          ORDER BY merged_address.address_id LIMIT 1), own_id)
        FROM (SELECT fid AS own_fid, CASE WHEN report IS NOT NULL
            THEN substr(subject, 8, length(subject) - 8 - length(report))
          WHEN dwelling IS NULL THEN substr(subject, 10)
          ELSE substr(subject, 10, length(subject) - 10 - length(dwelling)) END AS own_id
          FROM status_subject)
        WHERE fid = own_fid;
      INSERT OR IGNORE INTO dwelling (address_id, label)
        SELECT address_id, dwelling FROM status_subject
        WHERE dwelling IS NOT NULL AND address_id IN (SELECT id FROM address);
      UPDATE dwelling SET state = coalesce((
        SELECT state FROM status_subject AS own
        WHERE own.address_id = dwelling.address_id AND own.dwelling = dwelling.label
        ORDER BY own.last_event DESC LIMIT 1), 'unknown');
      """)
  }

  private func replay(where condition: SQL) throws -> LedgerReplay {
    var replay = LedgerReplay()
    var rows = try RecordReader(connection, LedgerRow.table, where: condition)
    while let fields = try rows.next()?.fields {
      guard let event = StatusEvent(fields) else { throw unreadable(fields.sequence) }
      do {
        try replay.take(event.past, of: event.subject, text: fields.subject)
      } catch is EventRefusal {
        throw unreadable(fields.sequence)
      }
    }
    return replay
  }

  private func unreadable(_ sequence: Int64) -> ProjectStoreError {
    ProjectStoreError(.content(.changedLedger(sequence: sequence)), path)
  }

  func standings(where condition: SQL) throws -> [Standing] {
    try rows(Standing.self, where: condition)
  }

  /// Selects the rows about the subjects of an address, reports included, or about one dwelling.
  static func isOf(address id: AddressID, dwelling: String? = nil) -> SQL {
    let own: SQL = dwelling.map { " AND dwelling = \($0)" } ?? ""
    return """
      subject IN (SELECT subject FROM main.status_subject WHERE address_id = \(id)\(own))
      """
  }

  /// The labels of an address's dwellings, in their order.
  public func dwellings(ofAddress id: AddressID) throws -> [String] {
    try rows(Dwelling.self, where: "address_id = \(id)").map(\.label)
  }

  /// The labels of all dwellings by address.
  package func dwellingsByAddress() throws -> [AddressID: [String]] {
    Dictionary(grouping: try rows(Dwelling.self), by: \.addressID).mapValues {
      $0.map(\.label)
    }
  }

  /// Puts a dwelling on file; call within ``writing(_:)``.
  package func addDwelling(_ label: String, toAddress id: AddressID) throws {
    try replace([Dwelling(addressID: id, label: label)], where: "FALSE")
  }
}
