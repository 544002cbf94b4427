public import CommandLineKit
public import PublicProjection

extension PublicDataError: ExplainedError {
  /// The error in words for the operator.
  public var failure: Failure {
    let again = "publish the project again"
    return switch fault {
    case .missing:
      Failure(.noInput, "\(file): there is no such file", fix: "publish the project first")
    case .notRegularFile:
      Failure(.badData, "\(file) is not a regular file", fix: again)
    case .notPublicFile: Failure(.badData, "\(file) is not a public file", fix: again)
    case .otherFormat(let format):
      Failure(.badData, "\(file) is of another version (format \(format))", fix: again)
    case .damaged(let part): Failure(.badData, "\(file) is damaged (\(part))", fix: again)
    case .notWritable:
      Failure(.cannotCreate, "\(file) cannot be opened", fix: "check its permissions")
    case .database(let message): Failure(.inputOutput, "\(file): \(message)", fix: again)
    }
  }
}
