import AddressSearch
import Foundation
import GeoPackage
import Geospatial
import NetworkModel
import ProjectStore
import TestSupport

/// A project with a row of made-up addresses, each with two dwellings.
struct MadeUpTown {
  let folder: TemporaryFolder
  let project: Project
  let subjects: [StatusSubject]

  init(addresses: Int) throws {
    folder = try TemporaryFolder()
    project = try Project.create(
      at: folder.path("town.gpkg"), crs: try CoordinateReferenceSystem(code: 25832))
    let town = (0..<addresses).map { number in
      Address(
        id: "a\(number)", district: number % 2 == 0 ? "East" : "West", street: "Marktgasse",
        number: HouseNumber(number: "\(number + 1)"), source: "test", dwellings: 2,
        location: Coordinate(x: 350_000 + 20 * Double(number), y: 5_685_000))
    }
    let project = project
    try project.transaction { try project.replaceAddresses(town) }
    subjects = town.flatMap { address in
      [nil, "WE 1", "WE 2"].map { StatusSubject(addressID: address.id, dwelling: $0) }
    }
  }

  /// The file as Latin-1, so that any byte can be looked for.
  func bytes() throws -> String {
    try String(contentsOfFile: folder.path("town.gpkg"), encoding: .isoLatin1)
  }

  /// Takes from the file what later versions of the layers have brought.
  func makeOlder(than version: Int) throws {
    let connection = try Connection(path: folder.path("town.gpkg"), mode: .readWrite)
    try connection.execute(
      "DROP TABLE access_token; DELETE FROM gpkg_contents WHERE table_name = 'access_token'")
    defer { try? connection.execute("UPDATE trasse_project SET schema_version = \(version - 1)") }
    if version == 5 { return }
    try Self.forgetReports(connection)
    if version == 4 { return }
    let tables = ["reserved_room", "reservation", "built", "rtree_built_geometry", "survey"]
    for table in tables { try connection.execute("DROP TABLE \(table)") }
    for table in ["gpkg_extensions", "gpkg_geometry_columns", "gpkg_contents"] {
      try connection.execute(
        """
        DELETE FROM \(table)
        WHERE table_name IN ('reserved_room', 'reservation', 'built', 'survey')
        """)
    }
    try connection.execute("ALTER TABLE \"drop\" DROP COLUMN existing")
    let columns = ["passed_plus", "connected", "activated"].flatMap {
      ["addresses_\($0)", "dwellings_\($0)"]
    }
    for column in columns + ["as_of"] {
      try connection.execute("ALTER TABLE coverage DROP COLUMN \(column)")
    }
    if version <= 2 {
      try connection.execute(
        """
        DROP TABLE status_subject; DROP TABLE status_event; DROP TABLE status_head;
        DROP TABLE status_person; DELETE FROM gpkg_contents WHERE table_name LIKE 'status%';
        """)
    }
  }

  /// Makes the ledger's tables as they were before they knew reports.
  private static func forgetReports(_ connection: Connection) throws {
    try connection.execute("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON")
    try connection.execute("DROP INDEX status_subject_report")
    try connection.execute("ALTER TABLE status_subject DROP COLUMN report")
    let indices = ["status_event_subject", "status_event_corrects", "status_subject_address"]
    let definitions = try indices.compactMap {
      try connection.text("SELECT sql FROM sqlite_schema WHERE name = '\($0)'")
    }
    for table in ["status_event", "status_subject", "status_person"] {
      var sql = try connection.text("SELECT sql FROM sqlite_schema WHERE name = '\(table)'") ?? ""
      for (column, word) in [
        ("event", "error_reported"), ("event", "report_closed"), ("state", "error_reported"),
        ("state", "report_closed"), ("agreement", "error_reported"),
        ("agreement", "report_closed"), ("kind", "message"), ("kind", "address"),
      ] {
        sql = sql.replacing(" OR \(column) = '\(word)'", with: "")
      }
      sql = sql.replacing(" OR subject GLOB 'report:*#?*'", with: "")
      try connection.execute(sql.replacing("TABLE \"\(table)\"", with: "TABLE \"new\""))
      try connection.execute("INSERT INTO new SELECT * FROM \(table); DROP TABLE \(table)")
      try connection.execute("ALTER TABLE new RENAME TO \(table)")
    }
    for definition in definitions { try connection.execute(definition) }
  }

  /// Enters random events, sensible and senseless ones, in several transactions.
  ///
  /// - Returns: how many entered and how many were refused.
  func enterRandomEvents(_ count: Int, seed: UInt64) throws -> (entered: Int, refused: Int) {
    var random = SeededGenerator(seed: seed)
    let start = Int64(1_600_000_000)
    let now = Timestamp(seconds: start + Int64(count) + 1000)
    var entered = 0
    var refused = 0
    var sequence: Int64 = 0
    for batch in stride(from: 0, to: count, by: 5000) {
      try project.enterEvents(now: now) { writer in
        for step in batch..<min(batch + 5000, count) {
          let subject = subjects[Int.random(in: 0..<subjects.count, using: &random)]
          let standing = try writer.standing(of: subject)
          let likely = standing.status.nextEvents(for: subject.kind)
          var draft = StatusEventDraft(
            subject: subject, kind: .correction,
            time: Timestamp(
              seconds: start + Int64(step) - Int64.random(in: 0..<40, using: &random)),
            actor: "crew \(step % 7)", proof: "photo \(step)")
          switch Int.random(in: 0..<10, using: &random) {
          case 0:
            // Mostly the last event, sometimes any.
            draft.corrects =
              Bool.random(using: &random)
              ? standing.lastEvent : Int64.random(in: 0...max(1, sequence), using: &random)
          case 1, 2: draft.kind = EventKind.allCases.randomElement(using: &random) ?? .surveyed
          default: draft.kind = likely.randomElement(using: &random) ?? .surveyed
          }
          do {
            sequence = try writer.enter(draft)
            entered += 1
          } catch is EventRefusal {
            refused += 1
          }
        }
      }
    }
    return (entered, refused)
  }
}
