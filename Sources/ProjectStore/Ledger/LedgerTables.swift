import NetworkModel
import GeoPackage

/// The ledger's tables.
///
/// The schema guards what a row must be; the chain shows whether it was changed.
enum LedgerTables {
  /// A word of a closed list.
  ///
  /// SQLite would build the list of an `IN` anew for every row, at several
  /// times the cost of the row itself.
  private static func oneOf(_ words: [String], _ column: String) -> String {
    "CHECK (\(words.map { "\(column) = '\($0)'" }.joined(separator: " OR ")))"
  }

  /// One line of text: the canonical form parts its fields by line feeds.
  private static func line(_ column: String) -> String {
    "CHECK (instr(\(column), char(10)) = 0)"
  }

  private static func moment(_ column: String) -> String {
    let digit = "[0-9]"
    let two = digit + digit
    return "CHECK (\(column) GLOB '\(two)\(two)-\(two)-\(two)T\(two):\(two):\(two)Z')"
  }

  private static func hash(_ column: String) -> String {
    "CHECK (length(\(column)) = 64)"
  }

  static let event = Layer(
    name: "status_event", summary: "The ledger: every event, in the order it was entered",
    geometry: nil, key: ["sequence"], rowNumber: "sequence",
    columns: [
      ("sequence", "INTEGER NOT NULL"), ("time", "TEXT NOT NULL \(moment("time"))"),
      ("recorded", "TEXT NOT NULL \(moment("recorded"))"),
      ("actor", "TEXT NOT NULL CHECK (actor <> '') \(line("actor"))"),
      (
        "subject",
        "TEXT NOT NULL CHECK (subject GLOB 'building:?*' OR subject GLOB 'dwelling:?*#?*' "
          + "OR subject GLOB 'report:*#?*') "
          + line("subject")
      ),
      ("event", "TEXT NOT NULL \(oneOf(EventKind.allCases.map(\.rawValue), "event"))"),
      (
        "corrects",
        "INTEGER REFERENCES status_event (sequence) CHECK ((corrects IS NULL) = (event <> 'correction'))"
      ),
      (
        "proof", "TEXT NOT NULL CHECK (proof <> '' OR event <> 'correction') \(line("proof"))"
      ),
      ("previous_hash", "TEXT NOT NULL \(hash("previous_hash"))"),
      ("hash", "TEXT NOT NULL \(hash("hash"))"),
    ])

  static let head = Layer(
    name: "status_head", summary: "The ledger's last event, so that a missing end shows",
    geometry: nil, key: ["sequence"],
    columns: [
      ("sequence", "INTEGER NOT NULL CHECK (fid = 1)"), ("hash", "TEXT NOT NULL \(hash("hash"))"),
    ])

  static let subject = Layer(
    name: "status_subject",
    summary: "Where each building, dwelling and report stands, by the ledger",
    geometry: nil, key: ["subject"],
    columns: [
      ("subject", "TEXT NOT NULL"), ("address_id", "TEXT NOT NULL"), ("dwelling", "TEXT"),
      ("state", "TEXT NOT NULL \(oneOf(ConnectionStatus.words, "state"))"),
      (
        "agreement",
        "TEXT NOT NULL "
          + oneOf(ConnectionStatus.Agreement.allCases.map(\.rawValue), "agreement")
      ),
      (
        "works",
        "TEXT NOT NULL \(oneOf(ConnectionStatus.Works.allCases.map(\.rawValue), "works"))"
      ),
      ("since", "TEXT NOT NULL \(moment("since"))"),
      ("last_time", "TEXT NOT NULL \(moment("last_time"))"),
      ("last_event", "INTEGER NOT NULL REFERENCES status_event (sequence)"),
      ("events", "INTEGER NOT NULL CHECK (events > 0)"),
      ("report", "TEXT"),
    ])

  /// What can be exported: everything but personal data.
  static let layers = [event, subject]

  private static let person = FeatureTable(
    name: "status_person", summary: "Personal data: never in the ledger, erased on request",
    geometry: nil,
    columns: [
      // Whatever is kept can be reached, and so erased.
      "subject TEXT NOT NULL REFERENCES status_subject (subject) DEFERRABLE INITIALLY DEFERRED",
      "kind TEXT NOT NULL \(oneOf(PersonalDatum.allCases.map(\.rawValue), "kind"))",
      "value TEXT NOT NULL CHECK (value <> '')",
    ], constraints: ["UNIQUE (subject, kind)"])

  /// Makes the tables; call within a transaction.
  static func create(on connection: Connection, srid: Int32) throws(DatabaseError) {
    for layer in [event, head, subject] { try connection.create(layer.table, srid: srid) }
    try connection.create(person, srid: srid)
    try connection.execute(
      """
      CREATE INDEX status_event_subject ON status_event (subject, time);
      CREATE INDEX status_subject_address ON status_subject (address_id, dwelling);
      CREATE UNIQUE INDEX status_event_corrects ON status_event (corrects)
        WHERE corrects IS NOT NULL;
      CREATE UNIQUE INDEX status_subject_report ON status_subject (report)
        WHERE report IS NOT NULL;
      """)
    try connection.execute("INSERT INTO status_head VALUES (1, 0, '\(EventHash.origin)')")
  }

  /// Makes the tables anew with what they hold, as SQLite cannot change the conditions of a column; call
  /// within a transaction.
  static func remake(on connection: Connection, srid: Int32) throws(DatabaseError) {
    // What is dropped must not keep personal data readable.
    try connection.execute("PRAGMA secure_delete = ON")
    let tables = [head.table, event.table, subject.table, person]
    let indices = [
      "status_event_subject", "status_event_corrects", "status_subject_address",
      "status_subject_report",
    ]
    for index in indices { try connection.execute("DROP INDEX IF EXISTS \(index)") }
    for table in tables {
      try connection.execute("ALTER TABLE \(table.name) RENAME TO old_\(table.name)")
      try connection.execute("DELETE FROM gpkg_contents WHERE table_name = '\(table.name)'")
    }
    try create(on: connection, srid: srid)
    try connection.execute("DELETE FROM status_head")
    for table in tables {
      let columns = try columns(of: "old_\(table.name)", on: connection)
      try connection.execute(
        "INSERT INTO \(table.name) (\(columns)) SELECT \(columns) FROM old_\(table.name)")
    }
    for table in tables.reversed() { try connection.execute("DROP TABLE old_\(table.name)") }
  }

  private static func columns(of table: String, on connection: Connection) throws(DatabaseError)
    -> String
  {
    try connection.text("SELECT group_concat(name) FROM pragma_table_info('\(table)')") ?? ""
  }
}
