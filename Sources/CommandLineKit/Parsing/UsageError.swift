/// A call that the program does not understand: exit status 64.
public enum UsageError: Error, Hashable, Sendable {
  /// A sentence about what is wrong.
  case message(String)
  /// A required argument is missing; the program adds the usage of the command.
  case missing(String)
  /// A word is not one of those that are known here: the nearest one, or all of them.
  case unknown(String, nearest: String?, of: [String])

  /// The sentence for the user.
  ///
  /// - Parameter usage: how the command is called.
  /// - Returns: one sentence without its full stop.
  func text(usage: String) -> String {
    switch self {
    case .message(let text): text
    case .missing(let name): "\(name) is missing: \(usage)"
    case .unknown(let subject, let nearest?, _): "unknown \(subject): did you mean \(nearest)?"
    case .unknown(let subject, nil, let known):
      "unknown \(subject): choose \(known.listed)"
    }
  }
}

extension [String] {
  /// The words as an enumeration: `a, b or c`.
  var listed: String {
    guard count > 1, let last else { return first ?? "" }
    return "\(dropLast().joined(separator: ", ")) or \(last)"
  }
}
