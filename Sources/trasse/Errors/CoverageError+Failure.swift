public import Analyses
public import CommandLineKit

extension CoverageError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .noAddresses:
      Failure(.badData, "there is no address in the project", fix: "import addresses first")
    case .noParcels:
      Failure(
        .badData, "there is no parcel in the project", fix: "import parcels, or use another rule")
    }
  }
}
