package import Geospatial

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

extension Reservation: LayerRecord {
  package static let layer = Layer(
    name: "reservation", summary: "Orders that room is held for", geometry: nil,
    key: ["batch", "address_id"],
    columns: [
      ("batch", "INTEGER NOT NULL"), ("address_id", "TEXT NOT NULL"), ("made", "TEXT NOT NULL"),
      ("expires", "TEXT"), ("cost_cents", "INTEGER NOT NULL"),
    ])

  package var layerGeometry: Geometry? { nil }

  package func write(to row: inout RowWriter) {
    row.add(batch)
    row.add(addressID)
    row.add(made.description)
    row.add(expires?.description)
    row.add(costInCents)
  }

  package init(from row: inout RowReader) throws {
    batch = row.integer()
    addressID = row.text()
    made = try row.moment()
    let written = row.optionalText()
    expires = written.flatMap { Timestamp($0) }
    if written != nil && expires == nil { throw row.unreadable("no time \(written ?? "")") }
    costInCents = row.integer()
  }
}

extension ReservedRoom: LayerRecord {
  package static let layer = Layer(
    name: "reserved_room", summary: "Room in conduits that is held for orders", geometry: nil,
    key: ["batch", "conduit_id"],
    columns: [
      ("batch", "INTEGER NOT NULL"), ("conduit_id", "TEXT NOT NULL"),
      ("slots", "INTEGER NOT NULL CHECK (slots > 0)"),
    ])

  package var layerGeometry: Geometry? { nil }

  package func write(to row: inout RowWriter) {
    row.add(batch)
    row.add(conduitID)
    row.add(slots)
  }

  package init(from row: inout RowReader) throws {
    batch = row.integer()
    conduitID = row.text()
    slots = Int(row.integer())
  }
}
