import AddressSearch
import Foundation
import GeoPackage
import Geospatial
import NetworkModel
import ProjectStore
import TestSupport
import Testing

/// What was built, as it lies in the file: entered once, locked, and held for those who ordered.
struct AsBuiltTests {
  private let day = Timestamp(seconds: 1_700_000_000)

  private func line(_ y: Double, from start: Double = 0, to end: Double = 40) -> Geometry {
    .lineString(
      LineString([
        Coordinate(x: 350_000 + start, y: 5_685_000 + y),
        Coordinate(x: 350_000 + end, y: 5_685_000 + y),
      ])!)
  }

  private func survey(on day: Timestamp) -> Survey {
    Survey(
      number: 0, file: "survey.geojson", builtOn: day, proof: "protocol 1", recorded: .now,
      scenario: nil, drift: Survey.Drift())
  }

  @Test func `a course has one name, whichever end it is drawn from, and another by kind`() {
    let forward = BuiltWork(kind: .trench, geometry: line(0))
    let backward = BuiltWork(kind: .trench, geometry: line(0, from: 40, to: 0))
    let duct = BuiltWork(kind: .conduit, geometry: line(0))
    let beside = BuiltWork(kind: .trench, geometry: line(0.002))
    #expect(forward.id == backward.id)
    #expect(Set([forward.id, duct.id, beside.id]).count == 3)
  }

  @Test func `works come back as they were entered, and a second time nothing happens`() throws {
    let town = try MadeUpTown(addresses: 2)
    let works = [
      BuiltWork(
        kind: .trench, geometry: line(0), capacity: 12, used: 3, costInCents: 123_456,
        segmentID: "t1", offPlanMetres: 1.25, feature: "7"),
      BuiltWork(
        kind: .houseEntry, geometry: .point(Coordinate(x: 350_000, y: 5_685_001)), addressID: "a0"),
    ].sorted { $0.id < $1.id }
    #expect(try town.project.enter(survey(on: day), works) == (1, 2))
    #expect(try town.project.builtWorks() == works)
    let before = try Data(contentsOf: URL(fileURLWithPath: town.folder.path("town.gpkg")))
    #expect(try town.project.enter(survey(on: day), works) == (nil, 0))
    #expect(try Data(contentsOf: URL(fileURLWithPath: town.folder.path("town.gpkg"))) == before)
    let more = BuiltWork(kind: .trench, geometry: line(5))
    #expect(try town.project.enter(survey(on: day), works + [more]) == (2, 1))
    #expect(try town.project.surveys().map(\.number) == [1, 2])
  }

  @Test func `what is built counts from its day, and up to a survey`() throws {
    let town = try MadeUpTown(addresses: 2)
    let early = BuiltWork(kind: .trench, geometry: line(0))
    let late = BuiltWork(kind: .trench, geometry: line(5))
    _ = try town.project.enter(survey(on: Timestamp(seconds: day.seconds + 100)), [late])
    _ = try town.project.enter(survey(on: day), [early])
    #expect(try town.project.builtWorks(at: SurveyMoment(time: day)) == [early])
    #expect(try town.project.builtWorks(at: SurveyMoment(lastSurvey: 1)) == [late])
    #expect(
      try town.project.builtWorks(at: SurveyMoment(time: day, lastSurvey: 1)).isEmpty)
  }

  @Test(
    arguments: [
      "UPDATE built SET capacity = 99", "DELETE FROM built", "UPDATE survey SET proof = 'other'",
      "DELETE FROM survey", "INSERT OR REPLACE INTO survey SELECT * FROM survey",
      "REPLACE INTO built SELECT * FROM built",
      """
      INSERT OR REPLACE INTO survey (number, file, built_on, proof, recorded, planned_m, built_m,
        off_plan_m, planned_cents, built_cents)
      SELECT number, file, built_on, 'other', recorded, 1.0, 1.0, 1.0, 1, 1 FROM survey
      """,
      """
      INSERT OR REPLACE INTO built (geometry, id, kind, built_on, proof, survey, capacity, length_m,
        off_plan_m, feature)
      SELECT geometry, id, kind, built_on, proof, survey, 99, length_m, off_plan_m, '' FROM built
      """,
      """
      INSERT OR REPLACE INTO built (fid, geometry, id, kind, built_on, proof, survey, capacity,
        length_m, off_plan_m, feature)
      SELECT fid, geometry, 'other', kind, built_on, proof, survey, 99, length_m, off_plan_m, ''
        FROM built
      """,
      """
      INSERT INTO survey (number, file, built_on, proof, recorded, planned_m, built_m, off_plan_m,
        planned_cents, built_cents)
      SELECT number, file, built_on, 'other', recorded, 1.0, 1.0, 1.0, 1, 1 FROM survey WHERE TRUE
      ON CONFLICT (number) DO UPDATE SET proof = 'other'
      """,
    ] as [SQL])
  func `no program changes what was surveyed`(sql: SQL) throws {
    let town = try MadeUpTown(addresses: 2)
    _ = try town.project.enter(
      survey(on: day), [BuiltWork(kind: .trench, geometry: line(0), capacity: 4)])
    let connection = try Connection(path: town.folder.path("town.gpkg"), mode: .readWrite)
    #expect(throws: DatabaseError.self) { try connection.run(sql) }
    #expect(try town.project.builtWorks().map(\.capacity) == [4])
    #expect(try town.project.surveys().map(\.proof) == ["protocol 1"])
  }

  // MARK: Orders

  private func order(_ town: MadeUpTown, _ events: [(StatusSubject, EventKind)]) throws {
    _ = try town.project.enterEvents(now: Timestamp(seconds: day.seconds + 1000)) { writer in
      for (place, (subject, kind)) in events.enumerated() {
        try writer.enter(
          StatusEventDraft(
            subject: subject, kind: kind, time: Timestamp(seconds: day.seconds + Int64(place)),
            actor: "office"))
      }
    }
  }

  private func building(_ number: Int) -> StatusSubject {
    StatusSubject(addressID: AddressID("a\(number)"))
  }
  private func dwelling(_ number: Int) -> StatusSubject {
    StatusSubject(addressID: AddressID("a\(number)"), dwelling: "WE 1")
  }

  @Test func `open orders are those that wait for a connection the owner does not refuse`() throws {
    let town = try MadeUpTown(addresses: 6)
    let steps: [EventKind] = [
      .consentGiven, .ductAtParcel, .ductInBuilding, .entryPointSet, .cableBlown, .spliced,
      .measured, .connected,
    ]
    try order(
      town,
      [
        (dwelling(0), .interest), (dwelling(1), .contract), (dwelling(2), .interest),
        (dwelling(2), .ended), (dwelling(3), .contract), (building(3), .consentRefused),
        (dwelling(4), .contract), (building(5), .consentGiven),
      ] + steps.map { (building(4), $0) })
    let orders = try town.project.openOrders()
    #expect(orders.open == ["a0", "a1"])
    #expect(orders.refused == ["a3"])
  }

  private func plan() -> Plan {
    Plan(
      scenario: Scenario(
        name: "orders", program: "", objective: .all, within: nil, rules: "{}",
        rulesDigest: "", inputDigests: [:], costInCents: 0, lowerBoundInCents: 0),
      trench: [], drops: [], nodes: [], exceptions: [])
  }

  @Test func `a plan of orders keeps which addresses it was made for`() throws {
    let town = try MadeUpTown(addresses: 1)
    var plan = plan()
    plan.scenario.within = .addresses(["my file.geojson:1", "osm:n2"])
    try town.project.store(plan)
    #expect(try town.project.plan(scenario: "orders").scenario.within == plan.scenario.within)
  }

  @Test func `capacity is reserved until it expires, or for good once it is booked`() throws {
    let town = try MadeUpTown(addresses: 4)
    let project = town.project
    func keep(_ address: AddressID, _ slots: [ConduitID: Int], until expires: Timestamp?) throws {
      _ = try project.keep(
        plan(), holding: slots, for: [(address, 100)], from: day, until: expires, bookedBy: nil)
    }
    func held(_ seconds: Int64, except addresses: Set<AddressID> = []) throws -> [ConduitID: Int] {
      try project.reservedSlots(
        at: Timestamp(seconds: day.seconds + seconds), except: addresses)
    }
    let end = Timestamp(seconds: day.seconds + 100)
    try keep("a0", ["k1": 1, "k2": 2], until: end)
    try keep("a1", ["k1": 1], until: nil)
    #expect(try held(99) == ["k1": 2, "k2": 2])
    #expect(try held(99, except: ["a0"]) == ["k1": 1])
    #expect(try held(100) == ["k1": 1])
    // A new reservation takes the place of the old one.
    try keep("a0", ["k3": 1], until: end)
    #expect(try held(99) == ["k1": 1, "k3": 1])
    // Orders under construction keep their capacity.
    try order(town, [(building(0), .ductAtParcel)])
    #expect(try held(100) == ["k1": 1, "k3": 1])
  }

  @Test func `orders planned together share their reservation until the last of them ends`()
    throws
  {
    let town = try MadeUpTown(addresses: 4)
    let project = town.project
    let end = Timestamp(seconds: day.seconds + 100)
    _ = try project.keep(
      plan(), holding: ["k1": 2], for: [("a0", 1), ("a1", 1)], from: day, until: end, bookedBy: nil)
    #expect(try project.reservedSlots(at: day) == ["k1": 2])
    #expect(try project.reservedSlots(at: day, except: ["a0"]) == ["k1": 2])
    #expect(try project.reservedSlots(at: day, except: ["a0", "a1"]).isEmpty)
    _ = try project.keep(
      plan(), holding: ["k2": 1], for: [("a0", 1)], from: day, until: end, bookedBy: nil)
    #expect(try project.reservedSlots(at: day) == ["k1": 2, "k2": 1])
  }

  @Test func `booking enters a contract for those who had interest, or nothing at all`() throws {
    let town = try MadeUpTown(addresses: 3)
    try order(town, [(dwelling(0), .interest), (dwelling(1), .contract)])
    let kept = try town.project.keep(
      plan(), holding: ["k1": 1], for: [("a0", 1), ("a1", 1)],
      from: Timestamp(seconds: day.seconds + 2000), until: nil, bookedBy: "shop")
    #expect(kept.batch == 1 && kept.events.count == 1)
    let event = try #require(try town.project.history(ofAddress: "a0").last)
    #expect(event.kind == .contract && event.proof == "reservation 1" && event.actor == "shop")
    #expect(try town.project.verifyLedger().findings.isEmpty)
    #expect(throws: (any Error).self) {
      // An event of the past cannot enter, so nothing is held either.
      try order(town, [(dwelling(2), .interest)])
      _ = try town.project.keep(
        plan(), holding: ["k9": 1], for: [("a2", 1)], from: Timestamp(seconds: 0), until: nil,
        bookedBy: "")
    }
    #expect(try town.project.reservedSlots(at: day)["k9"] == nil)
  }
}
