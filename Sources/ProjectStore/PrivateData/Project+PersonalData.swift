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
  /// - Throws: ``ProjectStoreError`` where the file cannot be written, and where another program
  ///   keeps the old bytes in the file's write-ahead log.
  public func erasePersonalData(ofAddress id: AddressID, dwelling: String? = nil) throws -> Int {
    try erasePersonalData(where: Self.isOf(address: id, dwelling: dwelling))
  }

  /// Erases what was written in a report and how its sender can be reached.
  ///
  /// Its bytes in the file are overwritten; the events stay.
  ///
  /// - Returns: how many entries were erased.
  /// - Throws: ``ProjectStoreError`` where the file cannot be written, and where another program
  ///   keeps the old bytes in the file's write-ahead log.
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
    if erased != nil { try emptyLog(of: .privateFile, at: privateFile.path) }
    return erased ?? 0
  }

  /// Moves the content of a file's write-ahead log into the file, and empties the log.
  ///
  /// Where another program has put the file into WAL mode, new pages are only in the log until
  /// then, and the old ones in the file.
  ///
  /// - Throws: ``ProjectStoreError`` where another program reads the file meanwhile: the old bytes
  ///   remain.
  func emptyLog(of file: SQLName, at path: String) throws {
    try explaining {
      var checkpoint = try connection.prepare("PRAGMA \(file).wal_checkpoint(TRUNCATE)")
      // The row: whether the log was in use, and the number of its pages, −1 without a log.
      guard try checkpoint.step(), checkpoint.integer(0) == 0, checkpoint.integer(1) <= 0 else {
        throw ProjectStoreError(.file(.oldBytesInUse), path)
      }
    }
  }
}
