/// One delivery of surveyed works and how far they are from the plan: a row of the table `survey`.
public struct Survey: Hashable, Sendable {
  /// 1, 2, 3 … in the order of entry.
  public var number: Int64
  /// The file's name.
  public var file: String
  /// The day the works were finished: it decides from when on they count.
  public var builtOn: Timestamp
  /// What shows it: a protocol, the SHA-256 of the file.
  public var proof: String
  /// When it was entered.
  public var recorded: Timestamp
  /// The plan it was matched to; `nil` where there was none.
  public var scenario: String?
  /// What differs between the plan and the works.
  public var drift: Drift

  /// Planned and built metres and euros of the same stretches.
  public struct Drift: Hashable, Sendable {
    /// Metres of the plan that the works stand for.
    public var plannedMetres = 0.0
    /// Metres built.
    public var builtMetres = 0.0
    /// Metres built where nothing was planned.
    public var offPlanMetres = 0.0
    /// What the plan says these stretches cost, in euro cents.
    public var plannedCents: Int64 = 0
    /// What they cost: as surveyed, or at the plan's price per metre.
    public var builtCents: Int64 = 0

    /// Nothing built.
    public init() {}

    /// (built − planned) / planned by metres; `nil` where nothing was planned.
    public var byLength: Double? {
      plannedMetres > 0 ? (builtMetres - plannedMetres) / plannedMetres : nil
    }

    /// (built − planned) / planned by euros; `nil` where nothing was planned.
    public var byCost: Double? {
      plannedCents > 0 ? Double(builtCents - plannedCents) / Double(plannedCents) : nil
    }
  }

  /// Describes a survey.
  public init(
    number: Int64, file: String, builtOn: Timestamp, proof: String, recorded: Timestamp,
    scenario: String?, drift: Drift
  ) {
    self.number = number
    self.file = file
    self.builtOn = builtOn
    self.proof = proof
    self.recorded = recorded
    self.scenario = scenario
    self.drift = drift
  }
}
