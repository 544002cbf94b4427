import Geospatial
import NetworkModel

/// The entry of a building before it is connected to the trench graph.
struct BuildingEntry {
  let position: Coordinate
  /// The indices of its addresses in the inventory, ordered by address id.
  private(set) var addresses: [Int32]

  /// The entries of all buildings, ordered along a Hilbert curve.
  ///
  /// Addresses at the same position share one entry.
  static func all(of inventory: Inventory) -> [BuildingEntry] {
    var known: [MillimetreKey: Int] = [:]
    var entries: [BuildingEntry] = []
    for (number, address) in inventory.addresses.enumerated() {
      let key = MillimetreKey(address.location)
      if let entry = known[key] {
        entries[entry].addresses.append(Int32(number))
      } else {
        known[key] = entries.count
        entries.append(BuildingEntry(position: key.coordinate, addresses: [Int32(number)]))
      }
    }
    let envelope = Envelope(of: entries.lazy.map(\.position))
    let keys = entries.map { HilbertCurve.key(of: $0.position, in: envelope) }
    let order = entries.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    return order.map { entries[$0] }
  }
}
