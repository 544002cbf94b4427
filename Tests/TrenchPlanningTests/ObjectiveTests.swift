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

/// Plans that leave homes out: for profit, within a budget, or beyond a quota; and what homes cost.
struct ObjectiveTests {
  private func plan(
    _ inventory: Inventory, _ objective: PlanObjective, rules: String = "{}",
    _ change: (inout Planner.Options) -> Void = { _ in }
  ) throws -> PlanOutcome {
    var options = Planner.Options()
    options.objective = objective
    change(&options)
    let outcome = try Planner(
      inventory, rules: try PlanningRules(overriding: Array(rules.utf8)), options: options
    ).run(inputDigests: [:])
    let findings = try PlanVerifier.findings(in: outcome.plan, inventory)
    #expect(findings.isEmpty, "\(findings)")
    #expect(outcome.plan.scenario.lowerBoundInCents <= outcome.plan.scenario.costInCents)
    return outcome
  }

  private static let towns = [
    """
    P  1   2      3
    a-----b---------c
          |    4
          | 5
          |          6
          d----------e
    """,
    """
       1  2      3
    a------b----------c
    P      |          |
        4  |  5       | 6
    d------e          f
    """,
    """
    1     2              3
    a-----b--------------c------d
          |   P                4
          |                   5
          e-------------------f
                    6
    """,
  ]

  /// What reaching each set of homes costs at least, by exhaustive search over the plan's graph.
  private func cheapest(_ inventory: Inventory) throws -> [(homes: Int, cents: Int64)] {
    let planner = Planner(inventory, rules: try PlanningRules.standard())
    let problem = try #require(try planner.problem())
    let root = try #require(problem.root)
    var options = SteinerOptions()
    options.proves = true
    return try (0..<1 << problem.leaves.count).map { set in
      let chosen = problem.leaves.indices.filter { set >> $0 & 1 == 1 }.map { problem.leaves[$0] }
      let others = Set(problem.leaves).subtracting(chosen)
      let costs = problem.costs.indices.map { edge in
        let (a, b) = problem.graph.ends(of: EdgeID(UInt32(edge)))
        return others.contains(a) || others.contains(b) ? 1 << 40 : problem.costs[edge]
      }
      let solution = try solve(
        SteinerInstance(
          graph: problem.graph, costs: costs, terminals: chosen + [root], leaves: chosen,
          root: root), options: options)
      guard solution.isOptimal else { throw SteinerError.tooGreat }
      return (chosen.count, solution.cost)
    }
  }

  @Test(arguments: 0..<3) func `a plan for profit is the best of all sets of homes`(
    _ town: Int
  ) throws {
    let inventory = StreetMap(Self.towns[town]).inventory()
    let sets = try cheapest(inventory)
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

  @Test(arguments: 0..<3) func `quotas and budgets come near the best of all sets of homes`(
    _ town: Int
  ) throws {
    let inventory = StreetMap(Self.towns[town]).inventory()
    let sets = try cheapest(inventory)
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

  @Test func `a home left out is listed with what it alone would add`() throws {
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
    #expect(exception.cheapestFix.contains("a trench of"))
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
      Area(id: "w", name: "West", kind: "phase", surface: [Self.square(west, 15)])
    ]
    inventory.buildings = [
      Building(id: "s", use: "school", footprint: [Self.square(map.place(of: "3"), 4)])
    ]
    func served(_ exceptions: String) throws -> [String] {
      try plan(
        inventory, .profit,
        rules: "{\"revenue\": {\"euro_per_dwelling\": 0, \"exceptions\": [\(exceptions)]}}"
      ).plan.drops.map(\.addressID)
    }
    #expect(try served("") == [])
    #expect(try served("{\"area\": \"West\", \"euro_per_address\": 90000}") == ["h1"])
    #expect(try served("{\"building_use\": \"school\", \"euro_per_dwelling\": 90000}") == ["h3"])
    // The last one that fits counts.
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

  @Test func `a budget may seek revenue, and homes may be dwellings`() throws {
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

  @Test func `rooms hold for homes that are chosen, too`() throws {
    let map = StreetMap(
      """
      P  1   2   3   4
      a------------------b
      """)
    var inventory = map.inventory()
    inventory.sites[0].capacity = 2
    let rich = "{\"revenue\": {\"euro_per_dwelling\": 90000}}"
    let profit = try plan(inventory, .profit, rules: rich)
    #expect(profit.plan.drops.count == 2)
    #expect(profit.plan.exceptions.allSatisfy { $0.reason == .noCapacity })
    #expect(try plan(inventory, .budget(cents: 1 << 40)).plan.drops.count == 2)
    #expect(try plan(inventory, .quota(homes: 2)).plan.drops.count == 2)
    #expect(throws: PlanningError.self) { _ = try plan(inventory, .quota(homes: 3)) }
  }

  @Test func `a quota beyond the homes in reach says how many there are`() throws {
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

  @Test func `a budget below the first connection is an empty plan that says so`() throws {
    let map = StreetMap(
      """
      P       1
      a----------b
      """)
    let outcome = try plan(map.inventory(), .budget(cents: 100))
    #expect(outcome.plan.trench.isEmpty && outcome.plan.drops.isEmpty)
    #expect(outcome.plan.exceptions.map(\.reason) == [.beyondBudget])
    #expect(outcome.notes.contains { $0.hasPrefix("nothing is built: the first connection") })
    #expect(outcome.result?.isOptimal == true)
  }

  @Test func `without a place to begin the best one for all homes is taken`() throws {
    var inventory = StreetMap(Self.towns[0]).inventory()
    inventory.sites = []
    let outcome = try plan(inventory, .quota(homes: 3))
    #expect(outcome.plan.drops.count >= 3)
    #expect(outcome.plan.nodes.contains { $0.kind == .pop })
  }

  @Test func `objectives are read as they are written, and nothing else is`() throws {
    for text in ["all", "profit", "budget=1234.50", "quota=7"] {
      #expect(try PlanObjective(text).description == text)
    }
    #expect(try PlanObjective("budget=250000") == .budget(cents: 25_000_000))
    #expect(try PlanObjective("budget=0.5") == .budget(cents: 50))
    for text in [
      "", "none", "budget", "quota", "budget=", "budget=abc", "budget=-1", "budget=1,000",
      "budget=1.234", "budget=1e6", "quota=-1", "quota=1.5", "quota=x", "all=1", "profit=2",
      "budget=99999999999999999999",
    ] {
      #expect(throws: PlanObjective.Fault.self) { _ = try PlanObjective(text) }
    }
  }

  @Test func `damage to what was sought is found`() throws {
    let inventory = StreetMap(Self.towns[0]).inventory()
    let total = try plan(inventory, .all).plan.scenario.costInCents
    let sound = try plan(inventory, .budget(cents: total / 2)).plan
    let damages: [(rule: String, (inout Plan) -> Void)] = [
      ("objective", { $0.scenario.objective = "budget=0.01 bound=6" }),
      ("objective", { $0.scenario.objective = "everything" }),
      ("objective", { $0.scenario.objective = "quota=6" }),
      ("objective", { $0.exceptions[0].reason = .notProfitable }),
      ("bound", { $0.scenario.objective = "budget=99999999.00 bound=0" }),
      ("bound", { $0.scenario.objective = "profit bound=99999999999" }),
    ]
    var missed: [String] = []
    for (number, (rule, damage)) in damages.enumerated() {
      var broken = sound
      damage(&broken)
      let found = try PlanVerifier.findings(in: broken, inventory)
      if !found.contains(where: { $0.rule == rule }) { missed.append("\(number): \(rule)") }
    }
    #expect(missed.isEmpty, "not found: \(missed)")
  }

  // MARK: Prices

  private func prices(_ inventory: Inventory, _ plan: Plan) throws -> [String: HouseholdPrice] {
    let prices = try Planner(inventory, rules: try PlanningRules.standard()).prices(of: plan)
    return Dictionary(uniqueKeysWithValues: prices.map { ($0.addressID, $0) })
  }

  @Test(arguments: 0..<3) func `a home adds what the cheapest plan costs more with it`(
    _ town: Int
  ) throws {
    let inventory = StreetMap(Self.towns[town]).inventory()
    let whole = try plan(inventory, .all)
    let prices = try prices(inventory, whole.plan)
    #expect(prices.count == 6)
    // What it adds to the rest as that stands is no less than to the best plan for the others.
    let others = try cheapest(inventory).filter { $0.homes == 5 }.map(\.cents)
    let savings = others.map { whole.plan.scenario.costInCents - $0 }.sorted()
    let marginal = prices.values.map(\.marginalInCents).sorted()
    #expect(zip(marginal, savings).allSatisfy { $0 <= $1 }, "\(marginal) \(savings)")
    #expect(marginal.allSatisfy { $0 > 0 })
  }

  @Test(arguments: 0..<3) func `no group of homes pays more than it would alone`(
    _ town: Int
  ) throws {
    let inventory = StreetMap(Self.towns[town]).inventory()
    let whole = try plan(inventory, .all)
    let shares = try prices(inventory, whole.plan).values.compactMap(\.shareInCents).sorted()
    #expect(shares.count == 6)
    #expect(shares.reduce(0, +) <= whole.plan.scenario.costInCents)
    #expect(shares.reduce(0, +) > whole.plan.scenario.costInCents * 9 / 10)
    // The dearest group of each size pays no more than the dearest one costs alone.
    let sets = try cheapest(inventory)
    for size in 1...6 {
      let most = shares.suffix(size).reduce(0, +)
      let dearest = sets.filter { $0.homes == size }.map(\.cents).max() ?? 0
      #expect(most <= dearest)
    }
  }

  @Test func `households at one entry part its price by their dwellings`() throws {
    let map = StreetMap(
      """
      P      1
      a----------b
      """)
    var inventory = map.inventory()
    var second = inventory.addresses[0]
    second.id = "h2"
    second.dwellings = 3
    inventory.addresses.append(second)
    let whole = try plan(inventory, .all).plan
    let prices = try prices(inventory, whole)
    let sum = prices.values.reduce(0) { $0 + $1.marginalInCents }
    #expect(sum == whole.scenario.costInCents)
    #expect(abs((prices["h2"]?.marginalInCents ?? 0) - sum * 3 / 4) <= 1)
    #expect(abs((prices["h2"]?.shareInCents ?? 0) - sum * 3 / 4) <= 2)
  }

  @Test func `a plan that lies in other data has no prices`() throws {
    let inventory = StreetMap(Self.towns[0]).inventory()
    let whole = try plan(inventory, .all).plan
    let other = StreetMap(Self.towns[1]).inventory()
    #expect(throws: PlanningError.changedData) { _ = try prices(other, whole) }
  }

  // MARK: Districts

  @Test func `each district's bound holds for what lies in it`() throws {
    let map = StreetMap(Self.towns[0])
    var inventory = map.inventory()
    let middle = map.place(of: "b")
    inventory.areas = [
      Area(id: "1", name: "West", kind: "district", surface: [Self.square(middle, 60, west: 600)]),
      Area(id: "2", name: "East", kind: "district", surface: [Self.square(middle, 600, west: -60)]),
    ]
    let outcome = try plan(inventory, .all)
    #expect(outcome.districts.count >= 2)
    #expect(outcome.districts.allSatisfy { $0.lowerBoundInCents <= $0.costInCents })
    #expect(outcome.districts.contains { $0.lowerBoundInCents > 0 })
    let sum = outcome.districts.reduce(0) { $0 + $1.lowerBoundInCents }
    #expect(sum <= outcome.plan.scenario.lowerBoundInCents)
  }

  private static func square(
    _ centre: Coordinate, _ half: Double, west: Double? = nil
  ) -> Polygon {
    let (w, e) = (centre.x - (west ?? half), centre.x + half)
    let (s, n) = (centre.y - max(half, 600), centre.y + max(half, 600))
    guard west != nil else {
      return ring(centre.x - half, centre.y - half, centre.x + half, centre.y + half)
    }
    return ring(w, s, e, n)
  }

  private static func ring(_ w: Double, _ s: Double, _ e: Double, _ n: Double) -> Polygon {
    Polygon(exterior: [
      Coordinate(x: w, y: s), Coordinate(x: e, y: s), Coordinate(x: e, y: n),
      Coordinate(x: w, y: n), Coordinate(x: w, y: s),
    ])!
  }
}
