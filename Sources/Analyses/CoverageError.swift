/// The reason why coverage cannot be computed.
public enum CoverageError: Error, Hashable {
  /// The project has no address.
  case noAddresses
  /// The rule `parcel` needs parcels, and the project has none.
  case noParcels
}
