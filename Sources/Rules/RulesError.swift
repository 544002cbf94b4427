/// The reason why a rules file is rejected.
public enum RulesError: Error, Hashable, Sendable {
  /// The kinds of values in a document.
  public enum Kind: Hashable, Sendable, CaseIterable {
    case null, bool, number, string, array, object
  }

  /// The document is not JSON.
  case notJSON
  /// A rule is unknown: its path, the rules in the same object, and the paths of all rules.
  case unknownRule(path: String, siblings: [String], all: [String])
  /// A value is of another kind than the rule; the path is empty for the whole document.
  case wrongKind(path: String, found: Kind, expected: Kind)
  /// A number is not within the limits of the rule.
  case outsideLimits(path: String, value: Double, limits: ClosedRange<Double>)
  /// A value cannot be decoded, for the reason that the decoder gives.
  case invalidValue(path: String, reason: String)
}

extension RulesError {
  /// Creates an error for a value that a rule cannot have.
  package init(_ error: DecodingError) {
    let context: DecodingError.Context? =
      switch error {
      case .dataCorrupted(let context), .keyNotFound(_, let context),
        .typeMismatch(_, let context), .valueNotFound(_, let context):
        context
      @unknown default: nil
      }
    if let error = context?.underlyingError as? RulesError {
      self = error
      return
    }
    self = .invalidValue(
      path: Self.path(context?.codingPath ?? []), reason: context?.debugDescription ?? "unreadable")
  }

  /// The path of a value in a document.
  static func path(_ keys: [any CodingKey]) -> String {
    keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
  }
}
