import AddressSearch
import Hashing

/// A hash of all public data, to distinguish releases.
///
/// It is not a cryptographic hash.
struct Fingerprint {
  private var hash = FNV1a()

  /// Adds a text and a terminator.
  mutating func add(_ text: String) {
    hash.add(contentsOf: text.utf8)
    hash.add(0xFF as UInt8)
  }

  /// Adds an address.
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

  /// The hash as sixteen hexadecimal digits.
  var text: String { hash.hexadecimal }
}
