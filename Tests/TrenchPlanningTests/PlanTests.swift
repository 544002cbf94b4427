import AddressSearch
import Analyses
import Geospatial
import NetworkModel
import ProjectStore
import Rules
import TestSupport
import Testing
import TrenchPlanning

/// Plans of small towns: streets, obstacles and buildings.
struct PlanTests: PlanTesting {
  @Test func `a drop ends at the nearest point of the street, not at its nearest node`() throws {
    let map = StreetMap(
      """
      P            1
      a-----------------------------b
      """)
    let plan = try plan(map.inventory()).plan
    let drop = try #require(plan.drops.first)
    // Ten metres to the centre line, minus half of the carriageway and the verge.
    #expect(abs(drop.length - 6.25) < 0.001)
    #expect(abs(drop.line.start.x - drop.line.end.x) < 0.001)
  }

  @Test func `a house is connected to the street that its address names`() throws {
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

  @Test func `each building has several possible drops`() throws {
    let map = StreetMap(
      """
      a---------------b
      |   1           |
      |               |
      c---------------d
      P
      """)
    // The address names the street behind the house, but the network is in front of it. The cheaper
    // drop is used.
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

  @Test func `streets that cross without a shared vertex are not connected`()
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
    // The home is far from the street with the network, so it can only use the isolated street.
    let outcome = try plan(inventory, rules: "{\"drop\": {\"max_length_metres\": 12}}")
    #expect(outcome.plan.exceptions.map(\.reason) == [.island])
    #expect(outcome.plan.exceptions.allSatisfy { $0.fixCostInCents > 0 })
    #expect(outcome.total.addressesExcepted == 1)
    let rules = try PlanningRules.standard()
    let kinds = Set(DataQuality(inventory, rules: rules).findings.map(\.kind))
    #expect(kinds.isSuperset(of: [.crossingWithoutJunction, .island]))
  }

  @Test func `an unreachable home does not prevent others from being served`() throws {
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

  @Test func `a home far from every street is an exception with the cost of its trench`() throws {
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
    #expect(plan.trench.contains { $0.method == .bore })
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
    #expect(plan.trench.contains { $0.method == .bridge })
    #expect(!plan.trench.contains { $0.method == .bore })
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
  func `both sides of a street have a trench if that is cheaper than a crossing for each home`()
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

  @Test func `no drop passes through another building, and a line around it is found`() throws {
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

  @Test func `a home enclosed by buildings is an exception`() throws {
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

  @Test func `a path that ends at a building serves it with a drop of length zero`() throws {
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

  @Test func `addresses at the same position share one drop`() throws {
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
}
