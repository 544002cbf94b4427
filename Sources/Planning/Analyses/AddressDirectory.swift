public import AccessNetwork

/// Finds an address by what people write: street and number, with the town where it is needed.
public struct AddressDirectory {
  private let addresses: [Address]

  /// Looks among some addresses.
  public init(_ addresses: [Address]) {
    self.addresses = addresses
  }

  /// The addresses that a text can mean: by id, or by street and number in any spelling, with the
  /// town or postcode after a comma where several share them.
  public func find(_ text: String) -> [Address] {
    let byID = addresses.filter { $0.id == text }
    if !byID.isEmpty { return byID }
    let parts = text.split(separator: ",").map(String.init)
    guard let first = parts.first else { return [] }
    let line = AddressLine(first)
    guard let wanted = line.number else { return [] }
    let street = StreetName.normalised(line.street)
    let rest = parts.dropFirst().joined(separator: " ").lowercased()
    return addresses.filter { address in
      guard address.number == wanted, StreetName.normalised(address.street) == street else {
        return false
      }
      if rest.allSatisfy(\.isWhitespace) { return true }
      let words = rest.split(separator: " ")
      let known = [address.postcode, address.city, address.district].compactMap { $0?.lowercased() }
      return words.contains { word in known.contains { $0.contains(word) } }
    }
  }

  /// The addresses of the same street with the nearest numbers.
  public func nearest(to text: String) -> [Address] {
    let line = AddressLine(text.split(separator: ",").first.map(String.init) ?? "")
    let street = StreetName.normalised(line.street)
    let wanted = Int(line.number?.number ?? "") ?? 0
    return Array(
      addresses.filter { StreetName.normalised($0.street) == street }
        .sorted {
          (abs((Int($0.number.number) ?? 0) - wanted), $0.id)
            < (abs((Int($1.number.number) ?? 0) - wanted), $1.id)
        }.prefix(3))
  }
}
