/// The limits of the numbers in rules and catalogues.
///
/// Within them no cost, length or count of a plan for ten million homes overflows, and no search
/// grows beyond what a planner can wait for.
enum RuleLimits {
  /// The limits of a rule, by its path; by the ending of its name where no path is listed.
  static func range(at path: String) -> ClosedRange<Double> {
    if let range = byPath[path] { return range }
    for (ending, range) in byEnding where path.hasSuffix(ending) { return range }
    return 0...1e9
  }

  /// Whether a number is within the limits; 0 always is, because it turns a rule off.
  static func admit(_ value: Double, at path: String) -> Bool {
    value.isFinite && (value == 0 || range(at: path).contains(value))
  }

  private static let byPath: [String: ClosedRange<Double>] = [
    "conduits.dwellings_per_slot": 1...1_000_000,
    "conduits.opening_spacing_metres": 1...10_000,
    "conduits.surveyed_slots": 0...1_000,
    "drop.candidate_factor": 0...100,
    "drop.candidates": 0...100,
    "network.shared_crossing_metres": 0...100,
    "network.snap_tolerance_metres": 0...10,
    "optimiser.rounds": 0...1_000,
  ]

  private static let byEnding: [(String, ClosedRange<Double>)] = [
    ("euro_per_metre", 0...100_000), ("euro_per_address", 0...1_000_000),
    ("euro_per_dwelling", 0...1_000_000), ("euro", 0...1_000_000), ("_days", 0...36_525),
    ("_target", 0...1), (".carriageway_metres", 0...200), (".verge_metres", 0...100),
    (".clearance_metres", 0...1_000), (".width_metres", 0...1_000), ("_metres", 0...10_000),
  ]
}
