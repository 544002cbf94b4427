/// One plan with all its layers, as stored and exported.
public struct Plan: Sendable {
  /// The planning task and its results in numbers.
  public var scenario: Scenario
  /// The segments, ordered by id.
  public var trench: [TrenchSegment]
  /// One drop per served address, ordered by address id.
  public var drops: [Drop]
  /// The nodes of the segments, ordered by id.
  public var nodes: [NetworkNode]
  /// The addresses not served, ordered by address id.
  public var exceptions: [PlanException]

  /// Creates a plan.
  public init(
    scenario: Scenario, trench: [TrenchSegment], drops: [Drop], nodes: [NetworkNode],
    exceptions: [PlanException]
  ) {
    self.scenario = scenario
    self.trench = trench
    self.drops = drops
    self.nodes = nodes
    self.exceptions = exceptions
  }
}

/// The properties of a whole plan: a row of the table `scenario`.
public struct Scenario: Hashable, Sendable {
  /// The plan's name.
  public var name: String
  /// The version of the program that made the plan.
  public var program: String
  /// The objective: which homes are served, or by which criterion they are chosen.
  public var objective: Objective
  /// The bound on the objective value of every plan; `nil` if that value is the cost.
  public var objectiveBound: ObjectiveBound?
  /// The area or the addresses to which the plan is limited (`--within`); `nil` for the whole town.
  public var within: Confinement?
  /// The rules and prices in force, as canonical JSON.
  public var rules: String
  /// SHA-256 of `rules`, hexadecimal.
  public var rulesDigest: String
  /// SHA-256 of each input layer's content by layer name.
  public var inputDigests: [String: String]
  /// The cost in euro cents.
  public var costInCents: Int64
  /// The lower bound on the cost of any plan under these rules, in euro cents.
  public var lowerBoundInCents: Int64

  // Reason: one parameter for each stored property.
  /// Creates a scenario.
  public init(
    name: String, program: String, objective: Objective, objectiveBound: ObjectiveBound? = nil,
    within: Confinement?, rules: String, rulesDigest: String, inputDigests: [String: String],
    costInCents: Int64,
    lowerBoundInCents: Int64
  ) {
    self.name = name
    self.program = program
    self.objective = objective
    self.objectiveBound = objectiveBound
    self.within = within
    self.rules = rules
    self.rulesDigest = rulesDigest
    self.inputDigests = inputDigests
    self.costInCents = costInCents
    self.lowerBoundInCents = lowerBoundInCents
  }

  /// (cost − bound) / cost; zero for a plan that costs nothing.
  public var gap: Double {
    costInCents == 0 ? 0 : Double(costInCents - lowerBoundInCents) / Double(costInCents)
  }

  /// Whether the bound proves that no cheaper plan exists.
  public var isOptimal: Bool { costInCents == lowerBoundInCents }
}
