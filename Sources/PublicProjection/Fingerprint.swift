import AddressSearch

/// A hash of all that is public, to tell releases apart; it keeps no secret.
///
/// Source: Fowler, Noll and Vo, FNV-1a of 64 bits (RFC 9923).
struct Fingerprint {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Takes in a text and its end.
  mutating func add(_ text: String) {
    for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    state = (state ^ 0xFF) &* 0x100_0000_01B3
  }

  /// Takes in an address.
  mutating func add(_ address: PublicAddress) {
    add(address.id)
    add(address.street)
    add(address.number.number)
    add(address.number.suffix)
    for text in [address.postcode, address.city, address.district, address.finding.period] {
      add(text.map { "=" + $0 } ?? "")
    }
    add(String(address.longitude))
    add(String(address.latitude))
    add(address.finding.availability.rawValue)
    add(address.finding.source.rawValue)
    add(address.finding.rule)
  }

  /// Sixteen digits in hexadecimal.
  var text: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
