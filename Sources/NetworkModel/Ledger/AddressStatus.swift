public import AddressSearch

/// The current state of the building at an address, and of its dwellings.
public struct AddressStatus: Sendable {
  /// The address.
  public let address: AddressEntry
  /// The state of the building; `nil` before its first event.
  public let building: Standing?
  /// The dwellings that are stored or have events, ordered by label.
  public let dwellings: [(label: String, standing: Standing?)]

  /// The number of events about the building and its dwellings.
  public var events: Int64 {
    dwellings.reduce(building?.events ?? 0) { $0 + ($1.standing?.events ?? 0) }
  }

  /// The subjects of the address: the building, then each dwelling.
  public var subjects: [(dwelling: String?, status: ConnectionStatus)] {
    [(nil, building?.status ?? .unknown(.building))]
      + dwellings.map { ($0.label, $0.standing?.status ?? .unknown(.dwelling)) }
  }

  /// Creates the status of an address.
  package init(
    address: AddressEntry, building: Standing?, dwellings: [(label: String, standing: Standing?)]
  ) {
    self.address = address
    self.building = building
    self.dwellings = dwellings
  }
}
