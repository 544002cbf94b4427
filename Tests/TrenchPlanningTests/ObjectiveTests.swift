import AddressSearch
import Analyses
import Geospatial
import Graphs
import NetworkModel
import ProjectStore
import Rules
import SteinerTrees
import TestSupport
import Testing
import TrenchPlanning

/// Plans that leave homes out: for profit, within a budget, or with a quota.
struct ObjectiveTests: PlanTesting {
  @Test(arguments: 0..<3) func `a plan for profit is optimal over all sets of homes`(
    _ town: Int
  ) throws {
    let inventory = StreetMap(SmallTowns.all[town]).inventory()
    let sets = try SmallTowns.cheapest(inventory)
    var wrong: [String] = []
    var sizes: Set<Int> = []
    for euro in [0, 500, 900, 1500, 2200, 3000, 4000, 6000, 9000, 20_000] {
      let outcome = try plan(
        inventory, .profit, rules: "{\"revenue\": {\"euro_per_dwelling\": \(euro)}}")
      let result = try #require(outcome.result)
      let best = sets.map { $0.cents + Int64((6 - $0.homes) * euro * 100) }.min()
      if result.value != best || result.bound != best { wrong.append("\(euro): \(result)") }
      if !outcome.plan.exceptions.allSatisfy({ $0.reason == .notProfitable }) {
        wrong.append("\(euro): reasons")
      }
      sizes.insert(outcome.plan.drops.count)
    }
    #expect(wrong == [])
    #expect(sizes.count > 2, "\(sizes)")
  }

  @Test(arguments: 0..<3) func `plans for quotas and budgets are optimal over all sets of homes`(
    _ town: Int
  ) throws {
    let inventory = StreetMap(SmallTowns.all[town]).inventory()
    let sets = try SmallTowns.cheapest(inventory)
    var wrong: [String] = []
    var best = 0
    for quota in 0...6 {
      let outcome = try plan(inventory, .quota(homes: Int64(quota)))
      let optimum = sets.filter { $0.homes >= quota }.map(\.cents).min() ?? 0
      let result = try #require(outcome.result)
      if result.value < optimum || result.bound > optimum || result.homes < quota {
        wrong.append("quota \(quota): \(result), best \(optimum)")
      }
      if result.value == optimum { best += 1 }
      let budget = try plan(inventory, .budget(cents: optimum + 5))
      let most = sets.filter { $0.cents <= optimum + 5 }.map(\.homes).max() ?? 0
      let reached = try #require(budget.result)
      if reached.value > most || reached.bound < most
        || budget.plan.scenario.costInCents > optimum + 5
      {
        wrong.append("budget \(optimum): \(reached), best \(most)")
      }
      if reached.value == most { best += 1 }
    }
    #expect(wrong == [])
    #expect(best == 14)
  }

  @Test func `a home left out is an exception with the cost that it alone would add`() throws {
    let map = StreetMap(
      """
      P  1
      a-----b------------------c
                             2
      """)
    let outcome = try plan(
      map.inventory(), .profit, rules: "{\"revenue\": {\"euro_per_dwelling\": 6000}}")
    let exception = try #require(outcome.plan.exceptions.first)
    #expect(outcome.plan.drops.map(\.addressID) == ["h1"])
    #expect(exception.reason == .notProfitable)
    #expect(exception.remedy.kind == .trenchAndDrop)
    let all = try plan(map.inventory(), .all)
    #expect(
      exception.fixCostInCents
        == all.plan.scenario.costInCents - outcome.plan.scenario.costInCents)
  }

  @Test func `revenue may differ by area and by the use of a building`() throws {
    let map = StreetMap(
      """
      P  1       2       #3
      a------------------------b
      """)
    var inventory = map.inventory()
    let west = map.place(of: "1")
    inventory.areas = [
      Area(id: "w", name: "West", kind: .phase, surface: [Polygon.square(west, 15)])
    ]
    inventory.buildings = [
      Building(id: "s", use: "school", footprint: [Polygon.square(map.place(of: "3"), 4)])
    ]
    func served(_ exceptions: String) throws -> [AddressID] {
      try plan(
        inventory, .profit,
        rules: "{\"revenue\": {\"euro_per_dwelling\": 0, \"exceptions\": [\(exceptions)]}}"
      ).plan.drops.map(\.addressID)
    }
    #expect(try served("") == [])
    #expect(try served("{\"area\": \"West\", \"euro_per_address\": 90000}") == ["h1"])
    #expect(try served("{\"building_use\": \"school\", \"euro_per_dwelling\": 90000}") == ["h3"])
    // The last matching exception applies.
    #expect(
      try served(
        "{\"euro_per_dwelling\": 90000}, {\"area\": \"West\", \"euro_per_dwelling\": 0},"
          + "{\"area\": \"West\", \"euro_per_address\": 90000}") == ["h1", "h2", "h3"])
    #expect(throws: PlanningError.unknownArea("Nowhere", known: ["West"])) {
      _ = try served("{\"area\": \"Nowhere\"}")
    }
    for wrong in ["{\"euro_per_dwelling\": -1}", "{\"euro_per_dweling\": 1}", "7"] {
      #expect(throws: RulesError.self) { _ = try served(wrong) }
    }
  }

  @Test func `a budget can maximise revenue, and homes can be counted as dwellings`() throws {
    let map = StreetMap(
      """
      P  1   2   3
      a--------------b---------c
                             4
      """)
    var inventory = map.inventory()
    inventory.addresses[3].dwellings = 50
    let total = try plan(inventory, .quota(homes: 4)).plan.scenario.costInCents
    let near = try plan(inventory, .budget(cents: total - 1))
    #expect(near.plan.drops.count == 3)
    let far = try plan(
      inventory, .budget(cents: total - 1),
      rules: "{\"objective\": {\"budget_seeks\": \"revenue\"}}")
    #expect(far.plan.drops.contains { $0.addressID == "h4" })
    #expect(far.result?.unit == .cents)
    let dwellings = try plan(
      inventory, .quota(homes: 50), rules: "{\"objective\": {\"homes\": \"dwellings\"}}")
    #expect(dwellings.plan.drops.contains { $0.addressID == "h4" })
  }

  @Test func `capacities are also satisfied if the objective chooses the homes`() throws {
    let map = StreetMap(
      """
      P  1   2   3   4
      a------------------b
      """)
    var inventory = map.inventory()
    inventory.sites[0].capacity = 2
    let highRevenue = "{\"revenue\": {\"euro_per_dwelling\": 90000}}"
    let profit = try plan(inventory, .profit, rules: highRevenue)
    #expect(profit.plan.drops.count == 2)
    #expect(profit.plan.exceptions.allSatisfy { $0.reason == .noCapacity })
    #expect(try plan(inventory, .budget(cents: 1 << 40)).plan.drops.count == 2)
    #expect(try plan(inventory, .quota(homes: 2)).plan.drops.count == 2)
    #expect(throws: PlanningError.self) { _ = try plan(inventory, .quota(homes: 3)) }
  }

  @Test func `a quota larger than the number of reachable homes is rejected`() throws {
    let map = StreetMap(
      """
      P  1   2
      a----------b




                           3
                       c------d
      """)
    let rules = "{\"drop\": {\"max_length_metres\": 30}}"
    #expect(throws: PlanningError.quotaOutOfReach(quota: 3, homes: 2)) {
      _ = try plan(map.inventory(), .quota(homes: 3), rules: rules)
    }
    #expect(try plan(map.inventory(), .quota(homes: 2), rules: rules).plan.drops.count == 2)
  }

  @Test func `a budget below the cost of the first connection gives an empty plan`() throws {
    let map = StreetMap(
      """
      P       1
      a----------b
      """)
    let outcome = try plan(map.inventory(), .budget(cents: 100))
    #expect(outcome.plan.trench.isEmpty && outcome.plan.drops.isEmpty)
    #expect(outcome.plan.exceptions.map(\.reason) == [.beyondBudget])
    #expect(
      outcome.notes.contains {
        if case .nothingBuilt = $0 { true } else { false }
      })
    #expect(outcome.result?.isOptimal == true)
  }

  @Test func `without a PoP the best place for all homes is used`() throws {
    var inventory = StreetMap(SmallTowns.all[0]).inventory()
    inventory.sites = []
    let outcome = try plan(inventory, .quota(homes: 3))
    #expect(outcome.plan.drops.count >= 3)
    #expect(outcome.plan.nodes.contains { $0.kind == .pop })
  }

  @Test func `objectives are read in their written form, and other texts are rejected`() throws {
    #expect(try Objective("all") == .all)
    #expect(try Objective("profit") == .profit)
    #expect(try Objective("quota=7") == .quota(homes: 7))
    #expect(try Objective("budget=1234.50") == .budget(cents: 123_450))
    #expect(try Objective("budget=250000") == .budget(cents: 25_000_000))
    #expect(try Objective("budget=0.5") == .budget(cents: 50))
    for text in [
      "", "none", "budget", "quota", "budget=", "budget=abc", "budget=-1", "budget=1,000",
      "budget=1.234", "budget=1e6", "quota=-1", "quota=1.5", "quota=x", "all=1", "profit=2",
      "budget=99999999999999999999",
    ] {
      #expect(throws: Objective.Fault.self) { _ = try Objective(text) }
    }
  }

  @Test func `a fault in the objective of a stored plan is found`() throws {
    let inventory = StreetMap(SmallTowns.all[0]).inventory()
    let total = try plan(inventory, .all).plan.scenario.costInCents
    let valid = try plan(inventory, .budget(cents: total / 2)).plan
    let faults: [(rule: PlanViolation.Rule, (inout Plan) -> Void)] = [
      (.objective, { $0.scenario.objective = .budget(cents: 1) }),
      (.objective, { $0.scenario.objective = .quota(homes: 6) }),
      (.objective, { $0.exceptions[0].reason = .notProfitable }),
      (.bound, { $0.scenario.objectiveBound = .homes(0) }),
      (.bound, { $0.scenario.objectiveBound = .cents(.max) }),
      (.bound, { $0.scenario.objectiveBound = nil }),
      (
        .bound,
        {
          $0.scenario.objective = .profit
          $0.scenario.objectiveBound = .cents(99_999_999_999)
        }
      ),
    ]
    var missed: [String] = []
    for (number, (rule, introduce)) in faults.enumerated() {
      var faulty = valid
      introduce(&faulty)
      let found = try PlanVerifier.findings(in: faulty, inventory)
      if !found.contains(where: { $0.rule == rule }) { missed.append("\(number): \(rule)") }
    }
    #expect(missed.isEmpty, "not found: \(missed)")
  }
}
