import Graphs

/// How much work a search may do, and when it has to end.
struct Effort {
  let options: SteinerOptions
  /// When the work on this problem began.
  private let start: ContinuousClock.Instant
  /// When the work has to end.
  let deadline: ContinuousClock.Instant?
  /// How many times the problem has been split already.
  let depth: Int
  /// Whether the problem is what a few trees make up.
  private let isCombining: Bool

  /// How many times a problem is split at most on the way to one part.
  static let depthLimit = 24
  /// How many times a linear programme is solved at most.
  let cutRounds = 200
  /// How many cuts come in at most between two solutions.
  let cutLimit = 5_000
  /// How many times the programme of a region is solved at most.
  let regionRounds = 30

  init(_ options: SteinerOptions) {
    self.options = options
    start = ContinuousClock.now
    deadline = options.timeLimit.map { [start] in start + $0 }
    depth = 0
    isCombining = false
  }

  /// The same work under other options, or for a part.
  private init(_ other: Effort, _ options: SteinerOptions, _ depth: Int, isCombining: Bool) {
    self.options = options
    start = ContinuousClock.now
    deadline = other.deadline
    self.depth = depth
    self.isCombining = isCombining
  }

  /// Whether no new step may begin.
  var isTimeUp: Bool {
    options.isInterrupted() || deadline.map { ContinuousClock.now >= $0 } ?? false
  }

  /// How many nodes the smallest regions have.
  var regionSize: Int { max(2, options.largestWholeProgramme / 5) }

  /// From how many terminals bounds are grown to find the best root: the fewer terminals, the more
  /// the root matters.
  func rootsTried(_ problem: Problem) -> Int { max(3, min(12, 2_000 / problem.terminals.count)) }

  /// How long the work may still take.
  var secondsLeft: Double {
    if options.isInterrupted() { return 0 }
    return deadline.map { max(0, ($0 - ContinuousClock.now) / .seconds(1)) } ?? .infinity
  }

  /// Whether there is use in pruning after a round.
  func prunes(after round: Int) -> Bool { options.proves || round + 1 < options.rounds }

  /// Whether trees are looked for: not in what a few trees make up, nor once the problem is split.
  var searchesTrees: Bool { options.searchesTrees && !isCombining && depth == 0 }

  /// How much looking for trees is worth.
  ///
  /// - Parameters:
  ///   - problem: what the trees are for.
  ///   - gap: what is not proven yet, as a share of the cost.
  ///   - isLast: whether no rounds are to come, in which trees will be cheaper to make.
  /// - Returns: the work of one search.
  func treeEffort(_ problem: Problem, gap: Double, isLast: Bool) -> TreeEffort {
    let affordable = min(32, 200_000 / (problem.graph.edgeCount + 1))
    // Between the rounds what they find is only combined: what is left after them is smaller.
    if !options.proves || !isLast { return TreeEffort(count: 0) }
    // Where the proof is far, a better tree is what can be had.
    if gap > 0.03, !TerminalSetSearch.suits(problem) {
      return TreeEffort(count: max(8, 4 * affordable), patience: .max, deadline: deadline(1 / 2))
    }
    return TreeEffort(
      count: max(8, affordable), patience: affordable / 8 + 1, deadline: shareForTrees)
  }

  /// Where the time is limited, looking for trees takes an eighth of what is left at most, and a quarter of
  /// what the problem has taken so far: what is easily proven needs no better tree.
  private var shareForTrees: ContinuousClock.Instant? {
    deadline(1 / 8).map { min($0, ContinuousClock.now + (ContinuousClock.now - start) / 4) }
  }

  /// How many labels a search over sets of terminals may have.
  ///
  /// - Parameters:
  ///   - problem: what is searched.
  ///   - isLastResort: whether only splitting is left; before that a programme may do it for less.
  /// - Returns: the number.
  func labelLimit(_ problem: Problem, isLastResort: Bool) -> Int {
    let affordable = isLastResort ? .max : 200 * problem.graph.edgeCount
    return min(options.labelLimit, affordable, isCombining ? 50_000 : depth == 0 ? .max : 400_000)
  }

  /// When a share of the time left is spent.
  func deadline(_ share: Double) -> ContinuousClock.Instant? {
    options.timeLimit == nil ? nil : ContinuousClock.now + .seconds(secondsLeft * share)
  }

  /// The effort for what a few trees make up: no more trees are looked for, and nothing is split.
  func combining() -> Effort {
    var options = options
    options.threads = 1
    options.rounds = 3
    options.rootsPerRound = 2
    options.proves = true
    options.largestLinearPart = min(options.largestLinearPart, 500)
    return Effort(self, options, Self.depthLimit, isCombining: true)
  }

  /// Whether cuts are local, so that linear programmes of regions say more than further rounds of dual ascent
  /// do: the more terminals there are, the nearer is the next one.
  private func boundsLocally(_ problem: Problem) -> Bool {
    10 * problem.terminals.count > problem.graph.edgeCount
  }

  /// Another round is worth its work where the last one has dropped at least one edge in so many.
  func leastShareOfPruning(_ problem: Problem) -> Int { boundsLocally(problem) ? 10 : 20 }

  /// The effort for going on with what earlier rounds, or linear programmes, have left of a problem.
  func resuming(_ problem: Problem) -> Effort {
    var options = options
    if boundsLocally(problem) { options.rootsPerRound = 1 }
    return Effort(self, options, depth, isCombining: isCombining)
  }

  /// The effort for a part of the problem.
  func inner(branches: Bool = false, threads: Int? = nil) -> Effort {
    var options = options
    options.threads = threads ?? options.threads
    return Effort(self, options, depth + (branches ? 1 : 0), isCombining: isCombining)
  }
}
