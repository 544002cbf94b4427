public import CommandLineKit
public import Geospatial

extension TransformationError: ExplainedError {
  /// The error in words for the user.
  public var failure: Failure {
    switch self {
    case .unknownSystem(let name):
      Failure(
        .usage, "unknown coordinate reference system \(name)",
        fix: "give an EPSG code such as EPSG:25832")
    case .noOperation(let from, let to):
      Failure(.usage, "there is no transformation from \(from) to \(to)")
    case .missingGrid(let name):
      Failure(
        .usage, "the transformation requires the grid \(name)",
        fix: "install the Debian package proj-data")
    }
  }
}
