import Foundation
import GeoPackage
import Geospatial
import NetworkModel
import ProjectStore
import TestSupport
import Testing

/// Plans as they are stored.
struct PlanTests {
  private let town: MadeUpTown

  init() throws { town = try MadeUpTown(addresses: 2) }

  private func plan(_ objective: Objective, _ bound: ObjectiveBound?, _ remedies: [Remedy] = [])
    -> Plan
  {
    Plan(
      scenario: Scenario(
        name: "base", program: "test", objective: objective, objectiveBound: bound, within: nil,
        rules: "{}", rulesDigest: "", inputDigests: [:], costInCents: 10, lowerBoundInCents: 9),
      trench: [], drops: [], nodes: [],
      exceptions: remedies.enumerated().map { number, remedy in
        PlanException(
          addressID: AddressID("a\(number)"), reason: .island, remedy: remedy, fixCostInCents: 1,
          location: Coordinate(x: 350_000, y: 5_685_000))
      })
  }

  @Test func `every objective and its bound come back as they were stored`() throws {
    let objectives: [(Objective, ObjectiveBound?)] = [
      (.all, nil), (.profit, .cents(-5)), (.profit, nil), (.quota(homes: 0), nil),
      (.budget(cents: 7), .homes(3)), (.budget(cents: 100_000_000_000_000_000), .cents(4)),
    ]
    for (objective, bound) in objectives {
      try town.project.store(plan(objective, bound))
      let stored = try town.project.plan(scenario: "base").scenario
      #expect(stored.objective == objective && stored.objectiveBound == bound)
    }
  }

  @Test func `every remedy comes back as it was stored`() throws {
    let remedies: [Remedy] = [
      .streetSurvey, .privateTrench(metres: 0), .buildingPassage(metres: 1), .bore(metres: 2),
      .trenchToNetwork(metres: 3), .network, .pop, .drop(metres: 4),
      .trenchAndDrop(trenchMetres: 5, dropMetres: 6), .other("dig"),
    ]
    #expect(Set(remedies.map(\.kind)) == Set(Remedy.Kind.allCases))
    try town.project.store(plan(.all, nil, remedies))
    #expect(try town.project.plan(scenario: "base").exceptions.map(\.remedy) == remedies)
  }

  @Test(
    arguments: [
      "UPDATE scenario SET objective = 'everything'", "UPDATE scenario SET objective = 'quota'",
      "UPDATE scenario SET objective_cents = NULL", "UPDATE scenario SET objective_homes = 1",
      "UPDATE scenario SET objective_bound_cents = 1",
      "UPDATE scenario SET objective = 'all', objective_cents = NULL",
      "UPDATE exception SET remedy = 'drop'", "UPDATE exception SET remedy_m = NULL",
      "UPDATE exception SET remedy_words = 'dig'", "UPDATE exception SET remedy_m = -1",
    ] as [SQL])
  func `a number that does not belong to its objective or remedy is refused`(sql: SQL) throws {
    try town.project.store(plan(.budget(cents: 7), .homes(3), [.bore(metres: 2)]))
    let connection = try Connection(path: town.folder.path("town.gpkg"), mode: .readWrite)
    #expect(throws: DatabaseError.self) { try connection.run(sql) }
  }
}
