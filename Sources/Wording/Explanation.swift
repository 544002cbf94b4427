/// An error in English words.
public struct Explanation: Hashable, Sendable {
  /// What is wrong: a sentence without its full stop.
  public let message: String
  /// How to fix it: a sentence without its full stop.
  public let fix: String

  /// Creates an explanation.
  init(_ message: String, fix: String) {
    self.message = message
    self.fix = fix
  }
}
