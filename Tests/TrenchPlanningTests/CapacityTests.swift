import AddressSearch
import Analyses
import Geospatial
import NetworkModel
import ProjectStore
import Rules
import TestSupport
import Testing
import TrenchPlanning

/// Plans with PoPs and conduits, and their capacities.
struct CapacityTests: PlanTesting {
  @Test func `a home is connected to the PoP with the cheapest connection`() throws {
    let map = StreetMap(
      """
      P 1                              2 P
      a----------------------------------b
      """)
    let plan = try plan(map.inventory()).plan
    #expect(plan.nodes.filter { $0.kind == .pop }.map(\.used) == [1, 1])
    #expect(plan.trench.filter { $0.kind != .drop }.reduce(0) { $0 + $1.length } < 100)
  }

  @Test func `homes beyond the capacity of a PoP are connected to the next PoP`() throws {
    let map = StreetMap(
      """
      P 1 2 3 4                            P
      a------------------------------------b
      """)
    var inventory = map.inventory()
    inventory.sites[0].capacity = 3
    let outcome = try plan(inventory)
    let pops = outcome.plan.nodes.filter { $0.kind == .pop }
    #expect(pops.reduce(0) { $0 + ($1.used ?? 0) } == 4)
    #expect(pops.allSatisfy { ($0.used ?? 0) <= $0.capacity ?? .max })
    #expect(outcome.plan.scenario.lowerBoundInCents < outcome.plan.scenario.costInCents)
  }

  @Test func `a plan fails if a limit cannot be met`() throws {
    var inventory = StreetMap(
      """
      P 1 2 3 4
      a---------b
      """
    ).inventory()
    inventory.sites[0].capacity = 3
    #expect(
      throws: PlanningError.popOverCapacity(pop: "site P1", capacity: 3, dwellings: 4)
    ) { _ = try plan(inventory) }
  }

  @Test func `without a PoP the best place is found and reported`() throws {
    let map = StreetMap(
      """
         1      2      3
      a---------------------b
      """)
    let outcome = try plan(map.inventory())
    let pop = try #require(outcome.plan.nodes.first { $0.kind == .pop })
    #expect(abs(pop.location.x - map.place(of: "2").x) < 8)
    #expect(
      outcome.notes.contains {
        if case .popPlaced = $0 { true } else { false }
      })
  }

  @Test(arguments: [Objective.all, .quota(homes: 1), .budget(cents: 1_000_000)])
  func `a single home without a PoP is connected to its street`(objective: Objective) throws {
    let map = StreetMap(
      """
         1
      a---------------------b
      """)
    let outcome = try plan(map.inventory(), objective)
    #expect(outcome.plan.exceptions.isEmpty && outcome.plan.drops.count == 1)
    let pop = try #require(outcome.plan.nodes.first { $0.kind == .pop })
    #expect(pop.location.distance(to: map.place(of: "1")) > 5)
    #expect(outcome.plan.scenario.costInCents > 0)
    #expect(outcome.plan.scenario.lowerBoundInCents == outcome.plan.scenario.costInCents)
  }

  @Test func `a position for the PoP can be given`() throws {
    let map = StreetMap(
      """
         1      2      3
      a---------------------b
      """)
    let outcome = try plan(map.inventory()) { options in
      options.additionalRoots = [map.place(of: "b")]
    }
    #expect(outcome.plan.nodes.filter { $0.kind == .pop }.count == 1)
  }

  @Test func `a PoP in a river is rejected with the name of the river`() throws {
    var inventory = StreetMap(
      """
      P  1
      a------b
      """
    ).inventory()
    let pop = inventory.sites[0].location
    let water = Polygon(exterior: [
      Coordinate(x: pop.x - 5, y: pop.y - 5), Coordinate(x: pop.x + 5, y: pop.y - 5),
      Coordinate(x: pop.x + 5, y: pop.y + 5), Coordinate(x: pop.x - 5, y: pop.y - 5),
    ])!
    inventory.obstacles = [
      Obstacle(id: "w", kind: .water, name: "Musterbach", geometry: .polygon(water))
    ]
    inventory.sites[0].location = Coordinate(x: pop.x + 2, y: pop.y - 2)
    #expect(throws: PlanningError.rootInObstacle(root: "site P1", obstacle: "Musterbach")) {
      _ = try plan(inventory)
    }
  }

  /// A long street with a PoP at one end, homes at the other and a conduit between.
  private func conduitTown(capacity: Int?, used: Int, dwellings: Int = 1) -> Inventory {
    let map = StreetMap(
      """
      P                                         1 2 3
      a---------------------------------------------b
      """)
    var inventory = map.inventory(dwellings: dwellings)
    inventory.conduits = [
      Conduit(
        id: "K1", capacity: capacity, used: used, condition: .good,
        line: LineString([
          map.place(of: "P"), Coordinate(x: map.place(of: "1").x, y: map.place(of: "P").y + 5),
        ])!)
    ]
    return inventory
  }

  @Test func `a conduit with free capacity is used before a trench is dug`() throws {
    let plan = try plan(conduitTown(capacity: 2, used: 1)).plan
    #expect(plan.trench.contains { $0.kind == .conduit && $0.reference == .conduit("K1") })
    let trenches = try self.plan(conduitTown(capacity: 1, used: 1)).plan
    #expect(!trenches.trench.contains { $0.kind == .conduit })
    #expect(plan.scenario.costInCents < trenches.scenario.costInCents)
  }

  @Test func `the capacity of a conduit is never exceeded`() throws {
    // Three homes with 72 dwellings each need three slots, but there is only one.
    let outcome = try plan(conduitTown(capacity: 1, used: 0, dwellings: 72))
    #expect(!outcome.plan.trench.contains { $0.kind == .conduit })
    #expect(outcome.plan.scenario.lowerBoundInCents < outcome.plan.scenario.costInCents)
    #expect(outcome.plan.drops.count == 3)
  }

  /// A conduit between the PoP and the far end of a street, where two homes are.
  ///
  /// The third home is in between, nearer to the other homes than to the PoP.
  private func suppliedTown(capacity: Int) -> Inventory {
    let map = StreetMap(
      """
      P                         3                  12
      a----------------------------------------------b
      """)
    var inventory = map.inventory()
    inventory.conduits = [
      Conduit(
        id: "K1", capacity: capacity, used: 0, condition: .good,
        line: LineString([
          map.place(of: "P"), Coordinate(x: map.place(of: "1").x, y: map.place(of: "P").y + 5),
        ])!)
    ]
    inventory.sites.append(
      Site(
        id: "S1", kind: .shaft,
        location: Coordinate(x: map.place(of: "1").x, y: map.place(of: "P").y + 5)))
    return inventory
  }

  /// The number of homes that a plan serves through a conduit.
  private func homes(in plan: Plan, through conduit: ConduitID) -> Int {
    var upstream: [NetworkNodeID: TrenchSegment] = [:]
    for segment in plan.trench { upstream[segment.toNode] = segment }
    return plan.drops.count { drop in
      var node = drop.atNode
      while let segment = upstream[node] {
        if segment.reference == .conduit(conduit) { return true }
        node = segment.fromNode
      }
      return false
    }
  }

  private let oneHomeEach = """
    {"conduits": {"dwellings_per_slot": 1, "opening_spacing_metres": 9999}}
    """

  @Test(arguments: [(capacity: 0, served: 0), (1, 0), (2, 2), (3, 3), (9, 3)])
  func `a conduit serves as many homes as its capacity allows`(capacity: Int, served: Int) throws {
    let outcome = try plan(suppliedTown(capacity: capacity), rules: oneHomeEach)
    #expect(homes(in: outcome.plan, through: "K1") == served)
    #expect(outcome.plan.drops.count == 3)
    #expect(
      outcome.plan.trench.reduce(0) { $0 + $1.costInCents } == outcome.total.costInCents)
    #expect(outcome.plan.scenario.lowerBoundInCents <= outcome.total.costInCents)
  }

  @Test func `more capacity never increases the cost`() throws {
    let costs = try (0...4).map { capacity in
      try plan(suppliedTown(capacity: capacity), rules: oneHomeEach).plan.scenario.costInCents
    }
    #expect(costs == costs.sorted(by: >), "\(costs)")
  }

  @Test
  func `a home that only a conduit at capacity reaches is an exception`()
    throws
  {
    var inventory = suppliedTown(capacity: 2)
    // There is a street only at the far end.
    let (west, east) = (inventory.addresses[2].location, inventory.streets[0].line.end)
    inventory.streets[0].line = LineString([Coordinate(x: west.x, y: east.y), east])!
    let pop = inventory.sites[0].location
    inventory.streets.append(
      Street(
        id: "start", name: "start", streetClass: .residential,
        line: LineString([
          Coordinate(x: pop.x - 40, y: pop.y - 10), Coordinate(x: pop.x, y: pop.y - 10),
        ])!))
    let outcome = try plan(inventory, rules: oneHomeEach)
    #expect(outcome.plan.drops.count == 2)
    #expect(outcome.plan.exceptions.map(\.reason) == [.noCapacity])
    #expect(outcome.plan.exceptions.allSatisfy { $0.fixCostInCents > 0 })
    #expect(outcome.plan.scenario.lowerBoundInCents <= outcome.plan.scenario.costInCents)
  }

  @Test
  func `conduits of any capacity are never overloaded and never increase the cost`()
    throws
  {
    let map = StreetMap(
      """
      P  1   2        3
      a-----b---------c
      |     |    6    |
      | 4   |         | 5
      |     |         |
      d-----e---------f   P
         7      8   9
      """)
    let corners = "abcdef".map { map.place(of: $0) }
    var generator = SeededGenerator(seed: 11)
    var faults: [String] = []
    for town in 0..<40 {
      var inventory = map.inventory(dwellings: 2)
      inventory.conduits = (0..<4).map { number in
        let (start, end) = (
          Bool.random(using: &generator) ? inventory.sites[0].location : corners[0],
          corners[Int.random(in: 1..<6, using: &generator)]
        )
        return Conduit(
          id: ConduitID("K\(number)"), capacity: Int.random(in: 1...6, using: &generator), used: 0,
          condition: .good, line: LineString([start, end])!)
      }
      if town % 3 == 0 { inventory.sites[0].capacity = 10 }
      let outcome = try plan(inventory, rules: oneHomeEach)
      var full = inventory
      for index in full.conduits.indices {
        full.conduits[index].used = full.conduits[index].capacity
      }
      let without = try plan(full, rules: oneHomeEach)
      let shuffled = Inventory(
        addresses: inventory.addresses.shuffled(using: &generator),
        streets: inventory.streets.shuffled(using: &generator),
        conduits: inventory.conduits.shuffled(using: &generator), sites: inventory.sites)
      let again = try plan(shuffled, rules: oneHomeEach)
      if outcome.total.costInCents > without.total.costInCents {
        faults.append("\(town) costs more")
      }
      if again.plan.trench != outcome.plan.trench { faults.append("\(town) depends on the order") }
      if outcome.plan.scenario.lowerBoundInCents > outcome.total.costInCents {
        faults.append("\(town) costs less than its bound")
      }
    }
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test func `homes are moved from a PoP at excess through a conduit only up to its capacity`()
    throws
  {
    let map = StreetMap(
      """
      P 1 2 3 4 5                                P
      a------------------------------------------b
      """)
    var inventory = map.inventory()
    inventory.sites[0].capacity = 2
    inventory.conduits = [
      Conduit(
        id: "K1", capacity: 2, used: 0, condition: .good,
        line: LineString([
          inventory.sites[1].location,
          Coordinate(x: map.place(of: "5").x, y: map.place(of: "P").y + 5),
        ])!)
    ]
    let outcome = try plan(inventory, rules: oneHomeEach)
    let pops = outcome.plan.nodes.filter { $0.kind == .pop }
    #expect(pops.allSatisfy { ($0.used ?? 0) <= $0.capacity ?? .max })
    #expect(outcome.plan.drops.count == 5)
    #expect(homes(in: outcome.plan, through: "K1") <= 2)
  }

  @Test func `a conduit of unknown capacity is used only if the rules allow it`() throws {
    let town = conduitTown(capacity: nil, used: 0)
    #expect(!(try plan(town).plan.trench.contains { $0.kind == .conduit }))
    let rules = "{\"conduits\": {\"unknown_capacity_has_room\": true}}"
    #expect(try plan(town, rules: rules).plan.trench.contains { $0.kind == .conduit })
  }
}
