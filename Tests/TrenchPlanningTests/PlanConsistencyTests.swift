import AddressSearch
import Analyses
import Geospatial
import NetworkModel
import ProjectStore
import Rules
import TestSupport
import Testing
import TrenchPlanning

/// Properties of every plan: reproducible, consistent and verifiable.
struct PlanConsistencyTests: PlanTesting {
  @Test func `the plan does not depend on the order of the input`() throws {
    let map = StreetMap(
      """
      P  1   2        3
      a-----b---------c
      |     |         |
      | 4   |   5     | 6
      |     |         |
      d-----e---------f
         7      8   9
      """)
    let inventory = map.inventory()
    let reference = try plan(inventory).plan
    var generator = SeededGenerator(seed: 7)
    var differences = 0
    for threads in 1...6 {
      let shuffled = Inventory(
        addresses: inventory.addresses.shuffled(using: &generator),
        streets: inventory.streets.shuffled(using: &generator),
        sites: inventory.sites.shuffled(using: &generator))
      let again = try plan(shuffled) { $0.threads = threads % 2 + 1 }.plan
      if again.trench != reference.trench || again.drops != reference.drops
        || again.nodes != reference.nodes
      {
        differences += 1
      }
    }
    #expect(differences == 0)
  }

  @Test func `ids do not change if another part of the town changes`() throws {
    let map = StreetMap(
      """
      P  1   2        3
      a-----b---------c
      """)
    let before = try plan(map.inventory()).plan
    var inventory = map.inventory()
    inventory.addresses.removeAll { $0.id == "h1" }
    let after = try plan(inventory).plan
    let drop = { (plan: Plan) in plan.trench.first { $0.reference == .address("h3") }?.id }
    #expect(drop(before) != nil && drop(before) == drop(after))
  }

  @Test func `the costs of segments and of districts add up to the cost of the plan`() throws {
    let outcome = try plan(
      StreetMap(
        """
        P  1   2   3   4
        a-----b---------c
            5   6    7
        """
      ).inventory())
    let plan = outcome.plan
    #expect(plan.trench.reduce(0) { $0 + $1.costInCents } == plan.scenario.costInCents)
    #expect(outcome.total.costInCents == plan.scenario.costInCents)
    #expect(
      outcome.districts.reduce(0) { $0 + $1.costInCents } == plan.scenario.costInCents)
    #expect(plan.scenario.lowerBoundInCents <= plan.scenario.costInCents)
  }

  @Test func `every kind of fault in a stored plan is found`() throws {
    let inventory = StreetMap(
      """
      P  1   2   3   4
      a-----b---------c
      """
    ).inventory()
    let valid = try plan(inventory).plan
    let faults: [(rule: PlanViolation.Rule, (inout Plan) -> Void)] = [
      (.assignment, { $0.drops.removeLast() }),
      (.assignment, { plan in plan.drops.append(plan.drops[0]) }),
      (.connection, { plan in plan.trench.removeAll { $0.kind == .streetSide } }),
      (.cost, { $0.trench[0].costInCents += 1 }),
      (.length, { $0.trench[0].length += 0.01 }),
      (.geometry, { $0.nodes[0].location.x += 0.01 }),
      (.bound, { $0.scenario.lowerBoundInCents = $0.scenario.costInCents + 1 }),
      (.dropLength, { $0.drops[0].length = 900 }),
    ]
    var missed: [String] = []
    for (rule, introduce) in faults {
      var faulty = valid
      introduce(&faulty)
      let found = try PlanVerifier.findings(in: faulty, inventory)
      if !found.contains(where: { $0.rule == rule }) { missed.append(rule.rawValue) }
    }
    #expect(missed.isEmpty, "not found: \(missed)")
  }

  @Test func `an area without homes and a town without streets are rejected`() throws {
    let map = StreetMap(
      """
      P  1
      a----b
      """)
    #expect(throws: PlanningError.self) { _ = try plan(Inventory(addresses: [])) }
    var withoutStreets = map.inventory()
    withoutStreets.streets = []
    #expect(throws: PlanningError.noStreets(area: nil)) { _ = try plan(withoutStreets) }
    #expect(throws: PlanningError.unknownArea("West", known: [])) {
      _ = try plan(map.inventory()) { $0.within = .area("West") }
    }
  }
}
