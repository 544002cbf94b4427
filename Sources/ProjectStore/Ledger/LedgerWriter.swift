package import NetworkModel
package import GeoPackage

/// Enters events, each after the steps it must follow; lives within one transaction.
///
/// Standings are read when a subject is first met and written by ``finish()``, so that a million
/// events cost a million insertions and little else.
package struct LedgerWriter: ~Copyable {
  private let connection: Connection
  /// The moment of entry, which every event is marked with.
  package let now: Timestamp
  private let nowText: String
  private var hash: EventHash
  private var head: (sequence: Int64, hash: String)
  private let first: Int64
  private var standings: [Standing] = []
  private var slots: [StatusSubject: Int] = [:]
  private var texts: [String] = []
  private var insertion: Statement
  private var selection: Statement
  private var twin: Statement

  /// Begins where the ledger ends.
  package init(_ connection: Connection, now: Timestamp) throws {
    let head = try Self.head(connection)
    // A clock that was set back must not make the ledger run backwards.
    let recorded = try connection.text(
      "SELECT recorded FROM status_event WHERE sequence = \(head.sequence)")
    let insertion = try connection.prepare(
      """
      INSERT INTO status_event (sequence, time, recorded, actor, subject, event, corrects, proof,
        previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    let selection = try connection.prepare(
      """
      SELECT \(StandingRow.columns) FROM status_subject
      WHERE address_id = ? AND dwelling IS ? AND report IS NULL ORDER BY last_event DESC LIMIT 1
      """)
    let twin = try connection.prepare(
      """
      SELECT sequence FROM status_event WHERE subject = ? AND event = ? AND time = ?
        AND actor = ? AND proof = ? AND corrects IS ?
      """)
    self.connection = connection
    self.now = max(now, recorded.flatMap { Timestamp($0) } ?? now)
    nowText = self.now.description
    self.head = head
    first = head.sequence + 1
    hash = EventHash()
    self.insertion = insertion
    self.selection = selection
    self.twin = twin
  }

  private static func head(_ connection: Connection) throws -> (sequence: Int64, hash: String) {
    var last = try connection.prepare("SELECT sequence, hash FROM status_head")
    guard try last.step() else {
      throw ProjectError(
        category: .badData, file: connection.path, layer: "status_head", what: "the row is gone",
        mend: "see `trasse status PROJECT verify`")
    }
    return (last.integer(0), last.text(1))
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
    if draft.time > now { throw EventRefusal.inFuture(draft.time) }
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
    try insert(fields)
    return sequence
  }

  /// Writes where the subjects stand now, and the head of the chain.
  package mutating func finish() throws {
    if head.sequence < first { return }
    var upsert = try connection.prepare(StandingRow.upsert)
    var dwelling = try connection.prepare(
      "UPDATE dwelling SET state = ? WHERE address_id = ? AND label = ?")
    for (slot, standing) in standings.enumerated() where standing.lastEvent >= first {
      StandingRow.bind(standing, texts[slot], to: &upsert)
      try upsert.run()
      guard let label = standing.subject.dwelling else { continue }
      dwelling.bind(standing.status.word, at: 1)
      dwelling.bind(standing.addressID, at: 2)
      dwelling.bind(label, at: 3)
      try dwelling.run()
    }
    var update = try connection.prepare("UPDATE status_head SET sequence = ?, hash = ?")
    update.bind(head.sequence, at: 1)
    update.bind(head.hash, at: 2)
    try update.run()
  }

  private static func check(_ draft: StatusEventDraft) throws {
    func isLine(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F } }
    guard !draft.actor.isEmpty, isLine(draft.actor) else { throw EventRefusal.unwritable("actor") }
    guard isLine(draft.proof) else { throw EventRefusal.unwritable("proof") }
    guard draft.subject.isNamed, isLine(draft.subject.text) else {
      throw EventRefusal.unwritable(draft.subject.kind.rawValue)
    }
    if (draft.kind == .correction) != (draft.corrects != nil) {
      throw EventRefusal.noSuchEvent(draft.corrects)
    }
    if draft.kind == .correction && draft.proof.isEmpty { throw EventRefusal.noReason }
  }

  /// The place of what stands at an address now, under whatever id its first event entered.
  private mutating func slot(of subject: StatusSubject) throws -> Int {
    if let slot = slots[subject] { return slot }
    let standing = subject.kind == .report ? try stored(report: subject) : try stored(subject)
    standings.append(standing)
    texts.append(standing.subject.text)
    slots[subject] = standings.count - 1
    return standings.count - 1
  }

  private mutating func stored(_ subject: StatusSubject) throws -> Standing {
    selection.bind(subject.addressID, at: 1)
    selection.bind(subject.dwelling, at: 2)
    defer { selection.reset() }
    return try selection.step()
      ? try StandingRow.standing(selection) : Standing(before: subject)
  }

  private func stored(report subject: StatusSubject) throws -> Standing {
    var own = try connection.prepare(
      "SELECT \(StandingRow.columns) FROM status_subject WHERE subject = ?")
    own.bind(subject.text, at: 1)
    return try own.step() ? try StandingRow.standing(own) : Standing(before: subject)
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

  private mutating func insert(_ fields: EventHash.Fields) throws {
    insertion.bind(fields.sequence, at: 1)
    insertion.bind(fields.time, at: 2)
    insertion.bind(fields.recorded, at: 3)
    insertion.bind(fields.actor, at: 4)
    insertion.bind(fields.subject, at: 5)
    insertion.bind(fields.event, at: 6)
    insertion.bind(fields.corrects, at: 7)
    insertion.bind(fields.proof, at: 8)
    insertion.bind(fields.previous, at: 9)
    insertion.bind(head.hash, at: 10)
    try insertion.run()
  }
}
