import GeoPackage
public import NetworkModel

extension Project {
  /// Keeps personal data of a subject beside the ledger, in place of what was there of its kind;
  /// call within ``writing(_:)``.
  package func keep(_ value: String, as kind: PersonalDatum, of subject: StatusSubject) throws {
    try requirePrivateFile()
    try explaining {
      try connection.insert(
        [PersonalRow(subject: subject, kind: kind, value: value)], into: PersonalRow.table, srid: 0,
        onConflict: .update(keeping: []))
    }
  }

  /// The personal data of an address's building and dwellings, and of reports about it.
  public func personalData(ofAddress id: AddressID) throws
    -> [(subject: StatusSubject, kind: PersonalDatum, value: String)]
  {
    try personalRows(Self.isOf(address: id)).map { ($0.subject, $0.kind, $0.value) }
  }

  func personalRows(_ condition: SQL) throws -> [PersonalRow] {
    try reading {
      try withPrivateFile {
        try connection.records(of: PersonalRow.table, where: condition)
      } ?? []
    }
  }

  /// Erases the personal data of an address with all reports about it, or of one dwelling.
  ///
  /// Its bytes in the file are overwritten. The ledger holds none and stays as it is.
  ///
  /// - Returns: how many entries were erased.
  public func erasePersonalData(ofAddress id: AddressID, dwelling: String? = nil) throws -> Int {
    try erasePersonalData(where: Self.isOf(address: id, dwelling: dwelling))
  }

  /// Erases what was written in a report and how its sender can be reached.
  ///
  /// Its bytes in the file are overwritten; the events stay.
  ///
  /// - Returns: how many entries were erased.
  public func erasePersonalData(ofReport id: String) throws -> Int {
    try erasePersonalData(
      where: "subject IN (SELECT subject FROM main.status_subject WHERE report = \(id))")
  }

  private func erasePersonalData(where condition: SQL) throws -> Int {
    let table = PersonalRow.table.schema.reference
    let erased = try writing {
      try withPrivateFile {
        let count = try connection.run("DELETE FROM \(table) WHERE \(condition)")
        // A crash in WAL mode can leave data of a subject without events, which no name leads to.
        try connection.run(
          "DELETE FROM \(table) WHERE subject NOT IN (SELECT subject FROM main.status_subject)")
        return count
      }
    }
    // Where another program has put the file into WAL mode, the old bytes are in the log until it is emptied.
    if erased != nil {
      try explaining { try connection.execute("PRAGMA private.wal_checkpoint(TRUNCATE)") }
    }
    return erased ?? 0
  }
}
