import GeoPackage

/// A standing as a row of the table `status_subject`.
enum StandingRow {
  /// Writes the row of a subject, or writes it anew.
  static let upsert = """
    INSERT INTO status_subject (subject, address_id, dwelling, state, agreement, works, since,
      last_time, last_event, events) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (subject) DO UPDATE SET state = excluded.state, agreement = excluded.agreement,
      works = excluded.works, since = excluded.since, last_time = excluded.last_time,
      last_event = excluded.last_event, events = excluded.events
    """

  static func bind(_ standing: Standing, _ subject: String, to statement: inout Statement) {
    statement.bind(subject, at: 1)
    statement.bind(standing.subject.addressID, at: 2)
    statement.bind(standing.subject.dwelling, at: 3)
    statement.bind(standing.status.word, at: 4)
    statement.bind(standing.status.agreement.rawValue, at: 5)
    statement.bind(standing.status.works.rawValue, at: 6)
    statement.bind(standing.since.description, at: 7)
    statement.bind(standing.lastTime.description, at: 8)
    statement.bind(standing.lastEvent, at: 9)
    statement.bind(standing.events, at: 10)
  }

  /// Reads a standing from six columns: agreement, works, since, last time, last event, events.
  static func standing(
    of subject: StatusSubject, _ statement: borrowing Statement, from column: Int32
  ) throws -> Standing {
    guard
      let agreement = ConnectionStatus.Agreement(rawValue: statement.text(column)),
      let works = ConnectionStatus.Works(rawValue: statement.text(column + 1)),
      let since = Timestamp(statement.text(column + 2)),
      let last = Timestamp(statement.text(column + 3))
    else {
      throw ProjectError(
        category: .badData, layer: "status_subject", feature: subject.text,
        what: "a row cannot be read", mend: "make it anew with `trasse status PROJECT rebuild`")
    }
    return Standing(
      subject: subject, status: ConnectionStatus(agreement: agreement, works: works),
      since: since, lastTime: last, lastEvent: statement.integer(column + 4),
      events: statement.integer(column + 5))
  }
}
