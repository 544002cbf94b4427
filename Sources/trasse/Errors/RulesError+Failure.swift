public import CommandLineKit
public import Rules
import TextFormats

extension RulesError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .notJSON:
      Failure(.badData, "the rules are not JSON", fix: "check commas, quotes and brackets")
    case .unknownRule(let path, let siblings, let all):
      Failure(
        .badData, "unknown rule \(path)",
        fix: Self.nearest(to: path, siblings, all).map { "did you mean \($0)?" }
          ?? (siblings.isEmpty
            ? nil : "choose from \(siblings.joined(separator: ", "))"))
    case .wrongKind(let path, let found, let expected):
      Failure(
        .badData, "\(path.isEmpty ? "the document" : path) is \(found.words)",
        fix: "use \(expected.words)")
    case .outsideLimits(let path, let value, let limits):
      Failure(
        .badData, "\(path) is \(value)",
        fix: "use a number from \(Self.plain(limits.lowerBound)) to "
          + "\(Self.plain(limits.upperBound))")
    case .invalidValue(let path, let reason):
      Failure(.badData, "\(path): \(reason.withoutFullStop)")
    }
  }

  private static func plain(_ limit: Double) -> String {
    NumberStyle.grouped.text(limit, places: 0)
  }

  /// The rule that was probably meant: beside the unknown one, or with a similar name elsewhere.
  private static func nearest(to path: String, _ siblings: [String], _ all: [String]) -> String? {
    func key(_ path: String) -> String { path.split(separator: ".").last.map(String.init) ?? path }
    let wanted = key(path)
    let parent = path.dropLast(wanted.count)
    // A rule beside the unknown one is preferred to an equally similar one elsewhere.
    let candidates: [(path: String, rank: Int)] =
      siblings.map { (parent + $0, 0) } + all.map { ($0, 1) }
    let best = candidates.map { (NearestWord.distance(key($0.path), wanted), $0.rank, $0.path) }
      .min { $0 < $1 }
    guard let best, best.0 <= max(2, wanted.count / 2) else { return nil }
    return best.2
  }
}

extension RulesError.Kind {
  fileprivate var words: String {
    switch self {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}
