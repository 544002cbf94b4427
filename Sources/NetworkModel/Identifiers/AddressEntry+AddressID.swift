public import AddressSearch

extension AddressEntry {
  /// The id of the address in the project.
  public var addressID: AddressID { AddressID(id) }
}

extension AddressIndex {
  /// The address with an id in the project; `nil` if there is none.
  public func entry(_ id: AddressID) -> AddressEntry? { entry(id: id.rawValue) }
}
