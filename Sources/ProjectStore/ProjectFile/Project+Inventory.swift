import Geospatial
public import NetworkModel

extension Project {
  /// The addresses, ordered by id.
  public func addresses() throws -> [Address] {
    try reading {
      var addresses = try rows(Address.self)
      let merged = Dictionary(grouping: try rows(MergedAddress.self), by: \.addressID)
      guard !merged.isEmpty else { return addresses }
      for index in addresses.indices {
        addresses[index].mergedIDs = merged[addresses[index].id]?.map(\.mergedID) ?? []
      }
      return addresses
    }
  }
  /// The streets, ordered by id.
  public func streets() throws -> [Street] { try rows(Street.self) }
  /// The buildings, ordered by id.
  public func buildings() throws -> [Building] { try rows(Building.self) }
  /// The obstacles, ordered by id.
  public func obstacles() throws -> [Obstacle] { try rows(Obstacle.self) }
  /// The parcels, ordered by id.
  public func parcels() throws -> [Parcel] { try rows(Parcel.self) }
  /// The areas, ordered by id.
  public func areas() throws -> [Area] { try rows(Area.self) }
  /// The conduits in the ground, ordered by id.
  public func conduits() throws -> [Conduit] { try rows(Conduit.self) }
  /// The sites, ordered by id.
  public func sites() throws -> [Site] { try rows(Site.self) }

  /// Replaces all addresses, and with them the merged objects and the dwellings; call within
  /// ``writing(_:)``.
  package func replaceAddresses(_ addresses: [Address]) throws {
    try replace(addresses)
    try replace(
      addresses.flatMap { address in
        address.mergedIDs.map { MergedAddress(addressID: address.id, mergedID: $0) }
      })
    try replace(
      addresses.flatMap { address in
        (0..<address.dwellings).map {
          Dwelling(addressID: address.id, label: Dwelling.label($0 + 1))
        }
      })
    try settleStandings()
  }

  /// Everything a plan is made from: what was imported, what was built, and where buildings stand.
  public func inventory() throws -> Inventory {
    try reading {
      var inventory = Inventory(
        addresses: try addresses(), streets: try streets(), buildings: try buildings(),
        obstacles: try obstacles(), conduits: try conduits(), sites: try sites(), areas: try areas()
      )
      inventory.take(try builtWorks(), try standings())
      if let crs, let place = Coordinate.median(of: inventory.addresses.map(\.location)),
        let fault = try crs.lengthFault(at: place)
      {
        throw unsuitable(crs, fault)
      }
      return inventory
    }
  }
}
