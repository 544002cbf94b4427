public import CommandLineKit
public import TextFormats

extension FileSink.Failure: ExplainedError {
  /// The error in words for the user.
  public var failure: CommandLineKit.Failure {
    switch self {
    case .cannotCreate(let path):
      CommandLineKit.Failure(
        .cannotCreate, "\(path) cannot be written", fix: "check the folder and its permissions")
    case .cannotWrite(let path):
      CommandLineKit.Failure(
        .inputOutput, "\(path ?? "standard output") could not be written completely",
        fix: "free some space")
    case .readerEnded:
      CommandLineKit.Failure(.success, "the reader of standard output has ended")
    }
  }
}
