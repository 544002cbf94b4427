import AddressSearch
import Analyses
import Geospatial
import NetworkModel
import ProjectStore
import Rules
import TestSupport
import Testing
import TrenchPlanning

/// Orders that are connected to the existing network.
struct InfillTests {
  private let map = StreetMap(
    """
    P   1         2         3
    a-----------------------------b-----------------c
                                  |
                                  |  4
                                  |
                                  |  5
                                  d
    """)

  private func infill(
    _ orders: Set<AddressID>, in inventory: Inventory, rules: String = "{}"
  ) throws -> Infill {
    let infill = try Infill(
      orders, in: inventory, rules: try PlanningRules(overriding: Array(rules.utf8)),
      options: Planner.Options(), inputDigests: [:])
    let findings = try PlanVerifier.findings(in: infill.outcome.plan, inventory)
    #expect(findings.isEmpty, "\(findings)")
    return infill
  }

  @Test func `orders planned together share a trench, and their shares add up to the cost`() throws
  {
    let infill = try infill(["h4", "h5"], in: map.inventory())
    let cost = infill.outcome.plan.scenario.costInCents
    #expect(infill.orders.map(\.address.id) == ["h4", "h5"])
    #expect(infill.orders.reduce(0) { $0 + ($1.shareInCents ?? 0) } == cost)
    #expect(cost < infill.separatelyInCents)
    #expect(infill.outcome.plan.scenario.isOptimal)
    #expect(infill.orders.allSatisfy { $0.shareInCents ?? 0 < $0.aloneInCents ?? 0 })
  }

  @Test func `the cost of an order alone equals the cost of a plan for it`() throws {
    let inventory = map.inventory()
    let together = try infill(["h1", "h3", "h4", "h5"], in: inventory)
    for order in together.orders {
      let alone = try infill([order.address.id], in: inventory)
      #expect(alone.outcome.plan.scenario.costInCents == order.aloneInCents)
      #expect(alone.separatelyInCents == alone.outcome.plan.scenario.costInCents)
    }
  }

  @Test func `homes along the new trench are neighbours, each with its additional cost`()
    throws
  {
    let inventory = map.inventory()
    let infill = try infill(["h5"], in: inventory)
    #expect(Set(infill.neighbours.map(\.address.id)) == ["h1", "h2", "h3", "h4"])
    let cost = infill.outcome.plan.scenario.costInCents
    for neighbour in infill.neighbours {
      let both = try self.infill(["h5", neighbour.address.id], in: inventory)
      // The cost of adding a neighbour to this trench is never less than that of the best plan for both.
      #expect(both.outcome.plan.scenario.costInCents <= cost + neighbour.addsInCents)
    }
    let short = try self.infill(["h1"], in: inventory)
    #expect(!short.neighbours.contains { $0.address.id == "h5" })
  }

  @Test func `an order is connected to built trenches, and its slots are reported`() throws {
    let inventory = map.inventory()
    let before = try infill(["h1", "h2", "h3"], in: inventory)
    var built = inventory
    built.take(
      before.outcome.plan.trench.filter { $0.kind != .drop }.map {
        BuiltWork(kind: .trench, geometry: .lineString($0.line), capacity: 2)
      }, [])
    let after = try infill(["h4"], in: built)
    let fromNothing = try infill(["h4"], in: inventory)
    #expect(
      after.outcome.plan.scenario.costInCents < fromNothing.outcome.plan.scenario.costInCents)
    #expect(!after.slots.isEmpty && after.slots.values.allSatisfy { $0 == 1 })
    #expect(after.slots.keys.allSatisfy { id in built.conduits.contains { $0.id == id } })
    // If the capacity is reserved for others, the order pays for its own trench.
    var held = built
    held.withhold(after.slots.mapValues { _ in 2 })
    #expect(
      try infill(["h4"], in: held).outcome.plan.scenario.costInCents
        > after.outcome.plan.scenario.costInCents)
    var partly = built
    partly.withhold(after.slots.mapValues { _ in 1 })
    #expect(
      try infill(["h4"], in: partly).outcome.plan.scenario.costInCents
        == after.outcome.plan.scenario.costInCents)
  }

  @Test func `an order that cannot be reached is listed with its reason`()
    throws
  {
    let map = StreetMap(
      """
      P   1         2
      a-----------------b




      3
      c-----d
      """)
    let rules = "{\"drop\": {\"max_length_metres\": 12}}"
    let infill = try infill(["h1", "h3"], in: map.inventory(), rules: rules)
    let lost = try #require(infill.orders.first { $0.address.id == "h3" })
    #expect(lost.exception?.reason == .island && lost.shareInCents == nil)
    #expect(lost.aloneInCents == nil)
    #expect(infill.orders.first { $0.address.id == "h1" }?.shareInCents == infill.separatelyInCents)
  }

  @Test func `a plan without one of its orders is invalid`() throws {
    let inventory = map.inventory()
    var plan = try infill(["h1", "h4"], in: inventory).outcome.plan
    plan.scenario.within = .addresses(["h1", "h4", "h5"])
    let findings = try PlanVerifier.findings(in: plan, inventory)
    #expect(findings.map(\.rule) == [.assignment] && findings.map(\.subject) == ["h5"])
  }

  @Test func `orders without a network are rejected`() throws {
    let map = StreetMap("    1\na-------b")
    #expect(throws: PlanningError.noNetwork) {
      try infill(["h1"], in: map.inventory())
    }
  }

  @Test(arguments: 1...12)
  func `connecting orders together costs at most as much as separately`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let inventory = StreetMap.random(&random).inventory()
    let orders = Set(inventory.addresses.map(\.id).filter { _ in Bool.random(using: &random) })
    guard !orders.isEmpty else { return }
    let infill = try infill(orders, in: inventory)
    let cost = infill.outcome.plan.scenario.costInCents
    #expect(cost <= infill.separatelyInCents)
    #expect(infill.orders.reduce(0) { $0 + ($1.shareInCents ?? 0) } == cost)
    #expect(infill.orders.allSatisfy { $0.aloneInCents ?? 0 <= cost })
    // The result is reproducible.
    #expect(
      try self.infill(orders, in: inventory).outcome.plan.trench == infill.outcome.plan.trench)
  }
}
