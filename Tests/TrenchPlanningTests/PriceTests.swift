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

/// The prices of homes and the bounds of districts.
struct PriceTests: PlanTesting {
  private func prices(_ inventory: Inventory, _ plan: Plan) throws -> [AddressID: HouseholdPrice] {
    let prices = try Planner(inventory, rules: try PlanningRules.standard()).prices(of: plan)
    return Dictionary(uniqueKeysWithValues: prices.map { ($0.addressID, $0) })
  }

  @Test(arguments: 0..<3)
  func `the marginal cost of a home is at most the saving of the best plan without it`(
    _ town: Int
  ) throws {
    let inventory = StreetMap(SmallTowns.all[town]).inventory()
    let whole = try plan(inventory, .all)
    let prices = try prices(inventory, whole.plan)
    #expect(prices.count == 6)
    // Removing a home from the plan saves its marginal cost. The best plan for the others saves at least
    // as much.
    let others = try SmallTowns.cheapest(inventory).filter { $0.homes == 5 }.map(\.cents)
    let savings = others.map { whole.plan.scenario.costInCents - $0 }.sorted()
    let marginal = prices.values.map(\.marginalInCents).sorted()
    #expect(zip(marginal, savings).allSatisfy { $0 <= $1 }, "\(marginal) \(savings)")
    #expect(marginal.allSatisfy { $0 > 0 })
  }

  @Test(arguments: 0..<3) func `no group of homes pays more than its connection alone costs`(
    _ town: Int
  ) throws {
    let inventory = StreetMap(SmallTowns.all[town]).inventory()
    let whole = try plan(inventory, .all)
    let shares = try prices(inventory, whole.plan).values.compactMap(\.shareInCents).sorted()
    #expect(shares.count == 6)
    #expect(shares.reduce(0, +) <= whole.plan.scenario.costInCents)
    #expect(shares.reduce(0, +) > whole.plan.scenario.costInCents * 9 / 10)
    // The group of each size with the highest shares pays at most the cost of the most expensive group.
    let sets = try SmallTowns.cheapest(inventory)
    for size in 1...6 {
      let most = shares.suffix(size).reduce(0, +)
      let dearest = sets.filter { $0.homes == size }.map(\.cents).max() ?? 0
      #expect(most <= dearest)
    }
  }

  @Test func `addresses at the same entry divide its cost by their dwellings`() throws {
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

  @Test func `a plan of other data has no prices`() throws {
    let inventory = StreetMap(SmallTowns.all[0]).inventory()
    let whole = try plan(inventory, .all).plan
    let other = StreetMap(SmallTowns.all[1]).inventory()
    #expect(throws: PlanningError.changedData) { _ = try prices(other, whole) }
  }

  // MARK: Districts

  @Test func `the bound of each district is at most the cost in the district`() throws {
    let map = StreetMap(SmallTowns.all[0])
    var inventory = map.inventory()
    let middle = map.place(of: "b")
    inventory.areas = [
      Area(
        id: "1", name: "West", kind: .district, surface: [Polygon.square(middle, 60, west: 600)]),
      Area(
        id: "2", name: "East", kind: .district, surface: [Polygon.square(middle, 600, west: -60)]),
    ]
    let outcome = try plan(inventory, .all)
    #expect(outcome.districts.count >= 2)
    #expect(outcome.districts.allSatisfy { $0.lowerBoundInCents <= $0.costInCents })
    #expect(outcome.districts.contains { $0.lowerBoundInCents > 0 })
    let sum = outcome.districts.reduce(0) { $0 + $1.lowerBoundInCents }
    #expect(sum <= outcome.plan.scenario.lowerBoundInCents)
  }
}
