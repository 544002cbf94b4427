import GeoPackage
package import Geospatial
package import NetworkModel

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
    let batch = row.integer()
    let addressID = row.text()
    let made = try row.moment()
    let written = row.optionalText()
    let expires = written.flatMap { Timestamp($0) }
    if written != nil && expires == nil { throw row.unreadable("no time \(written ?? "")") }
    let costInCents = row.integer()
    self.init(
      batch: batch, addressID: addressID, made: made, expires: expires, costInCents: costInCents)
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
    let batch = row.integer()
    let conduitID = row.text()
    let slots = Int(row.integer())
    self.init(
      batch: batch, conduitID: conduitID, slots: slots)
  }
}
