package import GeoPackage
package import NetworkModel

// The schema guards what a row must be; the chain of hashes shows whether a row was changed.

/// A row of `status_event` as it is stored, valid or not.
struct LedgerRow: StoredRecord {
  /// Everything but the row's own hash, as it is hashed.
  var fields: EventHash.Fields
  /// The hash that the row states.
  var hash: String

  static let table = Table(
    "status_event", summary: "The ledger: every event, in the order it was entered",
    key: ["sequence"], rowNumber: "sequence",
    blank: LedgerRow(
      fields: EventHash.Fields(
        sequence: 0, time: "", recorded: "", actor: "", subject: "", event: "", corrects: nil,
        proof: "", previous: ""), hash: ""),
    columns: [
      Column("sequence", \.fields.sequence),
      Column("time", \.fields.time, check: Timestamp.isMoment("time")),
      Column("recorded", \.fields.recorded, check: Timestamp.isMoment("recorded")),
      Column("actor", \.fields.actor, check: "actor <> '' AND \(isLine("actor"))"),
      Column(
        "subject", \.fields.subject,
        check: "(\(StatusSubject.isSubject("subject"))) AND \(isLine("subject"))"),
      Column("event", \.fields.event, check: EventKind.isWord("event")),
      Column(
        "corrects", \.fields.corrects, check: "(corrects IS NULL) = (event <> 'correction')",
        references: "status_event (sequence)"),
      Column(
        "proof", \.fields.proof,
        check: "(proof <> '' OR event <> 'correction') AND \(isLine("proof"))"),
      Column("previous_hash", \.fields.previous, check: "length(previous_hash) = 64"),
      Column("hash", \.hash, check: "length(hash) = 64"),
    ],
    additions: [
      "CREATE INDEX status_event_subject ON status_event (subject, time)",
      """
      CREATE UNIQUE INDEX status_event_corrects ON status_event (corrects)
      WHERE corrects IS NOT NULL
      """,
    ], isCheckedWhenRead: false)

  /// One line of text: the canonical form separates its fields by line feeds.
  private static func isLine(_ column: SQLName) -> SQL { "instr(\(column), char(10)) = 0" }

  /// The row as an event; `nil` where a field is not what the schema asks for.
  var event: StatusEvent? { StatusEvent(fields) }
}

/// The row of `status_head`.
struct LedgerHead: StoredRecord {
  /// The number of the last event; 0 before the first.
  var sequence: Int64 = 0
  /// The hash of the last event.
  var hash = EventHash.origin

  static let table = Table(
    "status_head", summary: "The ledger's last event, so that a missing end shows", key: [],
    blank: LedgerHead(),
    columns: [
      Column("sequence", \.sequence, check: "fid = 1"),
      Column("hash", \.hash, check: "length(hash) = 64"),
    ])
}

extension Standing: StoredRecord {
  package static let table = Table(
    "status_subject", summary: "The state of each building, dwelling and report, by the ledger",
    key: ["subject"], blank: Standing(before: StatusSubject(addressID: "")),
    columns: [
      Column("subject", of: \.subject) { standing, subject in
        standing = Standing(before: subject)
      },
      Column("address_id", \.addressText),
      Column("dwelling", derived: \.subject.dwelling),
      Column(
        "state", derived: \.status.word,
        check: .isOne(of: ConnectionStatus.words, "state")),
      Column(
        "agreement", of: \.status.agreementWord,
        check: .isOne(of: ConnectionStatus.agreementWords, "agreement")
      ) { standing, word throws(ColumnFault) in
        standing.status = try standing.known(standing.status.replacing(agreement: word), word)
      },
      Column(
        "works", of: \.status.worksWord, check: .isOne(of: ConnectionStatus.worksWords, "works")
      ) { standing, word throws(ColumnFault) in
        standing.status = try standing.known(standing.status.replacing(works: word), word)
      },
      Column("since", \.since), Column("last_time", \.lastTime),
      Column("last_event", \.lastEvent, references: "status_event (sequence)"),
      Column("events", \.events, check: "events > 0"),
      Column("report", derived: \.subject.report),
    ],
    additions: [
      "CREATE INDEX status_subject_address ON status_subject (address_id, dwelling)",
      """
      CREATE UNIQUE INDEX status_subject_report ON status_subject (report)
      WHERE report IS NOT NULL
      """,
    ])
}

extension Standing {
  fileprivate func known(_ status: ConnectionStatus?, _ word: String) throws(ColumnFault)
    -> ConnectionStatus
  {
    guard let status else {
      throw ColumnFault("\(word) is not a state of a \(subject.kind.rawValue)")
    }
    return status
  }
}

extension Standing {
  /// The id of the address; empty for a report whose address is unknown.
  fileprivate var addressText: String {
    get { addressID?.rawValue ?? "" }
    set { addressID = newValue.isEmpty ? nil : AddressID(newValue) }
  }
}

extension StatusEvent {
  /// Reads an event; `nil` where a field is not what the schema asks for.
  init?(_ fields: EventHash.Fields) {
    guard let time = Timestamp(fields.time), let recorded = Timestamp(fields.recorded),
      let subject = StatusSubject(text: fields.subject[...]),
      let kind = EventKind(rawValue: fields.event)
    else { return nil }
    self.init(
      sequence: fields.sequence, time: time, recorded: recorded, actor: fields.actor,
      subject: subject, kind: kind, corrects: fields.corrects, proof: fields.proof)
  }

  /// What the steps depend on.
  var past: Standing.Past {
    Standing.Past(sequence: sequence, kind: kind, time: time, corrects: corrects)
  }
}
