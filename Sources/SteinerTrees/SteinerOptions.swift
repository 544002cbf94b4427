/// How hard to try; work is counted, not timed, so that every machine gives the same answer.
public struct SteinerOptions: Sendable {
  /// How often to bound, build and prune anew.
  public var rounds = 3
  /// From how many roots dual ascent runs in each round.
  public var rootsPerRound = 3
  /// How many passes of local search each tree gets at most.
  public var localSearchPasses = 6
  /// Whether the work goes on, by linear programming and by splitting, until the tree is proven best.
  public var proves = false
  /// Parts of more edges than this, once reduced, are bounded region by region alone.
  public var largestLinearPart = Int.max
  /// Parts of more edges than this are bounded region by region before one programme bounds the whole.
  public var largestWholeProgramme = 4_000
  /// Whether better trees are looked for beyond those that bounds lead to.
  public var searchesTrees = true
  /// How many labels a search over sets of terminals may have, some 100 bytes each.
  public var labelLimit = 4_000_000
  /// How many threads may work; the answer does not depend on it.
  public var threads = 1
  /// No new step begins after this time; no limit if `nil`.
  ///
  /// With a limit the answer depends on the machine.
  public var timeLimit: Duration?
  /// Asked now and then: no new step begins once it answers yes.
  public var isInterrupted: @Sendable () -> Bool = { false }

  /// How many rounds are of use where the tree is to be proven best.
  public static let provingRounds = 8

  /// The usual effort.
  public init() {}
}
