/// How much work a search may do, and when it has to end.
struct Effort {
  let options: SteinerOptions
  /// When the work has to end.
  let deadline: ContinuousClock.Instant?
  /// How many times the problem has been split already.
  let depth: Int

  /// How many times a problem is split at most on the way to one part.
  let depthLimit = 24
  /// How many times a linear programme is solved at most.
  let cutRounds = 200
  /// How many cuts come in at most between two solutions.
  let cutLimit = 5_000
  /// How many times the programme of a region is solved at most.
  let regionRounds = 30

  init(_ options: SteinerOptions) {
    self.options = options
    deadline = options.timeLimit.map { ContinuousClock.now + $0 }
    depth = 0
  }

  private init(_ options: SteinerOptions, _ deadline: ContinuousClock.Instant?, _ depth: Int) {
    self.options = options
    self.deadline = deadline
    self.depth = depth
  }

  /// Whether no new step may begin.
  var isTimeUp: Bool {
    options.isInterrupted() || deadline.map { ContinuousClock.now >= $0 } ?? false
  }

  /// How many nodes the smallest regions have.
  var regionSize: Int { max(2, options.largestWholeProgramme / 5) }

  /// How long the work may still take.
  var secondsLeft: Double {
    deadline.map { max(0.01, ($0 - ContinuousClock.now) / .seconds(1)) } ?? 1e9
  }

  /// Whether there is use in pruning after a round.
  func prunes(after round: Int) -> Bool { options.proves || round + 1 < options.rounds }

  /// The effort for a part of the problem.
  func inner(branches: Bool = false, threads: Int? = nil) -> Effort {
    var options = options
    options.threads = threads ?? options.threads
    return Effort(options, deadline, depth + (branches ? 1 : 0))
  }
}
