public import AddressSearch

/// Where the building of an address and its dwellings stand.
public struct AddressStatus: Sendable {
  /// The address.
  public let address: AddressEntry
  /// The building; `nil` before its first event.
  public let building: Standing?
  /// The dwellings on file or with events, ordered by label.
  public let dwellings: [(label: String, standing: Standing?)]

  /// How many events there are about all of them.
  public var events: Int64 {
    dwellings.reduce(building?.events ?? 0) { $0 + ($1.standing?.events ?? 0) }
  }

  /// The address's subjects: the building, then each dwelling.
  public var subjects: [(dwelling: String?, status: ConnectionStatus)] {
    [(nil, building?.status ?? .unknown)]
      + dwellings.map { ($0.label, $0.standing?.status ?? .unknown) }
  }

  /// Describes the status of an address.
  package init(
    address: AddressEntry, building: Standing?, dwellings: [(label: String, standing: Standing?)]
  ) {
    self.address = address
    self.building = building
    self.dwellings = dwellings
  }
}
