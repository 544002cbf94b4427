/// The exit statuses of all programs: scripts rely on them.
public enum ExitStatus: Int32, Sendable, CaseIterable {
  /// The work is done.
  case success = 0
  /// The work itself failed, such as a plan that cannot meet a hard rule.
  case failure = 1
  /// The call makes no sense.
  case usage = 64
  /// The content of an input is wrong.
  case badData = 65
  /// There is no such input.
  case noInput = 66
  /// A service cannot be provided, such as a port that is in use.
  case unavailable = 69
  /// A fault of the program.
  case software = 70
  /// An output cannot be created.
  case cannotCreate = 73
  /// Reading or writing failed.
  case inputOutput = 74
  /// The user interrupted the program.
  case interrupted = 130
}
