import Geospatial

/// Room held for one order: a row of the table `reservation`.
///
/// Orders that were planned together share their room (``ReservedRoom``) and a batch.
public struct Reservation: Hashable, Sendable {
  /// 1, 2, 3 …: which orders were planned together.
  public var batch: Int64
  /// For which address.
  public var addressID: String
  /// When it was made.
  public var made: Timestamp
  /// When it ends; `nil` once it is booked.
  public var expires: Timestamp?
  /// The order's share of the price, in euro cents.
  public var costInCents: Int64

  /// Describes a reservation.
  public init(
    batch: Int64, addressID: String, made: Timestamp, expires: Timestamp?, costInCents: Int64
  ) {
    self.batch = batch
    self.addressID = addressID
    self.made = made
    self.expires = expires
    self.costInCents = costInCents
  }
}

/// Slots of one conduit or surveyed trench that a batch of orders holds: a row of `reserved_room`.
public struct ReservedRoom: Hashable, Sendable {
  /// Which orders hold it.
  public var batch: Int64
  /// The conduit, or the work in the layer `built`.
  public var conduitID: String
  /// How many slots.
  public var slots: Int

  /// Describes what is held.
  public init(batch: Int64, conduitID: String, slots: Int) {
    self.batch = batch
    self.conduitID = conduitID
    self.slots = slots
  }
}
