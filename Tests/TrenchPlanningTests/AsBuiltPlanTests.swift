import AddressSearch
import Analyses
import Geospatial
import NetworkModel
import ProjectStore
import Rules
import TestSupport
import Testing
import TrenchPlanning

/// Plans that use built works within their capacity, and the comparison of works with a plan.
struct AsBuiltPlanTests: PlanTesting {
  private let map = StreetMap(
    """
    P   1         2         3         4
    a-------------------------------------b
    """)

  /// The common trenches of a plan and some of its drops, built as planned.
  private func works(
    of plan: Plan, capacity: Int? = 4, used: Int = 0, drops: Set<AddressID> = []
  ) -> [BuiltWork] {
    plan.trench.compactMap { segment in
      if segment.kind == .drop {
        guard case .address(let id) = segment.reference, drops.contains(id) else { return nil }
        return BuiltWork(kind: .drop, geometry: .lineString(segment.line), addressID: id)
      }
      return BuiltWork(
        kind: .trench, geometry: .lineString(segment.line), capacity: capacity, used: used)
    }
  }

  private func standing(_ works: [EventKind], at address: AddressID) throws -> [Standing] {
    let folder = try TemporaryFolder()
    let project = try Project.create(
      at: folder.path("ledger.gpkg"), crs: try CoordinateReferenceSystem(code: 25832))
    _ = try project.enterEvents { writer in
      for kind in works {
        try writer.enter(
          StatusEventDraft(
            subject: StatusSubject(addressID: address), kind: kind, time: writer.now, actor: "t"))
      }
    }
    return try project.standings()
  }

  private static let connected: [EventKind] = [
    .consentGiven, .ductAtParcel, .ductInBuilding, .entryPointSet, .cableBlown, .spliced,
    .measured, .connected,
  ]

  @Test func `using a built trench costs nothing`() throws {
    let inventory = map.inventory()
    let first = try plan(inventory)
    var built = inventory
    built.take(works(of: first.plan), [])
    let second = try plan(built)
    #expect(first.total.costByKind["trench"] ?? 0 > 0)
    // Each home still needs an opening.
    #expect(second.total.costByKind["trench"] ?? 0 <= 4 * 80_000)
    #expect(second.total.costByKind["conduit"] == 0)
    #expect(second.plan.scenario.costInCents < first.plan.scenario.costInCents)
  }

  @Test func `a built drop is connected to its trench and costs nothing`() throws {
    let inventory = map.inventory()
    let first = try plan(inventory)
    var built = inventory
    built.take(works(of: first.plan, drops: ["h1", "h2", "h3", "h4"]), [])
    let second = try plan(built)
    #expect(second.plan.scenario.costInCents == 0)
    #expect(second.plan.drops.count == 4 && second.plan.exceptions.isEmpty)
  }

  @Test func `a built trench at capacity is not used`() throws {
    let inventory = map.inventory()
    let first = try plan(inventory)
    var full = inventory
    full.take(works(of: first.plan, capacity: 4, used: 4), [])
    #expect(try plan(full).plan.scenario.costInCents == first.plan.scenario.costInCents)
    var unstated = inventory
    unstated.take(works(of: first.plan, capacity: nil), [])
    #expect(try plan(unstated).plan.scenario.costInCents < first.plan.scenario.costInCents)
    let rules = "{\"conduits\": {\"surveyed_slots\": 0}}"
    #expect(
      try plan(unstated, rules: rules).plan.scenario.costInCents
        == first.plan.scenario.costInCents)
  }

  @Test func `a connected home remains unchanged and adds no cost`() throws {
    let inventory = map.inventory()
    var standing = inventory
    standing.take([], try self.standing(Self.connected, at: "h4"))
    let without = try plan(standing)
    var three = inventory
    three.addresses.removeAll { $0.id == "h4" }
    #expect(try plan(three).plan.scenario.costInCents == without.plan.scenario.costInCents)
    let drop = try #require(without.plan.drops.first { $0.addressID == "h4" })
    #expect(drop.isExisting && drop.costInCents == 0 && drop.length == 0)
    #expect(without.plan.nodes.contains { $0.id == drop.atNode && $0.kind == .pop })
    #expect(without.total.addressesServed == 4)
  }

  @Test func `if all homes are connected the plan is empty and valid`() throws {
    var inventory = StreetMap("P   1\na-------b").inventory()
    inventory.take([], try standing(Self.connected, at: "h1"))
    let outcome = try plan(inventory)
    #expect(outcome.plan.scenario.costInCents == 0 && outcome.plan.trench.isEmpty)
    #expect(outcome.plan.drops.map(\.isExisting) == [true])
  }

  @Test func `connected homes use capacity of their PoP`() throws {
    var inventory = map.inventory(dwellings: 10)
    inventory.sites[0].capacity = 40
    inventory.take([], try standing(Self.connected, at: "h4"))
    let outcome = try plan(inventory)
    let pop = try #require(outcome.plan.nodes.first { $0.kind == .pop })
    #expect(outcome.total.addressesServed == 4)
    #expect(pop.used == 40 && pop.capacity == 40)
    inventory.sites[0].capacity = 35
    #expect(throws: PlanningError.self) { try plan(inventory) }
  }

  @Test func `connected homes use capacity of the trench that serves them`() throws {
    let inventory = map.inventory(dwellings: 72)
    let first = try plan(inventory)
    var built = inventory
    // There are two slots for 72 dwellings each. The connected home uses one, so one is left for the
    // other three homes.
    built.take(
      works(of: first.plan, capacity: 2), try standing(Self.connected, at: "h4"))
    let outcome = try Planner(built, rules: try PlanningRules.standard()).run(inputDigests: [:])
    var used: [TrenchSegment.Reference?: Int] = [:]
    for segment in outcome.plan.trench where segment.kind == .conduit {
      used[segment.reference, default: 0] += 1
    }
    #expect(outcome.total.costByKind["trench"] ?? 0 > 0)
    var free = inventory
    free.addresses.removeAll { $0.id == "h4" }
    free.take(works(of: first.plan, capacity: 3), [])
    let larger = try Planner(free, rules: try PlanningRules.standard()).run(inputDigests: [:])
    #expect(larger.plan.scenario.costInCents < outcome.plan.scenario.costInCents)
  }

  @Test func `the plan does not depend on the order and the direction of works`() throws {
    let inventory = map.inventory()
    let works = works(of: try plan(inventory).plan)
    var costs: Set<Int64> = []
    for variant in 0..<4 {
      var random = SeededGenerator(seed: UInt64(variant))
      let turned = works.shuffled(using: &random).map { work in
        guard Bool.random(using: &random), let line = work.line else { return work }
        return BuiltWork(
          kind: work.kind, geometry: .lineString(LineString(line.coordinates.reversed())!),
          capacity: work.capacity, used: work.used)
      }
      var built = inventory
      built.take(turned, [])
      costs.insert(try plan(built).plan.scenario.costInCents)
    }
    #expect(costs.count == 1)
  }

  @Test(arguments: 1...12)
  func `if built trenches are too small for all homes, new trenches serve the others`(
    seed: Int
  ) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let inventory = StreetMap.random(&random).inventory(dwellings: 30)
    guard !inventory.addresses.isEmpty else { return }
    let first = try plan(inventory)
    var built = inventory
    built.take(works(of: first.plan, capacity: Int.random(in: 0...2, using: &random)), [])
    let second = try plan(built)
    #expect(second.plan.exceptions.isEmpty)
    #expect(second.plan.scenario.costInCents <= first.plan.scenario.costInCents)
    #expect(second.plan.scenario.lowerBoundInCents <= second.plan.scenario.costInCents)
  }

  @Test func `a built trench one millimetre beside the planned one causes no duplicate ids`()
    throws
  {
    let inventory = map.inventory()
    let first = try plan(inventory)
    for shift in [0.001, 0.002, 0.5] {
      var built = inventory
      built.take(works(of: first.plan).map { moved($0, by: shift, with: 4) }, [])
      let second = try plan(built)
      #expect(Set(second.plan.trench.map(\.id)).count == second.plan.trench.count)
    }
  }

  // MARK: Drift

  private func match(_ works: [BuiltWork], _ plan: Plan?) throws -> PlanMatch {
    PlanMatch(works, to: plan, rules: try PlanningRules.standard())
  }

  private func moved(_ work: BuiltWork, by offset: Double, with capacity: Int? = nil) -> BuiltWork {
    BuiltWork(
      kind: work.kind,
      geometry: work.geometry.mapCoordinates { Coordinate(x: $0.x, y: $0.y + offset) },
      addressID: work.addressID, capacity: capacity)
  }

  @Test func `works built as planned have no drift`() throws {
    let plan = try plan(map.inventory()).plan
    let match = try match(works(of: plan, drops: ["h1", "h2", "h3", "h4"]), plan)
    #expect(match.drift.byLength == 0 && match.drift.byCost == 0)
    #expect(match.drift.plannedCents == plan.scenario.costInCents)
    #expect(match.works.allSatisfy { $0.segmentID != nil && $0.offPlanMetres == 0 })
  }

  @Test func `works that cover half of the plan are compared with that half`() throws {
    let plan = try plan(map.inventory()).plan
    let match = try match(works(of: plan, drops: ["h1"]), plan)
    #expect(match.drift.byLength == 0)
    let cents = plan.trench.filter { $0.kind != .drop || $0.reference == .address("h1") }
      .reduce(0) { $0 + $1.costInCents }
    #expect(match.drift.plannedCents == cents)
  }

  @Test func `a trench within the tolerance follows the plan, and others are off the plan`() throws
  {
    let plan = try plan(map.inventory()).plan
    // Only the trench along the street: the trench to the PoP runs north.
    let works = works(of: plan).filter { $0.geometry.envelope.height < 0.01 }
    let near = try match(works.map { moved($0, by: -2.5) }, plan)
    #expect(near.drift.offPlanMetres == 0 && near.drift.byLength == 0)
    let far = try match(works.map { moved($0, by: -3.5) }, plan)
    #expect(far.drift.offPlanMetres == far.drift.builtMetres)
    #expect(far.drift.plannedMetres == 0 && far.drift.byLength == nil)
    #expect(far.works.allSatisfy { $0.segmentID == nil })
  }

  @Test func `a detour causes drift in length and cost beyond the target`() throws {
    let plan = try plan(map.inventory()).plan
    var works = works(of: plan)
    let start = map.place(of: "a")
    works.append(
      BuiltWork(
        kind: .trench,
        geometry: .lineString(
          LineString([
            Coordinate(x: start.x, y: start.y - 50), Coordinate(x: start.x + 30, y: start.y - 50),
          ])!)))
    let match = try match(works, plan)
    #expect(abs(match.drift.builtMetres - match.drift.plannedMetres - 30) < 0.01)
    #expect(match.drift.offPlanMetres == 30)
    #expect(match.drift.builtCents > match.drift.plannedCents)
    #expect(PlanMatch.isBeyondTarget(match.drift, try PlanningRules.standard()))
  }

  @Test func `a cost in the survey takes precedence over that of the plan`() throws {
    let plan = try plan(map.inventory()).plan
    let priced = works(of: plan).map {
      BuiltWork(kind: .trench, geometry: $0.geometry, costInCents: 100)
    }
    let match = try match(priced, plan)
    #expect(match.drift.builtCents == Int64(100 * priced.count))
    #expect(try self.match(priced, nil).drift.builtCents == Int64(100 * priced.count))
  }

  @Test func `a trench and the duct in it are measured once`() throws {
    let plan = try plan(map.inventory()).plan
    let trenches = works(of: plan)
    let ducts = trenches.map { BuiltWork(kind: .conduit, geometry: $0.geometry) }
    #expect(try match(trenches + ducts, plan).drift == match(trenches, plan).drift)
    #expect(try match(ducts, plan).drift == match(trenches, plan).drift)
  }

  @Test func `a house entry is assigned to the nearest address in reach, if any`() throws {
    let homes = map.inventory().addresses
    let place = map.place(of: "2")
    let rules = try PlanningRules.standard()
    let near = BuiltWork(
      kind: .houseEntry, geometry: .point(Coordinate(x: place.x + 4, y: place.y)))
    let far = BuiltWork(
      kind: .houseEntry, geometry: .point(Coordinate(x: place.x, y: place.y + 40)))
    let named = BuiltWork(kind: .houseEntry, geometry: near.geometry, addressID: "h3")
    let found = PlanMatch.addressed([near, far, named], homes, rules: rules)
    #expect(found.works.map(\.addressID) == ["h2", nil, "h3"])
    #expect(found.without == 1)
  }
}
