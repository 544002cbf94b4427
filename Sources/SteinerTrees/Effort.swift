import Graphs

/// The limits on the work of a search, and its deadline.
struct Effort {
  let options: SteinerOptions
  /// The time at which the work on this problem began.
  private let start: ContinuousClock.Instant
  /// The time at which the work must end.
  let deadline: ContinuousClock.Instant?
  /// The number of times the problem has been split by branching.
  let depth: Int
  /// Whether the problem is the union of a few trees.
  private let isCombining: Bool

  /// The maximum number of branchings between the original problem and a subproblem.
  static let depthLimit = 24
  /// The maximum number of times a linear program is solved.
  let cutRounds = 200
  /// The maximum number of cuts added between two solutions.
  let cutLimit = 5_000
  /// The maximum number of times the linear program of a region is solved.
  let regionRounds = 30

  init(_ options: SteinerOptions) {
    self.options = options
    start = ContinuousClock.now
    deadline = options.timeLimit.map { [start] in start + $0 }
    depth = 0
    isCombining = false
  }

  /// The same limits with other options, or for a subproblem.
  private init(_ other: Effort, _ options: SteinerOptions, _ depth: Int, isCombining: Bool) {
    self.options = options
    start = ContinuousClock.now
    deadline = other.deadline
    self.depth = depth
    self.isCombining = isCombining
  }

  /// Whether the deadline has passed or the search was interrupted.
  var isTimeUp: Bool {
    options.isInterrupted() || deadline.map { ContinuousClock.now >= $0 } ?? false
  }

  /// The number of nodes in the smallest regions.
  var regionSize: Int { max(2, options.largestWholeProgram / 5) }

  /// The number of terminals from which dual ascent runs to find the best root.
  ///
  /// The choice of the root matters more if there are few terminals.
  func rootsTried(_ problem: Problem) -> Int { max(3, min(12, 2_000 / problem.terminals.count)) }

  /// The number of seconds until the deadline.
  var secondsLeft: Double {
    if options.isInterrupted() { return 0 }
    return deadline.map { max(0, ($0 - ContinuousClock.now) / .seconds(1)) } ?? .infinity
  }

  /// Whether the graph is to be reduced after a round.
  func prunes(after round: Int) -> Bool { options.proves || round + 1 < options.rounds }

  /// Whether the randomised search for trees runs.
  ///
  /// It does not run on a union of trees, nor after branching.
  var searchesTrees: Bool { options.searchesTrees && !isCombining && depth == 0 }

  /// The effort to spend on the randomised search for trees.
  ///
  /// - Parameters:
  ///   - problem: the problem.
  ///   - gap: the relative gap between the best tree and the bound.
  ///   - isLast: whether all rounds are finished. While rounds remain, a later search on a smaller
  ///     graph is cheaper.
  /// - Returns: the effort.
  func treeEffort(_ problem: Problem, gap: Double, isLast: Bool) -> TreeEffort {
    let affordable = min(32, 200_000 / (problem.graph.edgeCount + 1))
    // Between rounds the search only combines the trees that are known.
    if !options.proves || !isLast { return TreeEffort(count: 0) }
    // If the gap is large, the proof is unlikely to succeed, and the time is better spent on a
    // better tree.
    if gap > 0.03, !TerminalSetSearch.suits(problem) {
      return TreeEffort(count: max(8, 4 * affordable), patience: .max, deadline: deadline(1 / 2))
    }
    return TreeEffort(
      count: max(8, affordable), patience: affordable / 8 + 1, deadline: treeSearchDeadline)
  }

  /// With a time limit, the search for trees may take one eighth of the remaining time, and one
  /// quarter of the time spent on the problem so far.
  ///
  /// A problem that is easy to prove does not need a better tree.
  private var treeSearchDeadline: ContinuousClock.Instant? {
    deadline(1 / 8).map { min($0, ContinuousClock.now + (ContinuousClock.now - start) / 4) }
  }

  /// The maximum number of labels in a search over terminal sets.
  ///
  /// - Parameters:
  ///   - problem: the problem to search.
  ///   - isLastResort: whether only branching remains if the search fails. Before that, linear
  ///     programming may succeed with less work.
  /// - Returns: the number.
  func labelLimit(_ problem: Problem, isLastResort: Bool) -> Int {
    let affordable = isLastResort ? .max : 200 * problem.graph.edgeCount
    return min(options.labelLimit, affordable, isCombining ? 50_000 : depth == 0 ? .max : 400_000)
  }

  /// The time at which the given fraction of the remaining time has passed.
  func deadline(_ fraction: Double) -> ContinuousClock.Instant? {
    options.timeLimit == nil ? nil : ContinuousClock.now + .seconds(secondsLeft * fraction)
  }

  /// The effort for the union of a few trees: no search for further trees, and no branching.
  func combining() -> Effort {
    var options = options
    options.threads = 1
    options.rounds = 3
    options.rootsPerRound = 2
    options.proves = true
    options.largestLinearBlock = min(options.largestLinearBlock, 500)
    return Effort(self, options, Self.depthLimit, isCombining: true)
  }

  /// Whether cuts are local, so that linear programs of regions raise the bound more than further
  /// rounds of dual ascent do.
  ///
  /// Cuts are local if terminals are dense, since the next terminal is near.
  private func boundsLocally(_ problem: Problem) -> Bool {
    10 * problem.terminals.count > problem.graph.edgeCount
  }

  /// Another round is started only if the last one has deleted at least one edge in this number.
  func leastPruningDivisor(_ problem: Problem) -> Int { boundsLocally(problem) ? 10 : 20 }

  /// The effort for continuing with a problem that rounds or linear programs have reduced.
  func resuming(_ problem: Problem) -> Effort {
    var options = options
    if boundsLocally(problem) { options.rootsPerRound = 1 }
    return Effort(self, options, depth, isCombining: isCombining)
  }

  /// The effort for a subproblem: a block, or a branch.
  func inner(branches: Bool = false, threads: Int? = nil) -> Effort {
    var options = options
    options.threads = threads ?? options.threads
    return Effort(self, options, depth + (branches ? 1 : 0), isCombining: isCombining)
  }
}
