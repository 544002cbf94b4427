import Geospatial

/// A reservation for one order: a row of the table `reservation`.
///
/// Orders that were planned together have the same batch and share the capacity that it reserves
/// (``ReservedCapacity``).
public struct Reservation: Hashable, Sendable {
  /// The batch of orders that were planned together: 1, 2, 3 ….
  public var batch: Int64
  /// The address.
  public var addressID: AddressID
  /// The time of creation.
  public var made: Timestamp
  /// The time of expiry; `nil` once the order is booked.
  public var expires: Timestamp?
  /// The part of the price that is allocated to the order, in euro cents.
  public var costInCents: Int64

  /// Creates a reservation.
  public init(
    batch: Int64, addressID: AddressID, made: Timestamp, expires: Timestamp?, costInCents: Int64
  ) {
    self.batch = batch
    self.addressID = addressID
    self.made = made
    self.expires = expires
    self.costInCents = costInCents
  }
}

/// Capacity of one conduit or surveyed trench that is reserved for a batch of orders: a row of
/// `reserved_capacity`.
public struct ReservedCapacity: Hashable, Sendable {
  /// The batch of orders.
  public var batch: Int64
  /// The id of the conduit, or of the work in the layer `built`.
  public var conduitID: ConduitID
  /// The number of reserved slots.
  public var slots: Int

  /// Creates a reserved capacity.
  public init(batch: Int64, conduitID: ConduitID, slots: Int) {
    self.batch = batch
    self.conduitID = conduitID
    self.slots = slots
  }
}
