/// One delivery of surveyed works, and its differences from the plan: a row of the table `survey`.
public struct Survey: Hashable, Sendable {
  /// 1, 2, 3 … in the order of entry.
  public var number: Int64
  /// The file's name.
  public var file: String
  /// The day on which the works were finished.
  ///
  /// They count from that day on.
  public var builtOn: Timestamp
  /// The evidence, for example an acceptance record, or the SHA-256 of the file.
  public var proof: String
  /// The time of entry.
  public var recorded: Timestamp
  /// The plan with which the works were compared; `nil` if there was none.
  public var scenario: String?
  /// The differences between the plan and the works.
  public var drift: Drift

  /// Planned and built lengths and costs of the same stretches.
  public struct Drift: Hashable, Sendable {
    /// Planned metres to which the works correspond.
    public var plannedMetres = 0.0
    /// Metres built.
    public var builtMetres = 0.0
    /// Metres built where nothing was planned.
    public var offPlanMetres = 0.0
    /// The planned cost of these stretches, in euro cents.
    public var plannedCents: Int64 = 0
    /// The actual cost: from the survey, or from the plan's price per metre if the survey has none.
    public var builtCents: Int64 = 0

    /// Creates zero lengths and costs.
    public init() {}

    /// (built − planned) / planned, by length; `nil` if nothing was planned.
    public var byLength: Double? {
      plannedMetres > 0 ? (builtMetres - plannedMetres) / plannedMetres : nil
    }

    /// (built − planned) / planned, by cost; `nil` if nothing was planned.
    public var byCost: Double? {
      plannedCents > 0 ? Double(builtCents - plannedCents) / Double(plannedCents) : nil
    }
  }

  // Reason: one parameter for each stored property.
  /// Creates a survey.
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
