import AddressSearch
public import CommandLineKit
public import NetworkModel

extension AddressChoiceError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .ambiguous(let text, let candidates):
      Failure(
        .usage, "\(text) can be \(candidates.count) addresses",
        fix: "add the town or postcode, or use an id: \(Self.words(candidates))")
    case .unknown(let text, let nearest):
      Failure(
        .usage, "there is no address \(text)",
        fix: nearest.isEmpty
          ? "write it as street and number" : "choose from \(Self.words(nearest))")
    }
  }

  private static func words(_ entries: [AddressEntry]) -> String {
    entries.prefix(5).map { entry in
      entry.postcode == nil && entry.city == nil ? "\(entry) (\(entry.id))" : "\(entry)"
    }.joined(separator: "; ")
  }
}
