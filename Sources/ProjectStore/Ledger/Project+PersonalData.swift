public import NetworkModel
import GeoPackage

extension Project {
  /// Keeps personal data of a subject beside the ledger, in place of what was there of its kind;
  /// call within a transaction.
  package func keep(_ value: String, as kind: PersonalDatum, of subject: StatusSubject) throws {
    try connection.execute("PRAGMA secure_delete = ON")
    var statement = try connection.prepare(
      """
      INSERT INTO status_person (subject, kind, value) VALUES (?, ?, ?)
      ON CONFLICT (subject, kind) DO UPDATE SET value = excluded.value
      """)
    statement.bind(subject.text, at: 1)
    statement.bind(kind.rawValue, at: 2)
    statement.bind(value, at: 3)
    try statement.run()
  }

  /// The personal data of an address's building and dwellings, and of reports about it.
  public func personalData(ofAddress id: String) throws
    -> [(subject: StatusSubject, kind: PersonalDatum, value: String)]
  {
    guard hasLedger else { return [] }
    return try explaining {
      var statement = try connection.prepare(
        """
        SELECT subject, kind, value FROM status_person WHERE \(Self.isOf(address: id))
        ORDER BY subject, kind
        """)
      var data: [(subject: StatusSubject, kind: PersonalDatum, value: String)] = []
      while try statement.step() {
        let text = statement.text(0)
        guard let subject = StatusSubject(text: text[...]),
          let kind = PersonalDatum(rawValue: statement.text(1))
        else { continue }
        data.append((subject, kind, statement.text(2)))
      }
      return data
    }
  }

  /// Erases the personal data of an address with all reports about it, or of one dwelling.
  ///
  /// Its bytes in the file are overwritten. The ledger holds none and stays as it is.
  ///
  /// - Returns: how many entries were erased.
  public func erasePersonalData(ofAddress id: String, dwelling: String? = nil) throws -> Int {
    try erasePersonalData(where: Self.isOf(address: id, dwelling: dwelling))
  }

  func erasePersonalData(where condition: String) throws -> Int {
    guard hasLedger else { return 0 }
    return try explaining {
      try connection.execute("PRAGMA secure_delete = ON")
      return try connection.transaction {
        try connection.execute("DELETE FROM status_person WHERE \(condition)")
        return connection.changes
      }
    }
  }
}
