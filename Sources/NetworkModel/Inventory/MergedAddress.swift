/// A source object that an import has merged into an address: a row of the table `merged_address`.
public struct MergedAddress: Hashable, Sendable {
  /// The address that remains.
  public var addressID: AddressID
  /// The id of the object that was merged into it.
  public var mergedID: AddressID

  /// Creates a merged object.
  public init(addressID: AddressID, mergedID: AddressID) {
    self.addressID = addressID
    self.mergedID = mergedID
  }
}
