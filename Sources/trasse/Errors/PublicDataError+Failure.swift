public import CommandLineKit
public import PublicProjection

extension PublicDataError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    let publish = "write it again with `trasse publish PROJECT -o \(file)`"
    return switch fault {
    case .missing:
      Failure(
        .noInput, "\(file): there is no such file",
        fix: "write it with `trasse publish PROJECT -o \(file)`")
    case .notRegularFile:
      Failure(.badData, "\(file): this is not a regular file", fix: publish)
    case .notPublicFile:
      Failure(.badData, "\(file): the file is damaged, or not a public file", fix: publish)
    case .otherFormat(let format):
      Failure(
        .badData, "\(file): the file was written by another version (format \(format))",
        fix: publish)
    case .damaged(let part):
      Failure(.badData, "\(file): \(Self.words(part))", fix: publish)
    case .notWritable:
      Failure(
        .cannotCreate, "\(file): the file cannot be opened or written",
        fix: "check the folder and its permissions")
    case .database(let message):
      Failure(.inputOutput, "\(file): \(message)", fix: "free some space, and publish it again")
    }
  }

  private static func words(_ part: Damage) -> String {
    switch part {
    case .release: "the file is not complete"
    case .address(let row): "row \(row) of the addresses cannot be read"
    case .addresses: "the addresses are not those that were published"
    case .index(nil): "the index was made from other addresses"
    case .index(let reason?): "the index cannot be read: \(reason)"
    }
  }
}
