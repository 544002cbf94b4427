import NetworkModel
import GeoPackage

/// A standing as a row of the table `status_subject`.
enum StandingRow {
  /// Writes the row of a subject, or writes it anew.
  static let upsert = """
    INSERT INTO status_subject (subject, address_id, dwelling, state, agreement, works, since,
      last_time, last_event, events, report) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (subject) DO UPDATE SET state = excluded.state, agreement = excluded.agreement,
      works = excluded.works, since = excluded.since, last_time = excluded.last_time,
      last_event = excluded.last_event, events = excluded.events
    """

  static func bind(_ standing: Standing, _ subject: String, to statement: inout Statement) {
    statement.bind(subject, at: 1)
    statement.bind(standing.addressID, at: 2)
    statement.bind(standing.subject.dwelling, at: 3)
    statement.bind(standing.status.word, at: 4)
    statement.bind(standing.status.agreement.rawValue, at: 5)
    statement.bind(standing.status.works.rawValue, at: 6)
    statement.bind(standing.since.description, at: 7)
    statement.bind(standing.lastTime.description, at: 8)
    statement.bind(standing.lastEvent, at: 9)
    statement.bind(standing.events, at: 10)
    statement.bind(standing.subject.report, at: 11)
  }

  /// The columns that a standing is read from.
  static let columns =
    "subject, address_id, agreement, works, since, last_time, last_event, events"

  /// Reads a standing from its columns.
  ///
  /// - Throws: ``ProjectError`` where a field is not what the schema asks for.
  static func standing(_ statement: borrowing Statement) throws -> Standing {
    guard
      let subject = StatusSubject(text: statement.text(0)[...]),
      let agreement = ConnectionStatus.Agreement(rawValue: statement.text(2)),
      let works = ConnectionStatus.Works(rawValue: statement.text(3)),
      let since = Timestamp(statement.text(4)),
      let last = Timestamp(statement.text(5))
    else {
      throw ProjectError(
        category: .badData, layer: "status_subject", feature: statement.text(0),
        what: "a row cannot be read", mend: "make it anew with `trasse status PROJECT rebuild`")
    }
    return Standing(
      subject: subject, addressID: statement.text(1),
      status: ConnectionStatus(agreement: agreement, works: works), since: since, lastTime: last,
      lastEvent: statement.integer(6), events: statement.integer(7))
  }
}
