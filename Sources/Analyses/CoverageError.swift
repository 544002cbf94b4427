/// The reason why coverage cannot be computed.
public enum CoverageError: Error, Hashable {
  /// The project has no address.
  case noAddresses
  /// The rule `parcel` needs parcels, and the project has none.
  case noParcels
}

extension CoverageError: CustomStringConvertible {
  /// What is missing and how to fix it.
  public var description: String {
    switch self {
    case .noAddresses: "there is no address in the project. Fix: import addresses first."
    case .noParcels: "there is no parcel in the project. Fix: import parcels, or use another rule."
    }
  }
}
