import AddressSearch

/// Street names as numbers, so that an address and a street are compared by comparing two numbers.
package struct StreetNames: Sendable {
  /// For each address, the number of the normalised name of its street; −1 if it has no street.
  package let ofAddress: [Int32]
  /// For each street, the number of its normalised name; −1 if it has no name.
  package let ofStreet: [Int32]

  package init(_ inventory: Inventory) {
    var numbers: [String: Int32] = [:]
    var spellings: [String: Int32] = [:]
    func number(_ name: String?) -> Int32 {
      guard let name, !name.isEmpty else { return -1 }
      if let known = spellings[name] { return known }
      let normalised = StreetName.normalised(name)
      let number = numbers[normalised] ?? Int32(numbers.count)
      numbers[normalised] = number
      spellings[name] = number
      return number
    }
    ofStreet = inventory.streets.map { number($0.name) }
    ofAddress = inventory.addresses.map { number($0.street) }
  }
}
