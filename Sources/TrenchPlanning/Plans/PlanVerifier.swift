import Geospatial
public import NetworkModel
import Rules

/// Verifies a stored plan from its layers alone, independently of the planner.
public struct PlanVerifier {
  /// One violated rule.
  public struct Finding: Hashable, Sendable {
    /// What is wrong.
    public let violation: PlanViolation
    /// The row concerned.
    public let subject: String
    /// The violated rule.
    public var rule: PlanViolation.Rule { violation.rule }
  }

  /// Lengths are rounded to millimetres, so they may differ by a little more than half of one.
  private static let lengthTolerance = 0.0006
  /// The tolerance of the maximum length of a drop, in metres.
  private static let dropTolerance = 0.001

  private let plan: Plan
  private let inventory: Inventory
  private let rules: PlanningRules
  private var findings: [Finding] = []

  /// All violations in a plan; empty if the plan is valid.
  ///
  /// - Throws: ``RulesError`` if the stored rules cannot be read.
  public static func findings(in plan: Plan, _ inventory: Inventory) throws -> [Finding] {
    var verifier = PlanVerifier(
      plan, inventory, try PlanningRules(overriding: Array(plan.scenario.rules.utf8)))
    verifier.checkAssignment()
    verifier.checkGeometry()
    verifier.checkConnection()
    verifier.checkCosts()
    verifier.checkDrops()
    try verifier.checkObjective()
    return verifier.findings
  }

  private init(_ plan: Plan, _ inventory: Inventory, _ rules: PlanningRules) {
    self.plan = plan
    self.inventory = inventory
    self.rules = rules
  }

  private mutating func report(_ violation: PlanViolation, _ subject: some CustomStringConvertible)
  {
    findings.append(Finding(violation: violation, subject: subject.description))
  }

  /// Each address of the plan's area is in exactly one of `drop` and `exception`.
  private mutating func checkAssignment() {
    var count: [AddressID: Int] = [:]
    for drop in plan.drops { count[drop.addressID, default: 0] += 1 }
    for exception in plan.exceptions { count[exception.addressID, default: 0] += 1 }
    let meant = plan.scenario.within?.chosen(from: inventory.addresses, inventory.areas)
    for address in inventory.addresses {
      let times = count.removeValue(forKey: address.id) ?? 0
      let isMeant = meant?.contains(address.id) ?? true
      if isMeant && times != 1 {
        report(.assigned(times: times), address.id)
      }
    }
    for id in count.keys.sorted() {
      report(.noAddress, id)
    }
  }

  /// Lengths are those of the geometry, and equal node ids have equal positions.
  private mutating func checkGeometry() {
    let places = Dictionary(
      plan.nodes.map { ($0.id, $0.location) }, uniquingKeysWith: { first, _ in first })
    if places.count != plan.nodes.count { report(.repeatedNode, "node") }
    var seen: Set<SegmentID> = []
    for segment in plan.trench {
      if !seen.insert(segment.id).inserted { report(.repeatedSegment, segment.id) }
      if abs(segment.line.length - segment.length) > Self.lengthTolerance {
        report(.wrongLength(stated: segment.length, drawn: segment.line.length), segment.id)
      }
      for (node, end) in [
        (segment.fromNode, segment.line.start), (segment.toNode, segment.line.end),
      ] {
        guard let place = places[node] else {
          report(.missingNode(node), segment.id)
          continue
        }
        if MillimetreKey(place) != MillimetreKey(end) {
          report(.asideOfNode(node), segment.id)
        }
      }
    }
  }

  /// Every drop and every segment is connected to a PoP.
  private mutating func checkConnection() {
    var neighbours: [NetworkNodeID: [NetworkNodeID]] = [:]
    for segment in plan.trench {
      neighbours[segment.fromNode, default: []].append(segment.toNode)
      neighbours[segment.toNode, default: []].append(segment.fromNode)
    }
    var reached = Set(plan.nodes.filter { $0.kind == .pop }.map(\.id))
    var stack = reached.sorted()
    while let node = stack.popLast() {
      for next in neighbours[node] ?? [] where reached.insert(next).inserted { stack.append(next) }
    }
    for drop in plan.drops where !reached.contains(drop.atNode) {
      report(.unconnectedDrop, drop.addressID)
    }
    for segment in plan.trench where !reached.contains(segment.fromNode) {
      report(.unconnectedSegment, segment.id)
    }
  }

  private mutating func checkCosts() {
    let sum = plan.trench.reduce(0) { $0 + $1.costInCents }
    if sum != plan.scenario.costInCents {
      report(
        .wrongSum(segmentsInCents: sum, statedInCents: plan.scenario.costInCents), "plan")
    }
    if plan.scenario.lowerBoundInCents > plan.scenario.costInCents {
      report(.boundAboveCost, "plan")
    }
    let dropCosts = Dictionary(
      plan.trench.filter { $0.kind == .drop }.map { ($0.reference, $0.costInCents) },
      uniquingKeysWith: +)
    for drop in plan.drops where drop.costInCents != dropCosts[.address(drop.addressID)] ?? 0 {
      report(.wrongDropCost, drop.addressID)
    }
  }

  /// Drops do not exceed the maximum length and pass through no other building, and capacities are
  /// not exceeded.
  private mutating func checkDrops() {
    let buildings = BuildingIndex(
      inventory.buildings, tolerance: rules.drop.buildingToleranceMetres)
    for drop in plan.drops {
      if drop.length > rules.drop.maxLengthMetres + Self.dropTolerance {
        report(.longDrop(metres: drop.length), drop.addressID)
      }
      let own = buildings.own(at: drop.line.end)
      let points = drop.line.coordinates
      for vertex in 1..<points.count
      where buildings.obstruction(of: Segment(points[vertex - 1], points[vertex]), own: own) != nil
      {
        report(.dropThroughBuilding, drop.addressID)
        break
      }
    }
    checkPoPs()
    checkConduits()
  }

  /// The plan satisfies its objective: the budget, the number of homes, and the reasons for leaving
  /// homes out.
  private mutating func checkObjective() throws {
    let values = try HomeValues(inventory, rules)
    let number = Dictionary(
      inventory.addresses.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    func sum(_ values: [Int64], _ ids: some Sequence<AddressID>) -> Int64 {
      ids.reduce(0) { $0 + (number[$1].map { values[$0] } ?? 0) }
    }
    let homes = sum(values.homes, plan.drops.map(\.addressID))
    let cost = plan.scenario.costInCents
    var reason: PlanException.Reason?
    switch plan.scenario.objective {
    case .all: break
    case .profit:
      reason = .notProfitable
      let givenUp = plan.exceptions.filter { [.notProfitable, .noCapacity].contains($0.reason) }
      let value = cost + sum(values.revenueInCents, givenUp.map(\.addressID))
      guard case .cents(let bound)? = plan.scenario.objectiveBound, bound <= value else {
        report(.valueBelowBound(cents: value), "plan")
        break
      }
    case .budget(let cents):
      reason = .beyondBudget
      let isByHomes = rules.objective.budgetSeeks == .homes
      let weight =
        isByHomes ? homes : sum(values.revenueInCents, plan.drops.map(\.addressID))
      if cost > cents {
        report(.beyondBudget(costInCents: cost, budgetInCents: cents), "plan")
      }
      let bound: Int64? =
        switch plan.scenario.objectiveBound {
        case .homes(let homes)? where isByHomes: homes
        case .cents(let cents)? where !isByHomes: cents
        default: nil
        }
      if bound.map({ $0 < weight }) ?? true {
        report(.reachAboveBound(weight), "plan")
      }
    case .quota(let quota):
      reason = .beyondQuota
      if homes < quota { report(.belowQuota(homes: homes, quota: quota), "plan") }
    }
    for exception in plan.exceptions
    where [.notProfitable, .beyondBudget, .beyondQuota].contains(exception.reason)
      && exception.reason != reason
    {
      report(.reasonOfOtherObjective, exception.addressID)
    }
  }

  private mutating func checkPoPs() {
    for node in plan.nodes where node.kind == .pop {
      if let capacity = node.capacity, let used = node.used, used > capacity {
        report(
          .overfullPoP(dwellings: used, capacity: capacity),
          node.siteID?.rawValue ?? node.id.rawValue)
      }
    }
  }

  private mutating func checkConduits() {
    let conduits = Dictionary(
      inventory.conduits.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let dwellings = Dictionary(
      inventory.addresses.map { ($0.id, $0.dwellings) }, uniquingKeysWith: { first, _ in first })
    // Segments are directed away from the PoP, so one segment ends at each node.
    var upstream: [NetworkNodeID: TrenchSegment] = [:]
    for segment in plan.trench { upstream[segment.toNode] = segment }
    var load: [SegmentID: Int] = [:]
    for drop in plan.drops {
      var node = drop.atNode
      var steps = 0
      while let segment = upstream[node], steps <= plan.trench.count {
        if segment.kind == .conduit {
          load[segment.id, default: 0] += dwellings[drop.addressID] ?? 0
        }
        node = segment.fromNode
        steps += 1
      }
    }
    for segment in plan.trench where segment.kind == .conduit {
      guard case .conduit(let id) = segment.reference, let conduit = conduits[id] else { continue }
      let slots = rules.conduits.slots(forDwellings: load[segment.id] ?? 0)
      if slots > conduit.freeSlots(under: rules.conduits) {
        report(.overfullConduit(cables: slots), id)
      }
    }
  }
}
