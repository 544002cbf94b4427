import NetworkModel
import GeoPackage

/// The rows of `status_event` as they lie in the file, sound or not, in the order of the ledger.
struct LedgerRows: ~Copyable {
  private static let columns =
    "sequence, time, recorded, actor, subject, event, corrects, proof, previous_hash, hash"
  private var statement: Statement

  /// Begins before the first of the rows that a condition in SQL selects.
  init(_ connection: Connection, where condition: String = "TRUE") throws(DatabaseError) {
    statement = try connection.prepare(
      "SELECT \(Self.columns) FROM status_event WHERE \(condition) ORDER BY sequence")
  }

  mutating func next() throws(DatabaseError) -> Bool { try statement.step() }

  /// Everything of the row but its own hash, as it was hashed.
  var fields: EventHash.Fields {
    EventHash.Fields(
      sequence: statement.integer(0), time: statement.text(1), recorded: statement.text(2),
      actor: statement.text(3), subject: statement.text(4), event: statement.text(5),
      corrects: statement.optionalInteger(6), proof: statement.text(7),
      previous: statement.text(8))
  }

  /// The hash that the row states.
  var hash: String { statement.text(9) }

  /// The row as an event; `nil` where a field is not what the schema asks for.
  var event: StatusEvent? { StatusEvent(fields) }
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
