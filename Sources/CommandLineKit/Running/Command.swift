/// One command: its declaration, its arguments as properties, and the work.
public protocol Command: SendableMetatype {
  /// What it is called and what it accepts.
  static var declaration: CommandDeclaration { get }

  /// Reads the arguments.
  ///
  /// - Throws: ``UsageError`` for a call that makes no sense.
  init(_ arguments: Arguments) throws

  /// Does the work and prints the result.
  ///
  /// - Throws: ``Outcome`` where the result has been printed, and is not success; any other error
  ///   is explained on standard error.
  func run() throws
}

/// An end without success whose reason has already been printed.
public enum Outcome: Error {
  /// The work itself failed.
  case failed
  /// The user asked for an early end.
  case interrupted
}
