import AddressSearch
import Analyses
import Geospatial
import NetworkModel
import ProjectStore
import Rules
import TestSupport
import Testing
import TrenchPlanning

/// Plans on small towns: what a planner may expect, and what other planners got wrong.
struct PlanTests {
  private func plan(
    _ inventory: Inventory, rules: String = "{}",
    _ change: (inout Planner.Options) -> Void = { _ in }
  ) throws -> PlanOutcome {
    var options = Planner.Options()
    change(&options)
    let outcome = try Planner(
      inventory, rules: try PlanningRules(overriding: Array(rules.utf8)), options: options
    ).run(inputDigests: [:])
    let findings = try PlanVerifier.findings(in: outcome.plan, inventory)
    #expect(findings.isEmpty, "\(findings)")
    return outcome
  }

  @Test func `a house is tied to the nearest point of the street, not to its nearest node`() throws
  {
    let map = StreetMap(
      """
      P            1
      a-----------------------------b
      """)
    let plan = try plan(map.inventory()).plan
    let drop = try #require(plan.drops.first)
    // Ten metres to the centre line, less half the carriageway and the verge.
    #expect(abs(drop.length - 6.25) < 0.001)
    #expect(abs(drop.line.start.x - drop.line.end.x) < 0.001)
  }

  @Test func `a house is tied to the street whose name it bears`() throws {
    let map = StreetMap(
      """
      a---------------b
      |               |
      |    1          |
      |               |
      |               |
      c---------------d
      P
      """)
    let far = try plan(map.inventory(street: "cd"), rules: "{\"drop\": {\"candidates\": 1}}").plan
    let near = try plan(map.inventory(street: "?"), rules: "{\"drop\": {\"candidates\": 1}}").plan
    #expect(far.trench.first { $0.kind == .drop }?.street == "cd")
    #expect(near.trench.first { $0.kind == .drop }?.street == "ab")
  }

  @Test func `each building is given several ways to the network`() throws {
    let map = StreetMap(
      """
      a---------------b
      |   1           |
      |               |
      c---------------d
      P
      """)
    // Named for the street at its back, but the network is in front: the cheaper way is taken.
    let outcome = try plan(
      map.inventory(street: "ab"),
      rules: "{\"drop\": {\"candidate_factor\": 9, \"candidate_slack_metres\": 99}}")
    #expect(outcome.plan.trench.first { $0.kind == .drop }?.street == "ac")
  }

  @Test func `a cul-de-sac is served from its mouth`() throws {
    let map = StreetMap(
      """
      P
      a----------b----------c
                 |
                 | 1
                 |
                 | 2
                 d
      """)
    let plan = try plan(map.inventory(street: "bd")).plan
    #expect(plan.drops.count == 2)
    #expect(plan.trench.contains { $0.street == "bd" && $0.kind == .streetSide })
    #expect(!plan.trench.contains { $0.street == "bc" && $0.kind == .streetSide })
  }

  @Test func `streets that cross without a shared vertex are not joined, and the home is listed`()
    throws
  {
    let map = StreetMap(
      """
               c1
               |
      P        |
      a--------+--------b
               |
               d
      """)
    let inventory = map.inventory(street: "cd")
    // Far from the street with the network, the home can only use the island.
    let outcome = try plan(inventory, rules: "{\"drop\": {\"max_length_metres\": 12}}")
    #expect(outcome.plan.exceptions.map(\.reason) == [.island])
    #expect(outcome.plan.exceptions.allSatisfy { $0.fixCostInCents > 0 })
    #expect(outcome.total.addressesExcepted == 1)
    let rules = try PlanningRules.standard()
    let kinds = Set(DataQuality(inventory, rules: rules).findings.map(\.kind))
    #expect(kinds.contains("crossing_without_junction") && kinds.contains("island"))
  }

  @Test func `an unreachable home does not keep the others from being served`() throws {
    let map = StreetMap(
      """
      P   1         2         3
      a-----------------------------b





                        9
                   c---------d
      """)
    let outcome = try plan(map.inventory(), rules: "{\"drop\": {\"max_length_metres\": 30}}")
    #expect(outcome.plan.drops.map(\.addressID) == ["h1", "h2", "h3"])
    #expect(outcome.plan.exceptions.map(\.addressID) == ["h9"])
  }

  @Test func `a home far from every street is excepted with the price of its trench`() throws {
    let map = StreetMap(
      """
      P  1
      a-------b




                                      2
      """)
    let outcome = try plan(map.inventory(), rules: "{\"drop\": {\"max_length_metres\": 100}}")
    let exception = try #require(outcome.plan.exceptions.first)
    #expect(exception.reason == .noStreetInReach)
    #expect(exception.fixCostInCents > 1_000_000)
  }

  @Test func `a railway is crossed only by a priced bore`() throws {
    let map = StreetMap(
      """
      P  1
      a----b
           |
       =========
           |
           c----d
             2
      """)
    let plan = try plan(map.inventory()).plan
    #expect(plan.drops.count == 2)
    #expect(plan.trench.contains { $0.method == "bore" })
    let forbidden = try self.plan(
      map.inventory(), rules: "{\"obstacles\": {\"rail\": {\"bore\": false}}}")
    #expect(forbidden.plan.exceptions.map(\.addressID) == ["h2"])
  }

  @Test func `a bridge carries the trench over the water without a bore`() throws {
    let map = StreetMap(
      """
      P  1
      a----b
           |
       ~~~~~~~~~
           |
           c----d
             2
      """)
    var inventory = map.inventory()
    for index in inventory.streets.indices where inventory.streets[index].id == "bc" {
      inventory.streets[index].isBridge = true
    }
    let plan = try plan(inventory).plan
    #expect(plan.trench.contains { $0.method == "bridge" })
    #expect(!plan.trench.contains { $0.method == "bore" })
  }

  @Test func `a bridge does not join the street below it`() throws {
    let level = Coordinate(x: 400_050, y: 5_700_000)
    let below = LineString([
      Coordinate(x: 400_000, y: 5_700_000), level, Coordinate(x: 400_100, y: 5_700_000),
    ])!
    let above = LineString([
      Coordinate(x: 400_050, y: 5_700_100), level, Coordinate(x: 400_050, y: 5_699_900),
    ])!
    let inventory = Inventory(
      addresses: [
        Address(
          id: "h1", street: "above", number: HouseNumber(number: "1"), source: "test",
          location: Coordinate(x: 400_065, y: 5_700_080))
      ],
      streets: [
        Street(id: "1", name: "below", streetClass: .residential, line: below),
        Street(
          id: "2", name: "above", streetClass: .residential, isBridge: true, level: 1, line: above),
      ],
      sites: [
        Site(id: "P1", kind: .pop, location: Coordinate(x: 400_002, y: 5_700_012))
      ])
    let outcome = try plan(inventory, rules: "{\"drop\": {\"max_length_metres\": 20}}")
    #expect(outcome.plan.exceptions.map(\.reason) == [.island])
  }

  @Test
  func `both sides of a street are joined where that is cheaper than a crossing for each home`()
    throws
  {
    let map = StreetMap(
      """
      P  12345
      a--------------------b
         67890
      """)
    let plan = try plan(map.inventory()).plan
    let crossings = plan.trench.count { $0.kind == .crossing || $0.kind == .junction }
    #expect(crossings >= 1 && crossings < 5)
    #expect(Set(plan.trench.compactMap(\.side)) == [.left, .right])
  }

  @Test func `no drop leads through another building; a way around it is found`() throws {
    let map = StreetMap(
      """
      P
      a-------------------------b

         ###################
              1
      """)
    let inventory = map.inventory()
    let plan = try plan(inventory).plan
    #expect(plan.drops.map(\.addressID) == ["h1"])
    let drop = try #require(plan.drops.first)
    #expect(drop.line.coordinates.count >= 2)
    #expect(drop.length > 30)
  }

  @Test func `a home walled in by buildings is excepted, with the way through as its fix`() throws {
    let map = StreetMap(
      """
      P
      a-------------------------b

            #####
            # 1 #
            #####
      """)
    let outcome = try plan(map.inventory())
    #expect(outcome.plan.exceptions.map(\.reason) == [.enclosedByBuildings])
  }

  @Test func `a path that ends at the door serves the home without a drop`() throws {
    let map = StreetMap(
      """
      P
      a---------b---------c
      """)
    var inventory = map.inventory()
    let door = Coordinate(x: map.place(of: "b").x, y: map.place(of: "b").y - 30)
    inventory.streets.append(
      Street(
        id: "path", streetClass: .footway, line: LineString([map.place(of: "b"), door])!))
    inventory.addresses.append(
      Address(
        id: "h1", street: "bc", number: HouseNumber(number: "1"), source: "test", location: door))
    let outcome = try plan(
      inventory, rules: "{\"drop\": {\"own_street_reach_metres\": 1}}")
    #expect(outcome.plan.drops.map(\.length) == [0])
  }

  @Test func `addresses at one spot share one drop`() throws {
    var inventory = StreetMap(
      """
      P     1
      a-----------b
      """
    ).inventory()
    var second = inventory.addresses[0]
    second.id = "h2"
    second.number = HouseNumber(number: "2")
    inventory.addresses.append(second)
    let outcome = try plan(inventory)
    #expect(outcome.plan.drops.count == 2)
    #expect(outcome.plan.trench.count { $0.kind == .drop } == 1)
    #expect(outcome.plan.drops.map(\.costInCents).filter { $0 > 0 }.count == 1)
  }

  // MARK: Roots and conduits

  @Test func `a home hangs on the PoP that is cheapest to reach`() throws {
    let map = StreetMap(
      """
      P 1                              2 P
      a----------------------------------b
      """)
    let plan = try plan(map.inventory()).plan
    #expect(plan.nodes.filter { $0.kind == .pop }.map(\.used) == [1, 1])
    #expect(plan.trench.filter { $0.kind != .drop }.reduce(0) { $0 + $1.length } < 100)
  }

  @Test func `a full PoP gives homes to the next one with room, and the bound stays below`() throws
  {
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

  @Test func `a limit that cannot be met is a failed plan, never a footnote`() throws {
    var inventory = StreetMap(
      """
      P 1 2 3 4
      a---------b
      """
    ).inventory()
    inventory.sites[0].capacity = 3
    let error = #expect(throws: PlanningError.self) { _ = try plan(inventory) }
    guard case .hardLimit(let sentence)? = error else {
      Issue.record("not a hard limit")
      return
    }
    #expect(sentence.contains("P1"))
  }

  @Test func `without a PoP the best place is found and stated`() throws {
    let map = StreetMap(
      """
         1      2      3
      a---------------------b
      """)
    let outcome = try plan(map.inventory())
    let pop = try #require(outcome.plan.nodes.first { $0.kind == .pop })
    #expect(abs(pop.location.x - map.place(of: "2").x) < 8)
    #expect(outcome.notes.contains { $0.contains("best place") })
  }

  @Test func `a place for the PoP can be given`() throws {
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

  @Test func `a PoP in a river is refused with its name`() throws {
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

  @Test func `a conduit with room is used before a trench is dug`() throws {
    let plan = try plan(conduitTown(capacity: 2, used: 1)).plan
    #expect(plan.trench.contains { $0.kind == .conduit && $0.reference == "K1" })
    let dug = try self.plan(conduitTown(capacity: 1, used: 1)).plan
    #expect(!dug.trench.contains { $0.kind == .conduit })
    #expect(plan.scenario.costInCents < dug.scenario.costInCents)
  }

  @Test func `the capacity of a conduit is never exceeded, and the bound stays below`() throws {
    // Three homes with 72 dwellings each need three slots; there is one.
    let outcome = try plan(conduitTown(capacity: 1, used: 0, dwellings: 72))
    #expect(!outcome.plan.trench.contains { $0.kind == .conduit })
    #expect(outcome.plan.scenario.lowerBoundInCents < outcome.plan.scenario.costInCents)
    #expect(outcome.plan.drops.count == 3)
  }

  /// A conduit between the PoP and the far end of a street, where two homes lie; the third lies on the
  /// way, nearer to the others than to the PoP.
  private func fedTown(room: Int) -> Inventory {
    let map = StreetMap(
      """
      P                         3                  12
      a----------------------------------------------b
      """)
    var inventory = map.inventory()
    inventory.conduits = [
      Conduit(
        id: "K1", capacity: room, used: 0, condition: .good,
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

  /// How many homes of a plan lie behind each conduit, by its reference.
  private func homes(in plan: Plan, behind conduit: String) -> Int {
    var upstream: [String: TrenchSegment] = [:]
    for segment in plan.trench { upstream[segment.toNode] = segment }
    return plan.drops.count { drop in
      var node = drop.atNode
      while let segment = upstream[node] {
        if segment.reference == conduit && segment.kind == .conduit { return true }
        node = segment.fromNode
      }
      return false
    }
  }

  private let oneHomeEach = """
    {"conduits": {"dwellings_per_slot": 1, "opening_spacing_metres": 9999}}
    """

  @Test(arguments: [(room: 0, carried: 0), (1, 0), (2, 2), (3, 3), (9, 3)])
  func `a conduit carries as many homes as it has room for`(room: Int, carried: Int) throws {
    let outcome = try plan(fedTown(room: room), rules: oneHomeEach)
    #expect(homes(in: outcome.plan, behind: "K1") == carried)
    #expect(outcome.plan.drops.count == 3)
    #expect(
      outcome.plan.trench.reduce(0) { $0 + $1.costInCents } == outcome.total.costInCents)
    #expect(outcome.plan.scenario.lowerBoundInCents <= outcome.total.costInCents)
  }

  @Test func `more room never makes a plan dearer`() throws {
    let costs = try (0...4).map { room in
      try plan(fedTown(room: room), rules: oneHomeEach).plan.scenario.costInCents
    }
    #expect(costs == costs.sorted(by: >), "\(costs)")
  }

  @Test
  func `a home that only a full conduit reaches is listed, and the bound is that of the others`()
    throws
  {
    var inventory = fedTown(room: 2)
    // The street is there at the far end only.
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
  func `conduits of any room are never overloaded, never a loss, and any order gives one plan`()
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
          id: "K\(number)", capacity: Int.random(in: 1...6, using: &generator), used: 0,
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
        faults.append("\(town) is dearer")
      }
      if again.plan.trench != outcome.plan.trench { faults.append("\(town) hangs on the order") }
      if outcome.plan.scenario.lowerBoundInCents > outcome.total.costInCents {
        faults.append("\(town) costs less than its bound")
      }
    }
    #expect(faults.isEmpty, "\(faults)")
  }

  @Test func `a PoP is relieved through a conduit no further than that has room`() throws {
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
    #expect(homes(in: outcome.plan, behind: "K1") <= 2)
  }

  @Test func `a conduit of unknown capacity is planned with only where the rules say so`() throws {
    let town = conduitTown(capacity: nil, used: 0)
    #expect(!(try plan(town).plan.trench.contains { $0.kind == .conduit }))
    let rules = "{\"conduits\": {\"unknown_capacity_has_room\": true}}"
    #expect(try plan(town, rules: rules).plan.trench.contains { $0.kind == .conduit })
  }

  // MARK: Promises

  @Test func `the same town in any order gives the same plan`() throws {
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

  @Test func `ids survive a change elsewhere in the town`() throws {
    let map = StreetMap(
      """
      P  1   2        3
      a-----b---------c
      """)
    let before = try plan(map.inventory()).plan
    var inventory = map.inventory()
    inventory.addresses.removeAll { $0.id == "h1" }
    let after = try plan(inventory).plan
    let drop = { (plan: Plan) in plan.trench.first { $0.reference == "h3" }?.id }
    #expect(drop(before) != nil && drop(before) == drop(after))
  }

  @Test func `bill, map and ledger add up`() throws {
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

  @Test func `every kind of damage to a stored plan is found`() throws {
    let inventory = StreetMap(
      """
      P  1   2   3   4
      a-----b---------c
      """
    ).inventory()
    let sound = try plan(inventory).plan
    let damages: [(rule: String, (inout Plan) -> Void)] = [
      ("assignment", { $0.drops.removeLast() }),
      ("assignment", { plan in plan.drops.append(plan.drops[0]) }),
      ("connection", { plan in plan.trench.removeAll { $0.kind == .streetSide } }),
      ("cost", { $0.trench[0].costInCents += 1 }),
      ("length", { $0.trench[0].length += 0.01 }),
      ("geometry", { $0.nodes[0].location.x += 0.01 }),
      ("bound", { $0.scenario.lowerBoundInCents = $0.scenario.costInCents + 1 }),
      ("drop_length", { $0.drops[0].length = 900 }),
    ]
    var missed: [String] = []
    for (rule, damage) in damages {
      var broken = sound
      damage(&broken)
      let found = try PlanVerifier.findings(in: broken, inventory)
      if !found.contains(where: { $0.rule == rule }) { missed.append(rule) }
    }
    #expect(missed.isEmpty, "not found: \(missed)")
  }

  @Test func `an area without a home or a town without a street is refused`() throws {
    let map = StreetMap(
      """
      P  1
      a----b
      """)
    #expect(throws: PlanningError.self) { _ = try plan(Inventory(addresses: [])) }
    var bare = map.inventory()
    bare.streets = []
    #expect(throws: PlanningError.noStreets(area: nil)) { _ = try plan(bare) }
    #expect(throws: PlanningError.unknownArea("West", known: [])) {
      _ = try plan(map.inventory()) { $0.within = .area("West") }
    }
  }
}
