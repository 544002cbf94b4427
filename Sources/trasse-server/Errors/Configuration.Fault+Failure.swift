public import CommandLineKit
public import LookupServer
import TextFormats
import WebPages

extension Configuration.Fault: ExplainedError {
  /// The error in words for the operator.
  public var failure: Failure {
    switch self {
    case .unreadable(let file):
      Failure(
        .badData, "\(file): there is no such file, or it is not a regular file",
        fix: "check --config")
    case .notJSON(let file): Failure(.badData, "\(file): is not JSON")
    case .wrongKind(let key, let file):
      Failure(.badData, "\(file): \(key) is not of the right kind")
    case .missingKey(let key, let file): Failure(.badData, "\(file): \(key) is missing")
    case .unknownKey(let key, let known, let file):
      Failure(
        .badData, "\(file): \(key) is unknown",
        fix: "choose from \(known.joined(separator: ", "))")
    case .notWebAddress(let key, let file):
      Failure(
        .badData, "\(file): \(key) is not a web address",
        fix: "begin it with https:// and leave blanks out")
    case .notColour(let key, let file):
      Failure(.badData, "\(file): \(key) is not a colour", fix: "write it as #rrggbb")
    case .lowContrast(let key, let contrast, let needsDarker, let file):
      Failure(
        .badData,
        "\(file): \(key) has a contrast of \(NumberStyle.plain.text(contrast, places: 1)) to its "
          + "background, and WCAG 2.2 asks for 4.5",
        fix: "choose a \(needsDarker ? "darker" : "lighter") one")
    case .emptyRate(let key, let file):
      Failure(
        .badData, "\(file): \(key) admits no request", fix: "per_second above 0, burst from 1")
    case .mapFile(let key, .unreadable(let path)):
      Failure(.badData, "\(key): \(path) cannot be read", fix: "run scripts/setup --map")
    case .mapFile(let key, .otherHash(let path)):
      Failure(
        .badData, "\(key): \(path) has another SHA-256 than the expected one",
        fix: "check where the file comes from, and fetch it with scripts/setup --map")
    }
  }
}
