import Foundation
import GeoPackage
import NetworkModel
import ProjectStore
import TestSupport
import Testing

/// Citizens' reports as subjects of the ledger.
struct ReportTests {
  private let town: MadeUpTown
  private let received = Timestamp(seconds: 1_700_000_000)

  init() throws { town = try MadeUpTown(addresses: 3) }

  private func enter(
    _ kind: EventKind, _ report: String, at address: AddressID?, proof: String = "wrong_class",
    corrects: Int64? = nil, in project: Project? = nil
  ) throws {
    _ = try (project ?? town.project).enterEvents { writer in
      try writer.enter(
        StatusEventDraft(
          subject: StatusSubject(report: report, addressID: address), kind: kind, time: received,
          actor: "citizen", proof: proof, corrects: corrects))
    }
  }

  @Test func `a report is open until it is closed, and open again where the closing is taken back`()
    throws
  {
    try enter(.errorReported, "r1", at: "a1")
    try enter(.errorReported, "r2", at: nil, proof: "missing")
    try enter(.reportClosed, "r1", at: "a1", proof: "surveyed again")
    var reports = try town.project.reports()
    #expect(reports.map(\.id) == ["r1", "r2"] && reports.map(\.addressID) == ["a1", nil])
    #expect(reports.map(\.kind) == ["wrong_class", "missing"])
    #expect(reports.map(\.closing?.result) == ["surveyed again", nil])
    #expect(throws: EventRefusal.self) { try enter(.reportClosed, "r1", at: "a1") }
    #expect(throws: EventRefusal.self) { try enter(.reportClosed, "r3", at: "a1") }
    try enter(.correction, "r1", at: "a1", proof: "another house", corrects: 3)
    reports = try town.project.reports()
    #expect(reports.allSatisfy { $0.closing == nil })
    #expect(try town.project.openWork().map(\.awaited) == [.reportClosed, .reportClosed])
    #expect(try town.project.verifyLedger().findings.isEmpty)
    let before = try town.project.reports().map(\.subject)
    try town.project.rebuildStandings()
    #expect(try town.project.verifyLedger().findings.isEmpty)
    #expect(try town.project.reports().map(\.subject) == before)
  }

  @Test func `a report says nothing about the state of its building`() throws {
    _ = try town.enterRandomEvents(300, seed: 9)
    let standings = try town.project.standings()
    let own = try town.project.standings(ofAddress: "a1")
    let summary = try town.project.statusSummary(by: .district)
    let past = LedgerMoment(time: Timestamp(seconds: 4_000_000_000))
    for number in 0..<3 { try enter(.errorReported, "r\(number)", at: AddressID("a\(number)")) }
    #expect(try town.project.standings() == standings)
    #expect(try town.project.standings(at: past) == standings)
    #expect(try town.project.standings(ofAddress: "a1") == own)
    for moment in [nil, past] {
      let now = try town.project.statusSummary(at: moment, by: .district)
      #expect(now.groups.map(\.buildings) == summary.groups.map(\.buildings))
      #expect(now.groups.map(\.dwellings) == summary.groups.map(\.dwellings))
      #expect(now.notOnFile == summary.notOnFile)
    }
    // Events of the building continue from its last state.
    let building = StatusSubject(addressID: "a1")
    let standing = try town.project.enterEvents { try $0.standing(of: building) }
    #expect(standing == own.first { $0.subject == building })
    #expect(try town.project.history(ofAddress: "a1").last?.kind == .errorReported)
  }

  @Test func `events of premises do not happen to reports, nor the other way round`() throws {
    try enter(.errorReported, "r1", at: "a1")
    #expect(throws: EventRefusal.wrongSubject(.surveyed)) { try enter(.surveyed, "r1", at: "a1") }
    let draft = StatusEventDraft(
      subject: StatusSubject(addressID: "a1"), kind: .errorReported, time: received, actor: "t")
    #expect(throws: EventRefusal.wrongSubject(.errorReported)) {
      try town.project.enterEvents { try $0.enter(draft) }
    }
    #expect(throws: EventRefusal.unwritable(.subject(.report))) {
      try enter(.errorReported, "a#b", at: nil)
    }
    #expect(throws: EventRefusal.unwritable(.subject(.report))) {
      try enter(.errorReported, "", at: "a1")
    }
  }

  @Test func `a report follows its address into another, and what is written is erased with it`()
    throws
  {
    let project = town.project
    for (report, address) in [("r1", AddressID("a1")), ("r2", nil)] {
      try enter(.errorReported, report, at: address)
      try project.writing {
        try project.keep(
          "marked-\(report)", as: .contact, of: StatusSubject(report: report, addressID: address))
      }
    }
    var addresses = try project.addresses()
    addresses[1].id = "official"
    addresses[1].mergedIDs = ["a1"]
    try project.writing { try project.replaceAddresses(addresses) }
    #expect(try project.reports().map(\.addressID) == ["official", nil])
    let subject = try #require(try project.reports().first?.subject)
    try enter(.reportClosed, "r1", at: subject.addressID, proof: "done")
    #expect(try project.reports()[0].closing?.result == "done")
    #expect(try project.verifyLedger().findings.isEmpty)
    #expect(try town.privateBytes().contains("marked-r1"))
    #expect(try project.erasePersonalData(ofAddress: "official") == 1)
    #expect(try project.erasePersonalData(ofReport: "r2") == 1)
    #expect(try !town.privateBytes().contains("marked"))
    #expect(try !town.bytes().contains("marked"))
    #expect(try project.verifyLedger().findings.isEmpty)
  }
}
