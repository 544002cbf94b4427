public import NetworkModel

extension Project {
  /// The heads of all plans, ordered by name.
  public func scenarios() throws -> [Scenario] { try rows(Scenario.self) }

  /// A stored plan.
  ///
  /// - Throws: ``ProjectError`` where there is none of that name.
  public func plan(scenario name: String) throws -> Plan {
    let scenario = try requireScenario(name)
    let condition = "scenario = \(Self.quoted(name))"
    return Plan(
      scenario: scenario,
      trench: try rows(ScenarioRow<TrenchSegment>.self, where: condition).map(\.record),
      drops: try rows(ScenarioRow<Drop>.self, where: condition).map(\.record),
      nodes: try rows(ScenarioRow<NetworkNode>.self, where: condition).map(\.record),
      exceptions: try rows(ScenarioRow<PlanException>.self, where: condition).map(\.record))
  }

  /// The head of a plan.
  ///
  /// - Throws: ``ProjectError`` where there is none of that name.
  @discardableResult
  func requireScenario(_ name: String) throws -> Scenario {
    if let scenario = try rows(Scenario.self, where: "name = \(Self.quoted(name))").first {
      return scenario
    }
    let known = try scenarios().map(\.name)
    throw ProjectError(
      category: .noInput, file: path, what: "there is no plan named \(name)",
      mend: known.isEmpty
        ? "make one with `trasse plan`" : "known are \(known.joined(separator: ", "))")
  }

  /// Stores a plan in place of an earlier one of the same name, in one transaction.
  public func store(_ plan: Plan) throws {
    try transaction { try replace(plan) }
  }

  /// Puts a plan in the place of an earlier one of the same name; call within a transaction.
  func replace(_ plan: Plan) throws {
    let name = plan.scenario.name
    let condition = "scenario = \(Self.quoted(name))"
    func rows<Record: PlanRecord>(_ records: [Record]) -> [ScenarioRow<Record>] {
      records.map { ScenarioRow(scenario: name, record: $0) }
    }
    try replace([plan.scenario], where: "name = \(Self.quoted(name))")
    try replace(rows(plan.trench), where: condition)
    try replace(rows(plan.drops), where: condition)
    try replace(rows(plan.nodes), where: condition)
    try replace(rows(plan.exceptions), where: condition)
  }

  /// Stores what one rule covers in place of what it covered before, in one transaction.
  public func store(_ coverage: [CoverageArea], rule: String) throws {
    try transaction { try replace(coverage, where: "rule = \(Self.quoted(rule))") }
  }

  static func quoted(_ text: String) -> String {
    "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
  }
}
