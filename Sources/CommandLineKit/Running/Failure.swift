/// Why a command failed, in words for the user, and the exit status.
public struct Failure: Error, Hashable, Sendable {
  /// What is wrong, and where: a sentence without its full stop.
  public let message: String
  /// How to fix it: a sentence without its full stop.
  public let fix: String?
  /// What the program ends with.
  public let status: ExitStatus

  /// Describes a failure.
  public init(_ status: ExitStatus, _ message: String, fix: String? = nil) {
    self.message = message
    self.fix = fix
    self.status = status
  }

  /// What is wrong and how to fix it.
  public var text: String { "\(message)." + (fix.map { " Fix: \($0)." } ?? "") }
}

/// An error of a library that a program has words for.
public protocol ExplainedError: Error {
  /// The error in words for the user, and the exit status.
  var failure: Failure { get }
}

extension Failure: ExplainedError {
  /// The failure itself.
  public var failure: Failure { self }
}
