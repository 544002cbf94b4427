/// One subcommand: its declaration, its options as properties, and what it does.
protocol Command: SendableMetatype {
  static var declaration: Declaration { get }
  init(_ arguments: Arguments) throws
  func run() throws
}

/// Why a command ends without its work done, beyond bad data and wrong usage.
enum Outcome: Error {
  /// The work itself failed; what there is to say has been said.
  case failed
  /// The user asked for an early end; what there was has been printed.
  case interrupted
}
