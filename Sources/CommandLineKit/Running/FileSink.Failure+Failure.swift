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
    case .isFolder(let path):
      CommandLineKit.Failure(.cannotCreate, "\(path) is a folder", fix: "name a file")
    case .exists(let path):
      CommandLineKit.Failure(
        .cannotCreate, "\(path): the file exists already",
        fix: "choose another name, or delete it first")
    case .inUse(let path, let companion):
      CommandLineKit.Failure(
        .cannotCreate,
        "\(path) is open in another program, or was not closed: there is \(path)\(companion)",
        fix: "close it in that program; or delete both files, or choose another name")
    case .readerEnded:
      CommandLineKit.Failure(.success, "the reader of standard output has ended")
    }
  }
}
