public import Analyses
import Geospatial
import NetworkModel
public import ProjectStore
public import PublicProjection
public import Rules

/// Derives the public data of a project.
///
/// The class of a building is the first of the following that applies:
///
/// 1. `available`: the existing network passes the building according to the rule of homes passed,
///    or the ledger contains a duct at its property line.
/// 2. `under_construction`: the plan serves the building, and other buildings of the same phase are
///    passed already.
/// 3. `planned`: the plan serves the building.
/// 4. `not_planned`: the plan excludes the building.
/// 5. `ask`: no plan mentions the building.
public enum Publication {
  /// The public data of all addresses of a project.
  ///
  /// - Parameters:
  ///   - project: the project. It is only read.
  ///   - key: the key of the opaque identifiers.
  ///   - scenario: the name of the plan; no plan is used if `nil`.
  ///   - rule: the rule that defines when a building counts as passed.
  ///   - rules: the planning rules, which contain the distance of that rule.
  /// - Returns: the addresses, in the order of their identifiers in the project.
  /// - Throws: `ProjectStoreError` if the project is empty or the plan does not exist;
  ///   `PlanningError` if the rule cannot be applied.
  public static func addresses(
    of project: Project, key: String, scenario: String?, rule: Coverage.Rule, rules: PlanningRules
  ) throws -> [PublicAddress] {
    let identifiers = OpaqueIdentifiers(key: key)
    let inventory = Inventory(
      addresses: try project.addresses(), conduits: try project.conduits(),
      areas: try project.areas())
    let evidence = try self.evidence(
      of: inventory, project, scenario: scenario, rule: rule, rules: rules)
    let positions = try degrees(inventory.addresses, project)
    let districts = AreaIndex(inventory.areas, kind: .district)
    return inventory.addresses.enumerated().map { number, address in
      PublicAddress(
        id: identifiers.name(of: address.id), street: address.street, number: address.number,
        postcode: address.postcode, city: address.city,
        district: address.district ?? districts.name(at: address.location),
        longitude: positions[number].x, latitude: positions[number].y,
        finding: evidence[number].finding(passedRule: rule.name))
    }
  }

  private static func evidence(
    of inventory: Inventory, _ project: Project, scenario: String?, rule: Coverage.Rule,
    rules: PlanningRules
  ) throws -> [Evidence] {
    let coverage = try Coverage(
      Coverage.Facts(
        addresses: inventory.addresses, conduits: inventory.conduits,
        works: try project.builtWorks(), standings: try project.standings(),
        parcels: try project.parcels()),
      rule: rule, rules: rules, drawsAreas: false)
    let passed = Set(coverage.homes.filter(\.isPassed).map(\.address.id))
    let plan = try scenario.map { try project.plan(scenario: $0) }
    let served = Set(plan?.drops.map(\.addressID) ?? [])
    let excepted = Set(plan?.exceptions.map(\.addressID) ?? [])
    let phases = AreaIndex(inventory.areas, kind: .phase)
    let phase = inventory.addresses.map { phases.name(at: $0.location) }
    var begun: Set<String> = []
    for (address, phase) in zip(inventory.addresses, phase) where passed.contains(address.id) {
      if let phase { begun.insert(phase) }
    }
    return zip(inventory.addresses, phase).map { address, phase in
      Evidence(
        isPassed: passed.contains(address.id),
        isServed: served.contains(address.id)
          ? true : excepted.contains(address.id) ? false : nil,
        period: phase.flatMap { Period(in: $0) },
        hasPhaseBegun: phase.map { begun.contains($0) } ?? false)
    }
  }

  private static func degrees(_ addresses: [Address], _ project: Project) throws -> [Coordinate] {
    guard let crs = project.crs else { return [] }
    let transformer = try CoordinateTransformer(
      from: crs, to: try CoordinateReferenceSystem(code: 4326))
    var positions = addresses.map(\.location)
    transformer.transform(&positions)
    if let lost = zip(addresses, positions).first(where: { !$0.1.isFinite })?.0 {
      throw PublicationError.positionOutside(address: lost.id, project: project.path)
    }
    return positions
  }
}
