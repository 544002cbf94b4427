/// The amount of work that the solver may do.
///
/// Work is counted and not timed, so that the result is the same on every machine.
public struct SteinerOptions: Sendable {
  /// The maximum number of rounds of bounding, tree construction and reduction.
  public var rounds = 3
  /// The number of roots from which dual ascent runs in each round.
  public var rootsPerRound = 3
  /// The maximum number of local search passes for each tree.
  public var localSearchPasses = 6
  /// Whether to continue, by linear programming and branching, until the tree is proven optimal.
  public var proves = false
  /// A block that has more edges than this after reduction is never bounded by a linear program for
  /// the whole block, only by one for each region.
  public var largestLinearBlock = Int.max
  /// A block that has more edges than this is first bounded by one linear program for each region,
  /// and only then by one for the whole block.
  public var largestWholeProgram = 4_000
  /// Whether to run the randomised search for better trees.
  public var searchesTrees = true
  /// The maximum number of labels in the search over terminal sets; a label takes about 100 bytes.
  public var labelLimit = 4_000_000
  /// The number of threads.
  ///
  /// It does not affect the result.
  public var threads = 1
  /// The time after which no new step begins; no limit if `nil`.
  ///
  /// With a time limit the result depends on the speed of the machine.
  public var timeLimit: Duration?
  /// Called at intervals; once it returns `true`, no new step begins.
  public var isInterrupted: @Sendable () -> Bool = { false }

  /// The number of rounds to use if optimality is to be proven.
  public static let provingRounds = 8

  /// Creates the default options.
  public init() {}
}
