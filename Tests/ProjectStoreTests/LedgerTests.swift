import GeoPackage
import Hashing
import NetworkModel
import ProjectStore
import TestSupport
import Testing

/// The ledger: what enters, what it says, and that nobody changes it unseen.
struct LedgerTests {
  private let far = LedgerMoment(time: Timestamp(seconds: 250_000_000_000))

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `standings equal a replay of the ledger, whatever is tried`(seed: UInt64) throws {
    let town = try MadeUpTown(addresses: 40)
    let (entered, refused) = try town.enterRandomEvents(40_000, seed: seed)
    #expect(entered > 15_000 && refused > 3000, "\(entered) \(refused)")
    let verified = try town.project.verifyLedger()
    #expect(verified.findings.isEmpty, "\(verified.findings.prefix(3))")
    #expect(verified.events == Int64(entered))
    #expect(try town.project.standings() == town.project.standings(at: far))
    let before = try town.project.standings()
    try town.project.rebuildStandings()
    #expect(try town.project.standings() == before)
  }

  @Test func `no forbidden step enters, and the state at a date is that of the events up to it`()
    throws
  {
    let town = try MadeUpTown(addresses: 20)
    _ = try town.enterRandomEvents(20_000, seed: 7)
    let events = try (0..<20).flatMap { try town.project.history(ofAddress: AddressID("a\($0)")) }
    let bySubject = Dictionary(grouping: events, by: \.subject)
    /// What the events up to a moment lead to, found without the ledger's own replay.
    func status(_ events: [StatusEvent], upTo time: Timestamp) -> ConnectionStatus? {
      let known = events.filter { $0.time <= time }
      let gone = Set(known.compactMap(\.corrects))
      guard let kind = known.first?.subject.kind else { return nil }
      var status = ConnectionStatus.unknown(kind)
      for event in known where event.kind != .correction && !gone.contains(event.sequence) {
        guard let next = status.after(event.kind) else { return nil }
        status = next
      }
      return status
    }
    var wrong = 0
    for step in stride(from: 0, through: 20_000, by: 400) {
      let time = Timestamp(seconds: 1_600_000_000 + Int64(step))
      let standings = try town.project.standings(at: LedgerMoment(time: time))
      let expected = bySubject.filter { $0.value.contains { $0.time <= time } }
      if standings.count != expected.count { wrong += 1 }
      for standing in standings
      where status(expected[standing.subject] ?? [], upTo: time) != standing.status { wrong += 1 }
    }
    #expect(wrong == 0)
  }

  @Test func `a report for a past date is the same after later entries`() throws {
    let town = try MadeUpTown(addresses: 10)
    _ = try town.enterRandomEvents(2000, seed: 3)
    let head = try town.project.ledgerHead().sequence
    let moment = LedgerMoment(time: Timestamp(seconds: 1_600_001_000), lastEvent: head)
    let report = try town.project.standings(at: moment)
    _ = try town.enterRandomEvents(2000, seed: 4)
    #expect(try town.project.standings(at: moment) == report)
  }

  // MARK: What is refused

  private func enter(_ town: MadeUpTown, _ drafts: StatusEventDraft...) throws
    -> [Int64]
  {
    try town.project.enterEvents(now: Timestamp(seconds: 1_700_000_000)) { writer in
      var sequences: [Int64] = []
      for draft in drafts { sequences.append(try writer.enter(draft)) }
      return sequences
    }
  }

  private func draft(
    _ kind: EventKind, at time: Int64, dwelling: String? = nil, proof: String = "",
    corrects: Int64? = nil
  ) -> StatusEventDraft {
    StatusEventDraft(
      subject: StatusSubject(addressID: "a0", dwelling: dwelling), kind: kind,
      time: Timestamp(seconds: 1_600_000_000 + time), actor: "office", proof: proof,
      corrects: corrects)
  }

  @Test func `an impossible event is refused with its reason, and all beside it with it`() throws {
    let town = try MadeUpTown(addresses: 1)
    #expect(throws: EventRefusal.self) {
      try enter(town, draft(.consentGiven, at: 0), draft(.connected, at: 1))
    }
    #expect(try town.project.ledgerHead().sequence == 0)
    #expect(try enter(town, draft(.consentGiven, at: 0)) == [1])
    var consented = BuildingStatus()
    consented.agreement = .given
    let status = ConnectionStatus.building(consented)
    #expect(status.nextEvents == [.consentWithdrawn, .surveyed, .ductAtParcel])
    #expect(
      status.obstacle(to: .spliced)
        == .needs([.ductAtParcel, .ductInBuilding, .entryPointSet, .cableBlown]))
    #expect(status.obstacle(to: .consentGiven) == .entered)
    #expect(status.obstacle(to: .interest) == .passed)
    #expect(throws: EventRefusal.forbidden(.spliced, from: status)) {
      try enter(town, draft(.spliced, at: 5))
    }
    #expect(throws: EventRefusal.wrongSubject(.contract)) {
      try enter(town, draft(.contract, at: 5))
    }
    #expect(throws: EventRefusal.wrongSubject(.surveyed)) {
      try enter(town, draft(.surveyed, at: 5, dwelling: "WE 1"))
    }
    let future = draft(.surveyed, at: 100_000_001)
    #expect(throws: EventRefusal.inFuture(future.time)) { try enter(town, future) }
    let early = draft(.surveyed, at: -1)
    #expect(
      throws: EventRefusal.beforeLast(early.time, last: Timestamp(seconds: 1_600_000_000))
    ) { try enter(town, early) }
    #expect(throws: EventRefusal.unwritable(.proof)) {
      try enter(town, draft(.surveyed, at: 5, proof: "two\nlines"))
    }
  }

  @Test func `the very same event is known, and one that differs is not`() throws {
    let town = try MadeUpTown(addresses: 1)
    #expect(try enter(town, draft(.consentGiven, at: 0), draft(.surveyed, at: 9)) == [1, 2])
    let known = try town.project.enterEvents { writer in
      [
        try writer.knows(draft(.consentGiven, at: 0)),
        try writer.knows(draft(.consentGiven, at: 0, proof: "letter")),
        try writer.knows(draft(.surveyed, at: 8)),
      ]
    }
    #expect(known == [true, false, false])
  }

  @Test func `a correction takes back what nothing rests on, once, and with a reason`() throws {
    let town = try MadeUpTown(addresses: 1)
    _ = try enter(
      town, draft(.consentGiven, at: 0), draft(.surveyed, at: 1), draft(.ductAtParcel, at: 2))
    #expect(throws: EventRefusal.noReason) {
      try enter(town, draft(.correction, at: 3, corrects: 2))
    }
    #expect(throws: EventRefusal.noSuchEvent(9)) {
      try enter(town, draft(.correction, at: 3, proof: "slip", corrects: 9))
    }
    #expect(throws: EventRefusal.laterEventsRest(on: 1)) {
      try enter(town, draft(.correction, at: 3, proof: "slip", corrects: 1))
    }
    // The survey can go: the duct in the street did not need it.
    _ = try enter(town, draft(.correction, at: 3, proof: "wrong house", corrects: 2))
    #expect(throws: EventRefusal.notCorrectable(2)) {
      try enter(town, draft(.correction, at: 4, proof: "slip", corrects: 2))
    }
    #expect(throws: EventRefusal.notCorrectable(4)) {
      try enter(town, draft(.correction, at: 4, proof: "slip", corrects: 4))
    }
    _ = try enter(town, draft(.correction, at: 4, proof: "slip", corrects: 3))
    let standing = try #require(try town.project.standings(ofAddress: "a0").first)
    #expect(standing.status.word == "consent_given")
    #expect(standing.since == Timestamp(seconds: 1_600_000_000))
    #expect(standing.events == 5)
    #expect(try town.project.verifyLedger().findings.isEmpty)
  }

  // MARK: Tampering

  @Test(
    arguments: [
      ("UPDATE status_event SET actor = 'nobody' WHERE sequence = 57", 57),
      ("UPDATE status_event SET proof = proof || '.' WHERE sequence = 1", 1),
      ("UPDATE status_event SET time = '2001-01-01T00:00:00Z' WHERE sequence = 57", 57),
      ("UPDATE status_event SET hash = previous_hash WHERE sequence = 57", 57),
      ("DELETE FROM status_event WHERE sequence = 57", 57),
      ("DELETE FROM status_event WHERE sequence >= 57", 57),
      ("DELETE FROM status_event", 1),
      (
        """
        DELETE FROM status_event WHERE sequence = 57;
        UPDATE status_event SET sequence = -sequence WHERE sequence > 57;
        UPDATE status_event SET sequence = -sequence - 1 WHERE sequence < 0
        """, 57
      ),
      (
        """
        UPDATE status_event SET sequence = -sequence WHERE sequence IN (57, 60);
        UPDATE status_event SET sequence = 117 + sequence WHERE sequence < 0
        """, 57
      ),
      (
        """
        UPDATE status_event SET sequence = -sequence WHERE sequence >= 57;
        UPDATE status_event SET sequence = 1 - sequence WHERE sequence < 0;
        INSERT INTO status_event SELECT 57, time, recorded, actor, subject, event, corrects, proof,
          previous_hash, hash FROM status_event WHERE sequence = 58
        """, 58
      ),
      (
        """
        INSERT INTO status_event SELECT 0, time, recorded, actor, subject, event, corrects, proof,
          previous_hash, hash FROM status_event WHERE sequence = 1
        """, 0
      ),
    ] as [(StaticString, Int64)])
  func `a row changed, removed, inserted or exchanged is named`(sql: StaticString, first: Int64)
    throws
  {
    let town = try MadeUpTown(addresses: 8)
    _ = try town.enterRandomEvents(400, seed: 5)
    let connection = try Connection(path: town.folder.path("town.gpkg"), mode: .readWrite)
    try connection.execute("PRAGMA foreign_keys = OFF")
    try connection.execute(sql)
    #expect(try town.project.verifyLedger().firstBadEvent == first)
  }

  @Test func `a row added at the end by other hands is named, even with a fitting hash`() throws {
    let town = try MadeUpTown(addresses: 2)
    _ = try town.enterRandomEvents(100, seed: 5)
    let honest = try town.project.ledgerHead()
    let connection = try Connection(path: town.folder.path("town.gpkg"), mode: .readWrite)
    _ = try town.enterRandomEvents(300, seed: 6)
    try connection.run(
      "UPDATE status_head SET sequence = \(honest.sequence), hash = \(honest.hash)")
    #expect(try town.project.verifyLedger().firstBadEvent == honest.sequence + 1)
  }

  @Test func `changed standings and dwellings are found and rebuilt`() throws {
    let town = try MadeUpTown(addresses: 4)
    _ = try town.enterRandomEvents(400, seed: 5)
    let connection = try Connection(path: town.folder.path("town.gpkg"), mode: .readWrite)
    try connection.execute("UPDATE status_subject SET events = events + 1 WHERE fid = 3")
    try connection.execute("UPDATE dwelling SET state = 'nonsense' WHERE fid = 2")
    let verified = try town.project.verifyLedger()
    #expect(verified.findings.count == 2 && verified.firstBadEvent == nil, "\(verified.findings)")
    try town.project.rebuildStandings()
    #expect(try town.project.verifyLedger().findings.isEmpty)
  }

  @Test func `a hash that was noted must still be in the chain`() throws {
    let town = try MadeUpTown(addresses: 4)
    _ = try town.enterRandomEvents(100, seed: 5)
    let noted = try town.project.ledgerHead().hash
    _ = try town.enterRandomEvents(100, seed: 6)
    #expect(try town.project.verifyLedger(witness: noted).findings.isEmpty)
    let other = SHA256.hexadecimal(of: "another ledger")
    #expect(try town.project.verifyLedger(witness: other).findings.count == 1)
  }

  // MARK: Beside the ledger

  @Test func `personal data can be erased to the last byte, and the chain stays`() throws {
    let town = try MadeUpTown(addresses: 12)
    _ = try town.enterRandomEvents(600, seed: 5)
    let project = town.project
    let subject = StatusSubject(addressID: "a1", dwelling: "WE 1")
    let marked = "Erika Mustermann-Unverwechselbar"
    try project.writing {
      try project.keep(marked, as: .name, of: subject)
      try project.keep("0151 0000000", as: .contact, of: StatusSubject(addressID: "a1"))
      try project.keep("K-77", as: .contractNumber, of: StatusSubject(addressID: "a11"))
    }
    #expect(try project.personalData(ofAddress: "a1").map(\.value) == ["0151 0000000", marked])
    #expect(try project.erasePersonalData(ofAddress: "a1", dwelling: "WE 1") == 1)
    #expect(try project.erasePersonalData(ofAddress: "a1") == 1)
    #expect(try project.personalData(ofAddress: "a11").count == 1)
    #expect(try project.verifyLedger().findings.isEmpty)
    let bytes = try town.privateBytes()
    #expect(!bytes.contains(marked) && bytes.contains("K-77"))
    #expect(try !town.bytes().contains("K-77"))
    #expect(!Project.layerNames.contains("status_person"))
  }

  @Test func `an import of addresses leaves states and added dwellings in place`() throws {
    let town = try MadeUpTown(addresses: 2)
    let project = town.project
    let draft = StatusEventDraft(
      subject: StatusSubject(addressID: "a0", dwelling: "attic"), kind: .interest,
      time: Timestamp(seconds: 1_600_000_000), actor: "office")
    _ = try project.enterEvents { writer in
      try project.addDwelling("attic", toAddress: "a0")
      return try writer.enter(draft)
    }
    let addresses = try project.addresses()
    try project.writing { try project.replaceAddresses(addresses) }
    #expect(try project.dwellings(ofAddress: "a0") == ["WE 1", "WE 2", "attic"])
    #expect(try project.verifyLedger().findings.isEmpty)
  }

  @Test func `events follow an address that an import has merged into another`() throws {
    let town = try MadeUpTown(addresses: 3)
    let project = town.project
    _ = try town.enterRandomEvents(200, seed: 5)
    let before = try project.standings(ofAddress: "a1")
    #expect(before.count == 3)
    var addresses = try project.addresses()
    addresses[1].id = "official"
    addresses[1].mergedIDs = ["a0x", "a1", "b7"]
    try project.writing { try project.replaceAddresses(addresses) }
    let after = try project.standings(ofAddress: "official")
    #expect(after.map(\.subject) == before.map(\.subject))
    #expect(after.map(\.status) == before.map(\.status))
    #expect(try project.verifyLedger().findings.isEmpty)
    #expect(try project.statusSummary(by: nil).notOnFile == 0)
    // What is entered now joins the subject it was before.
    let building = StatusSubject(addressID: "official")
    let joined = try project.enterEvents { writer in
      let standing = try writer.standing(of: building)
      let next = try #require(standing.status.nextEvents.first)
      try writer.enter(
        StatusEventDraft(subject: building, kind: next, time: writer.now, actor: "office"))
      return try writer.standing(of: building)
    }
    #expect(joined.subject == StatusSubject(addressID: "a1"))
    try project.rebuildStandings()
    #expect(try project.standings(ofAddress: "official").count == 3)
    #expect(try project.verifyLedger().findings.isEmpty)
    #expect(try project.standings() == project.standings(at: far))
    // Where the address comes back, so do its events.
    addresses[1].id = "a1"
    addresses[1].mergedIDs = []
    try project.writing { try project.replaceAddresses(addresses) }
    #expect(try project.standings(ofAddress: "a1").count == 3)
    #expect(try project.verifyLedger().findings.isEmpty)
  }
}
