import AddressSearch

/// Street names as numbers, so that comparing an address with a street costs one comparison.
package struct StreetNames: Sendable {
  /// For each address the number of its street's normalised name; −1 where it names none.
  package let ofAddress: [Int32]
  /// For each street the number of its normalised name; −1 where it has none.
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
