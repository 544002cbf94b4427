import Foundation
import GeoPackage
import NetworkModel
import ProjectStore
import TestSupport
import Testing

/// What `verifyLedger` finds besides the chain, and what a wrong clock may do.
struct LedgerVerificationTests {
  private static let present = Timestamp(seconds: 1_700_000_000)

  private func town() throws -> MadeUpTown {
    let town = try MadeUpTown(addresses: 4)
    try town.project.enterEvents(now: Self.present) { writer in
      for (dwelling, kind) in [(nil, EventKind.consentGiven), ("WE 1", .interest)] {
        try writer.enter(
          StatusEventDraft(
            subject: StatusSubject(addressID: "a1", dwelling: dwelling), kind: kind,
            time: Self.present, actor: "office"))
      }
      try writer.enter(
        StatusEventDraft(
          subject: StatusSubject(report: "r1", addressID: "a2"), kind: .errorReported,
          time: Self.present, actor: "citizen", proof: "other"))
    }
    return town
  }

  @Test(
    arguments: [
      "UPDATE status_subject SET state = 'connected' WHERE dwelling IS NULL AND report IS NULL",
      "UPDATE status_subject SET agreement = 'consent_refused' WHERE dwelling IS NULL AND report IS NULL",
      "UPDATE status_subject SET works = 'connected' WHERE dwelling IS NULL AND report IS NULL",
      "UPDATE status_subject SET since = '2001-01-01T00:00:00Z' WHERE dwelling IS NOT NULL",
      "UPDATE status_subject SET last_time = '2001-01-01T00:00:00Z' WHERE report IS NOT NULL",
      "UPDATE status_subject SET last_event = 1 WHERE dwelling IS NOT NULL",
      "UPDATE status_subject SET events = 9223372036854775807 WHERE dwelling IS NOT NULL",
      "UPDATE status_subject SET address_id = 'a3' WHERE dwelling IS NULL AND report IS NULL",
      "UPDATE status_subject SET address_id = 'a3' WHERE dwelling IS NOT NULL",
      "UPDATE status_subject SET address_id = '' WHERE report IS NOT NULL",
      "UPDATE status_subject SET dwelling = 'WE 2' WHERE dwelling IS NOT NULL",
      "UPDATE status_subject SET dwelling = NULL WHERE dwelling IS NOT NULL",
      "UPDATE status_subject SET report = 'r2' WHERE report IS NOT NULL",
      "UPDATE status_subject SET subject = 'building:a9' WHERE dwelling IS NULL AND report IS NULL",
      "UPDATE status_subject SET subject = 'nonsense' WHERE dwelling IS NOT NULL",
      "UPDATE status_subject SET state = 'nonsense' WHERE report IS NOT NULL",
      "DELETE FROM status_subject WHERE dwelling IS NOT NULL", "DELETE FROM status_subject",
      """
      INSERT INTO status_subject (subject, address_id, state, agreement, works, since, last_time,
        last_event, events) SELECT 'building:a3', 'a3', state, agreement, works, since, last_time,
        last_event, events FROM status_subject WHERE dwelling IS NULL AND report IS NULL
      """,
      "DELETE FROM dwelling WHERE state = 'interest'", "DELETE FROM dwelling",
      "UPDATE dwelling SET state = 'unknown'",
      "UPDATE dwelling SET state = 'activated' WHERE state = 'unknown'",
      "UPDATE dwelling SET label = 'WE 9' WHERE state = 'interest'",
      "INSERT INTO status_head (fid, sequence, hash) VALUES (2, 1, hex(randomblob(32)))",
      "DELETE FROM status_head", "UPDATE status_head SET sequence = 2",
      "UPDATE status_head SET sequence = 9223372036854775807",
      "UPDATE status_head SET hash = hex(randomblob(32))",
      "UPDATE status_event SET actor = NULL WHERE sequence = 2",
      "UPDATE status_event SET corrects = 'x' WHERE sequence = 2",
    ] as [StaticString])
  func `an edit of a state, a dwelling or the head is found`(sql: StaticString) throws {
    let town = try town()
    #expect(try town.project.verifyLedger(now: Self.present).findings.isEmpty)
    let connection = try Connection(path: town.folder.path("town.gpkg"), mode: .readWrite)
    try connection.execute("PRAGMA foreign_keys = OFF")
    try connection.execute("PRAGMA ignore_check_constraints = ON")
    try connection.execute("PRAGMA writable_schema = ON")
    try? connection.execute(sql)
    guard connection.changes > 0 else { return }
    #expect(try !town.project.verifyLedger(now: Self.present).findings.isEmpty)
  }

  @Test func `a witness that is nowhere is found in any project, and its case does not matter`()
    throws
  {
    let town = try town()
    let witness = try town.project.ledgerHead().hash
    #expect(
      try town.project.verifyLedger(witness: witness.uppercased(), now: Self.present).findings
        .isEmpty)
    let empty = try Project.create(at: town.folder.path("empty.gpkg"), crs: nil)
    #expect(try empty.verifyLedger(witness: witness).findings.count == 1)
    let fresh = try MadeUpTown(addresses: 1).project
    #expect(try fresh.verifyLedger(witness: witness).findings.count == 1)
    let connection = try Connection(path: town.folder.path("town.gpkg"), mode: .readWrite)
    try connection.execute(
      "PRAGMA foreign_keys = OFF; DELETE FROM gpkg_contents; DROP TABLE trasse_project")
    let stripped = try Project(path: town.folder.path("town.gpkg"), readOnly: true)
    #expect(try stripped.verifyLedger(witness: witness).findings.count == 2)
    #expect(try stripped.verifyLedger().findings.count == 1)
  }

  // MARK: The clock

  private func enter(
    _ town: MadeUpTown, at time: Int64? = nil, clock: Int64, _ kind: EventKind = .consentRequested
  ) throws {
    let now = Timestamp(seconds: Self.present.seconds + clock)
    _ = try town.project.enterEvents(now: now) { writer in
      try writer.enter(
        StatusEventDraft(
          subject: StatusSubject(addressID: "a3"), kind: kind,
          time: time.map { Timestamp(seconds: Self.present.seconds + $0) } ?? writer.now,
          actor: "office"))
    }
  }

  @Test func `an event is refused where the last entry is clearly later than the clock`() throws {
    let town = try town()
    let year: Int64 = 366 * 86_400
    try enter(town, clock: 70 * year)
    let last = Timestamp(seconds: Self.present.seconds + 70 * year)
    for clock in [0, 60, 70 * year - 301] {
      let now = Timestamp(seconds: Self.present.seconds + clock)
      #expect(throws: EventRefusal.clockBehind(now, lastEntry: last)) {
        try enter(town, clock: clock)
      }
    }
    let verified = try town.project.verifyLedger(now: Self.present)
    #expect(verified.findings.map(\.sequence) == [4] && verified.events == 4)
    #expect(verified.findings.first?.fault == .enteredInFuture(last, further: 0))
    #expect(try town.project.verifyLedger(now: last).findings.isEmpty)
  }

  @Test func `clocks may differ by minutes, and the ledger does not run backwards`() throws {
    let town = try town()
    try enter(town, clock: 290)
    try enter(town, clock: 0)
    try enter(town, clock: 10, .consentGiven)
    let history = try town.project.history(ofAddress: "a3")
    #expect(history.map(\.recorded.seconds) == [290, 290, 290].map { Self.present.seconds + $0 })
    #expect(try town.project.verifyLedger(now: Self.present).findings.isEmpty)
  }

  @Test func `a time in the future of the clock is refused`() throws {
    let town = try town()
    try enter(town, clock: 200)
    for (time, clock) in [(101, 100), (199, 100), (201, 200), (4_000_000_000, 200)]
      as [(Int64, Int64)]
    {
      let future = Timestamp(seconds: Self.present.seconds + time)
      #expect(throws: EventRefusal.inFuture(future)) { try enter(town, at: time, clock: clock) }
    }
    try enter(town, at: 250, clock: 250)
  }

  @Test func `actors, proofs and labels are visible`() throws {
    let town = try town()
    func enter(_ draft: StatusEventDraft) throws {
      _ = try town.project.enterEvents(now: Self.present) { try $0.enter(draft) }
    }
    for text in [
      "\u{1B}[31m", "a\u{7}", "a\u{9B}1m", "a\u{202E}b", "a\u{2066}", "\u{200F}", "a\u{2028}b",
      "a\u{85}b", "a\tb", "a\rb", "a\u{0}b", "a\u{200E}", "\u{FEFF}a", "a\u{2029}",
    ] {
      let building = StatusSubject(addressID: "a0")
      #expect(throws: EventRefusal.unwritable(.actor)) {
        try enter(
          StatusEventDraft(
            subject: building, kind: .consentRequested, time: Self.present, actor: text))
      }
      #expect(throws: EventRefusal.unwritable(.proof)) {
        try enter(
          StatusEventDraft(
            subject: building, kind: .consentRequested, time: Self.present, actor: "office",
            proof: text))
      }
      #expect(throws: EventRefusal.unwritable(.subject(.dwelling))) {
        try enter(
          StatusEventDraft(
            subject: StatusSubject(addressID: "a0", dwelling: text), kind: .interest,
            time: Self.present, actor: "office"))
      }
    }
    for text in ["Łukasz Żółć", "أحمد", "👩‍👩‍👧 Família", "=1+1", "Straße 5 – „rot“"] {
      try enter(
        StatusEventDraft(
          subject: StatusSubject(addressID: "a0"), kind: .consentRequested, time: Self.present,
          actor: text, proof: text))
    }
  }
}
