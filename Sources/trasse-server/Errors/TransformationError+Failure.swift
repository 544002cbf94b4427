public import CommandLineKit
public import Geospatial

extension TransformationError: ExplainedError {
  /// The error in words for the operator.
  public var failure: Failure {
    switch self {
    case .unknownSystem(let name):
      Failure(
        .badData, "the coordinate reference system \(name) of the public file is unknown here",
        fix: "install the Debian package proj-data, or publish the project again")
    case .noOperation(let from, let to):
      Failure(.badData, "there is no transformation from \(from) to \(to)")
    case .missingGrid(let name):
      Failure(
        .badData, "the grid \(name) is not installed", fix: "install the Debian package proj-data")
    }
  }
}
