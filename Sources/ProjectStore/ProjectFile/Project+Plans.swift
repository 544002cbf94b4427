import GeoPackage
public import NetworkModel

extension Project {
  /// The heads of all plans, ordered by name.
  public func scenarios() throws -> [Scenario] { try rows(Scenario.self) }

  /// A stored plan.
  ///
  /// - Throws: ``ProjectStoreError`` where there is none of that name.
  public func plan(scenario name: String) throws -> Plan {
    try reading {
      let scenario = try requireScenario(name)
      let own: SQL = "scenario = \(name)"
      let trench = try rows(TrenchSegment.self, where: own)
      let drops = try rows(Drop.self, where: own)
      try checkSum(trench.map(\.costInCents), of: TrenchSegment.table.schema)
      try checkSum(drops.map(\.costInCents), of: Drop.table.schema)
      return Plan(
        scenario: scenario, trench: trench, drops: drops,
        nodes: try rows(NetworkNode.self, where: own),
        exceptions: try rows(PlanException.self, where: own))
    }
  }

  /// Refuses costs whose sum is beyond that of any plan, so that they can be added up.
  private func checkSum(_ cents: [Int64], of layer: TableSchema) throws {
    var sum: UInt64 = 0
    for amount in cents {
      sum += amount.magnitude
      guard sum <= 1_000_000_000_000_000_000 else {
        throw ProjectStoreError(
          .content(
            .unreadableRow(
              layer: layer.exportedName, reason: "the sum of the costs is out of range")),
          path)
      }
    }
  }

  /// The head of a plan.
  ///
  /// - Throws: ``ProjectStoreError`` where there is none of that name.
  @discardableResult
  func requireScenario(_ name: String) throws -> Scenario {
    if let scenario = try rows(Scenario.self, where: "name = \(name)").first {
      return scenario
    }
    let known = try scenarios().map(\.name)
    throw ProjectStoreError(.content(.unknownScenario(name, known: known)), path)
  }

  /// Stores a plan in place of an earlier one of the same name, in one transaction.
  public func store(_ plan: Plan) throws {
    try writing { try replace(plan) }
  }

  /// Stores several plans in place of earlier ones of the same names, in one transaction.
  public func store(_ plans: [Plan]) throws {
    try writing { for plan in plans { try replace(plan) } }
  }

  /// Puts a plan in the place of an earlier one of the same name; call within a transaction.
  func replace(_ plan: Plan) throws {
    let name = plan.scenario.name
    let own: SQL = "scenario = \(name)"
    try replace([plan.scenario], where: "name = \(name)")
    try replace(plan.trench, where: own, part: name)
    try replace(plan.drops, where: own, part: name)
    try replace(plan.nodes, where: own, part: name)
    try replace(plan.exceptions, where: own, part: name)
  }

  /// Stores what one rule covers in place of what it covered before, in one transaction.
  public func store(_ coverage: [CoverageArea], rule: String) throws {
    try writing { try replace(coverage, where: "rule = \(rule)") }
  }
}
