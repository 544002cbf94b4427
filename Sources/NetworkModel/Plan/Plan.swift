/// One plan with everything it is made of, as stored and exported.
public struct Plan: Sendable {
  /// What was asked, and what came out in numbers.
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

/// The head of a plan: a row of the table `scenario`.
public struct Scenario: Hashable, Sendable {
  /// The name it is asked for by.
  public var name: String
  /// The program version that made it.
  public var program: String
  /// What was optimised: `all` for now.
  public var objective: String
  /// What it was confined to (`--within`), if anything.
  public var within: Confinement?
  /// The rules and prices in force, as canonical JSON.
  public var rules: String
  /// SHA-256 of `rules`, hexadecimal.
  public var rulesDigest: String
  /// SHA-256 of each input layer's content by layer name.
  public var inputDigests: [String: String]
  /// What it costs in euro cents.
  public var costInCents: Int64
  /// What any plan under these rules costs at least, in euro cents.
  public var lowerBoundInCents: Int64

  /// Creates a head.
  public init(
    name: String, program: String, objective: String, within: Confinement?, rules: String,
    rulesDigest: String, inputDigests: [String: String], costInCents: Int64,
    lowerBoundInCents: Int64
  ) {
    self.name = name
    self.program = program
    self.objective = objective
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

  /// Whether the bound proves that nothing cheaper exists.
  public var isOptimal: Bool { costInCents == lowerBoundInCents }
}
