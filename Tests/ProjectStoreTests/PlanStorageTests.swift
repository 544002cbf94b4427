import Geospatial
import NetworkModel
import ProjectStore
import Testing

/// Tests of the tables of plans.
struct PlanStorageTests {
  @Test func `a segment keeps the address or the conduit that it belongs to`() throws {
    let line = try #require(
      LineString([Coordinate(x: 400_000, y: 5_700_000), Coordinate(x: 400_010, y: 5_700_000)]))
    func segment(
      _ id: SegmentID, _ kind: TrenchSegment.Kind, _ reference: TrenchSegment.Reference?
    ) -> TrenchSegment {
      TrenchSegment(
        id: id, kind: kind, fromNode: "n1", toNode: "n2", street: nil, side: nil, surface: nil,
        method: .openTrench, reference: reference, length: 10, costInCents: 0, line: line)
    }
    let trench = [
      segment("t1", .conduit, .conduit("k1")), segment("t2", .drop, .address("a1")),
      segment("t3", .streetSide, nil),
    ]
    let plan = Plan(
      scenario: Scenario(
        name: "base", program: "", objective: .all, within: nil, rules: "{}", rulesDigest: "",
        inputDigests: [:], costInCents: 0, lowerBoundInCents: 0),
      trench: trench, drops: [], nodes: [], exceptions: [])
    let town = try MadeUpTown(addresses: 1)
    try town.project.store(plan)
    #expect(try town.project.plan(scenario: "base").trench == trench)
  }
}
