public import CommandLineKit
public import Publication

extension PublicationError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .positionOutside(let address, let project):
      Failure(
        .badData,
        "\(project), layer address, feature \(address): its position cannot be transformed to degrees",
        fix: "import the layer again")
    case .unreadableFile(let path):
      Failure(
        .noInput, "\(path): the file cannot be read", fix: "check its name and permissions")
    }
  }
}
