package import NetworkModel
package import GeoPackage
import TextFormats

/// Enters events, each after the steps it must follow; lives within one transaction.
///
/// Standings are read when a subject is first met and written by ``finish()``, so that a million
/// events cost a million insertions and little else.
package struct LedgerWriter: ~Copyable {
  private let connection: Connection
  /// The moment of entry, which every event is marked with.
  package let now: Timestamp
  private let clock: Timestamp
  private let nowText: String
  private var hash: EventHash
  private var head: (sequence: Int64, hash: String)
  private let first: Int64
  private var standings: [Standing] = []
  private var slots: [StatusSubject: Int] = [:]
  private var texts: [String] = []
  private var events: RecordWriter<LedgerRow>
  private var stored: RecordReader<Standing>
  private var reports: RecordReader<Standing>
  private var twin: Statement

  /// How far the last entry may be later than the clock, in seconds.
  ///
  /// Several computers enter events into one file, and their clocks differ. Five minutes is the
  /// difference that Kerberos tolerates by default (RFC 4120, 5.9.1: `clockskew`), so in networks
  /// of offices it is not exceeded. An entry that is further ahead was made under a wrong clock;
  /// further entries would take over its time.
  package static let clockTolerance: Int64 = 300

  /// Begins where the ledger ends.
  ///
  /// - Throws: ``EventRefusal/clockBehind(_:lastEntry:)`` where the clock is clearly behind the
  ///   last entry.
  package init(_ connection: Connection, now: Timestamp) throws {
    let head = try Self.head(connection)
    let recorded = try connection.text(
      "SELECT recorded FROM status_event WHERE sequence = \(head.sequence)"
    ).flatMap { Timestamp($0) }
    if let recorded, recorded.seconds - now.seconds > Self.clockTolerance {
      throw EventRefusal.clockBehind(now, lastEntry: recorded)
    }
    let events = try RecordWriter(connection, LedgerRow.table, srid: 0)
    let stored = try RecordReader(
      connection, Standing.table, where: "address_id = ? AND dwelling IS ? AND report IS NULL")
    let reports = try RecordReader(connection, Standing.table, where: "subject = ?")
    let twin = try connection.prepare(
      """
      SELECT sequence FROM status_event WHERE subject = ? AND event = ? AND time = ?
        AND actor = ? AND proof = ? AND corrects IS ?
      """)
    self.connection = connection
    // Clocks that differ a little must not make the ledger run backwards.
    self.now = max(now, recorded ?? now)
    clock = now
    nowText = self.now.description
    self.head = head
    first = head.sequence + 1
    hash = EventHash()
    self.events = events
    self.stored = stored
    self.reports = reports
    self.twin = twin
  }

  private static func head(_ connection: Connection) throws -> (sequence: Int64, hash: String) {
    guard let last = try connection.records(of: LedgerHead.table).first else {
      throw ProjectStoreError(.content(.missingLedgerHead), connection.path)
    }
    return (last.sequence, last.hash)
  }

  /// Where a subject stands, with what was entered so far.
  package mutating func standing(of subject: StatusSubject) throws -> Standing {
    standings[try slot(of: subject)]
  }

  /// Whether the very same event is in the ledger: subject, event, time, actor and proof.
  package mutating func knows(_ draft: StatusEventDraft) throws -> Bool {
    let slot = try slot(of: draft.subject)
    guard draft.time <= standings[slot].lastTime else { return false }
    twin.bind(texts[slot], at: 1)
    twin.bind(draft.kind.rawValue, at: 2)
    twin.bind(draft.time.description, at: 3)
    twin.bind(draft.actor, at: 4)
    twin.bind(draft.proof, at: 5)
    twin.bind(draft.corrects, at: 6)
    defer { twin.reset() }
    return try twin.step()
  }

  /// Enters an event.
  ///
  /// - Returns: its number.
  /// - Throws: ``EventRefusal`` where it cannot enter; nothing is changed then.
  @discardableResult
  package mutating func enter(_ draft: StatusEventDraft) throws -> Int64 {
    try Self.check(draft)
    let slot = try slot(of: draft.subject)
    let text = texts[slot]
    if draft.time > clock && draft.time != now { throw EventRefusal.inFuture(draft.time) }
    let sequence = head.sequence + 1
    let event = Standing.Past(
      sequence: sequence, kind: draft.kind, time: draft.time, corrects: draft.corrects)
    let connection = connection
    try standings[slot].take(event) { try Self.history(of: text, connection) }
    let fields = EventHash.Fields(
      sequence: sequence, time: draft.time.description, recorded: nowText, actor: draft.actor,
      subject: text,
      event: draft.kind.rawValue, corrects: draft.corrects, proof: draft.proof,
      previous: head.hash)
    head = (sequence, hash.of(fields))
    try events.write(LedgerRow(fields: fields, hash: head.hash))
    return sequence
  }

  /// Writes where the subjects stand now, and the head of the chain.
  package mutating func finish() throws {
    if head.sequence < first { return }
    var rows = try RecordWriter(
      connection, Standing.table, srid: 0, onConflict: .update(keeping: ["address_id"]))
    var dwelling = try connection.prepare(
      "UPDATE dwelling SET state = ? WHERE address_id = ? AND label = ?")
    for standing in standings where standing.lastEvent >= first {
      try rows.write(standing)
      guard let label = standing.subject.dwelling else { continue }
      dwelling.bind(standing.status.word, at: 1)
      standing.addressID.bind(to: &dwelling, at: 2)
      dwelling.bind(label, at: 3)
      try dwelling.run()
    }
    try connection.run(
      "UPDATE status_head SET sequence = \(head.sequence), hash = \(head.hash)")
  }

  private static func check(_ draft: StatusEventDraft) throws {
    func isLine(_ text: String) -> Bool { text.visibleOnOneLine == text }
    guard !draft.actor.isEmpty, isLine(draft.actor) else { throw EventRefusal.unwritable(.actor) }
    guard isLine(draft.proof) else { throw EventRefusal.unwritable(.proof) }
    guard draft.subject.isNamed, isLine(draft.subject.label ?? ""),
      !draft.subject.text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else {
      throw EventRefusal.unwritable(.subject(draft.subject.kind))
    }
    if (draft.kind == .correction) != (draft.corrects != nil) {
      throw EventRefusal.noSuchEvent(draft.corrects)
    }
    if draft.kind == .correction && draft.proof.isEmpty { throw EventRefusal.noReason }
  }

  /// The index of a subject's standing, whatever id the address had at its first event.
  private mutating func slot(of subject: StatusSubject) throws -> Int {
    if let slot = slots[subject] { return slot }
    let standing = subject.kind == .report ? try stored(report: subject) : try stored(subject)
    standings.append(standing)
    texts.append(standing.subject.text)
    slots[subject] = standings.count - 1
    return standings.count - 1
  }

  private mutating func stored(_ subject: StatusSubject) throws -> Standing {
    // Where an import has merged addresses, several subjects can be those of one place.
    let found = try stored.all(subject.addressID.sqlValue, subject.dwelling.sqlValue)
    return found.max { $0.lastEvent < $1.lastEvent } ?? Standing(before: subject)
  }

  private mutating func stored(report subject: StatusSubject) throws -> Standing {
    try reports.all(.text(subject.text)).first ?? Standing(before: subject)
  }

  private static func history(of subject: String, _ connection: Connection) throws
    -> [Standing.Past]
  {
    var statement = try connection.prepare(
      """
      SELECT sequence, event, time, corrects FROM status_event WHERE subject = ?
      ORDER BY sequence
      """)
    statement.bind(subject, at: 1)
    var history: [Standing.Past] = []
    while try statement.step() {
      guard let kind = EventKind(rawValue: statement.text(1)),
        let time = Timestamp(statement.text(2))
      else { continue }
      history.append(
        Standing.Past(
          sequence: statement.integer(0), kind: kind, time: time,
          corrects: statement.optionalInteger(3)))
    }
    return history
  }
}
